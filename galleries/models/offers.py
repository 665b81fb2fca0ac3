"""Offers of help to the team that manages the record of somebody on a gallery."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from galleries.querysets import OfferQuerySet

TEAM, USER = "agencies.Team", "agencies.User"


class Offer(models.Model):
    """What a practitioner of another team offers to do, and what the managing team answered.

    An accepted offer changes neither who manages the record nor who reads it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey("galleries.Entry", on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    by_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+")
    words = models.TextField("what is offered", max_length=1000)
    phone = models.CharField(max_length=30)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by_team = models.ForeignKey(
        TEAM, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "by"], condition=Q(state="waiting"), name="offer_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="waiting", answered_at=None, answered_by=None, answered_by_team=None
                )
                | Q(
                    ~Q(state="waiting"),
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answered_by_team__isnull=False,
                ),
                name="offer_answered_by_somebody",
            ),
        ]

    class Sensitivity:
        public = "uuid entry by_team made_at state answered_by_team answered_at"
        personal = "by phone answered_by"
        special = "words answer"

    def __str__(self):
        return f"Offer of {self.by_team}"

    @property
    def event_label(self):
        return "Offer of help"

    @property
    def is_waiting(self):
        """Has nobody answered yet?"""
        return self.state == self.State.WAITING

    @property
    def colour(self):
        """Of the tag of its state."""
        return {"waiting": "blue", "accepted": "green"}.get(self.state, "grey")

    def subject_ids(self):
        return self.entry.subject_ids()
