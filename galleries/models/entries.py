"""Entries: a person on a gallery, from the day they are added until they leave."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from galleries.querysets import HIGH, EntryQuerySet
from records.models import Lookup

TEAM, USER = "agencies.Team", "agencies.User"


class LeaveReason(Lookup):
    """Why somebody leaves a gallery: found, safe, risk reduced, added by mistake."""


class Entry(models.Model):
    """A person on a gallery: how high the risk is, and why they are there.

    The tile shows what the gallery allows. `managing_team` managed the record when the entry was
    added or last confirmed: at high risk its neighbours see the entry. A transfer of the record
    gives it no other neighbours until a curator confirms the entry.
    """

    # For the log: what names it is about itself, and in no list of people.
    is_subject = False

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    gallery = models.ForeignKey(
        "galleries.Gallery", on_delete=models.PROTECT, related_name="entries"
    )
    profile = models.ForeignKey(
        "profiles.Profile", on_delete=models.CASCADE, related_name="gallery_entries"
    )
    risk = models.ForeignKey("profiles.RiskLevel", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("why they are here", max_length=200)
    managing_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_by_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    review_on = models.DateField("review")
    left_at = models.DateTimeField(null=True, editable=False)
    left_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    left_by_team = models.ForeignKey(TEAM, null=True, on_delete=models.PROTECT, related_name="+")
    left_reason = models.ForeignKey(
        LeaveReason,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="why they left",
    )
    left_words = models.CharField("more about it", max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["gallery", "profile"],
                condition=Q(left_at=None),
                name="gallery_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    left_at=None, left_by=None, left_by_team=None, left_reason=None, left_words=""
                )
                | Q(
                    left_at__isnull=False,
                    left_by__isnull=False,
                    left_by_team__isnull=False,
                    left_reason__isnull=False,
                ),
                name="gallery_entry_left_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"], condition=Q(left_at=None), name="gallery_entry_review"
            ),
        ]

    class Sensitivity:
        public = (
            "uuid gallery profile managing_team added_by_team added_at review_on left_at "
            "left_by_team left_reason"
        )
        personal = "added_by left_by"
        special = "risk reason left_words"

    def __str__(self):
        return f"{self.profile.reference} on {self.gallery}"

    def get_absolute_url(self):
        return reverse("galleries:entry", args=[self.gallery.slug, self.uuid])

    @property
    def event_label(self):
        return f"Entry about {self.profile.reference}"

    @property
    def is_over(self):
        """Have they left the gallery?"""
        return self.left_at is not None

    @property
    def is_late(self):
        """Has the day of its review come?"""
        return not self.is_over and self.review_on <= timezone.localdate()

    @property
    def is_high(self):
        """Is it announced, and seen by the neighbours?"""
        return self.risk.badge in HIGH

    @classmethod
    def subjects_of(cls, entries):
        return [entry.profile_id for entry in entries]

    def subject_ids(self):
        return self.subjects_of([self])
