"""Grants: the record of every share."""

import datetime
import uuid

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from access.levels import Level
from access.models.shared import AboutObject
from access.querysets import GrantQuerySet
from agencies.models import FOREVER, Membership, Team

USER = settings.AUTH_USER_MODEL


class Grant(AboutObject):
    """The record of one share: who was given what, why, by whom, until when. Never deleted.

    Looked up by record, and by membership while it is not ended: nothing that it names is ever
    deleted, so no other index is asked, and 5,000 at once need not fill any.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    # With a user, the grant is that person's alone; the team is the one they were named in.
    user = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    level = models.PositiveSmallIntegerField(choices=Level)
    sections = ArrayField(models.CharField(max_length=20), default=list)
    purpose = models.CharField(max_length=500)
    basis = models.ForeignKey(
        "records.LawfulBasis", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Between agencies: the agreement under which it was given.
    agreement = models.ForeignKey(
        "agencies.Agreement", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # It lasts while this record is open: its own, or the case that it was given with.
    while_open_type = models.CharField(max_length=60, blank=True, default="", db_default="")
    while_open_id = models.BigIntegerField(null=True)
    valid_from = models.DateTimeField(db_default=Now())
    valid_until = models.DateTimeField(default=FOREVER)
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_by_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_because = models.CharField(max_length=500, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "team"],
                condition=Q(ended_at=None, user=None),
                name="grant_one_to_a_team",
            ),
            models.UniqueConstraint(
                fields=["object_type", "object_id", "user"],
                condition=Q(ended_at=None, user__isnull=False),
                name="grant_one_to_a_person",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[Level.VIEW, Level.CONTRIBUTE]), name="grant_level_grantable"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(user=None, membership=None)
                | Q(user__isnull=False, membership__isnull=False),
                name="grant_person_in_a_membership",
            ),
            models.CheckConstraint(
                condition=Q(while_open_id=None, while_open_type="")
                | Q(while_open_id__isnull=False) & ~Q(while_open_type=""),
                name="grant_while_open_names_a_record",
            ),
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="grant_object"),
            models.Index(
                fields=["membership"], condition=Q(ended_at=None), name="grant_membership"
            ),
            models.Index(
                fields=["while_open_type", "while_open_id"],
                condition=Q(ended_at=None, while_open_id__isnull=False),
                name="grant_while_open",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid object_type object_id team level sections basis agreement while_open_type "
            "while_open_id valid_from valid_until given_at given_by_team replaces ended_at"
        )
        personal = "user membership purpose given_by ended_by ended_because"

    def __str__(self):
        return f"{self.grantee}: {self.get_level_display()}"

    @property
    def grantee(self):
        return f"{self.user.name} ({self.team.name})" if self.user_id else self.team.name

    @property
    def offered_sections(self):
        """Of its sections, those that hold something."""
        offered = apps.get_model(self.object_type).offered_sections()
        return [section for section in self.sections if section in offered]

    @property
    def section_names(self):
        """The sections as people read them."""
        labels = apps.get_model(self.object_type).SECTIONS
        return [labels[section] for section in self.offered_sections]

    @property
    def is_for_ever(self):
        return self.valid_until >= FOREVER

    @property
    def while_itself_open(self):
        """Does it last while its own record is open?"""
        own = self.object_type, self.object_id
        return (self.while_open_type, self.while_open_id) == own

    @property
    def last_day(self):
        """The last day on which the access is in force."""
        return timezone.localdate(self.valid_until - datetime.timedelta(seconds=1))
