"""Grants, the holds they project onto, exclusions and requests.

A *grant* is the record of one share and is never deleted. A *hold* is the live row that a grant,
or ownership, projects onto: a django-guardian direct-foreign-key permission row, made concrete
beside its object (`ProfileTeamHold` in `profiles/`).
"""

import datetime
import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access.levels import ALL_SECTIONS, Level
from access.querysets import GrantQuerySet, HoldQuerySet, RequestQuerySet, SharedQuerySet
from agencies.models import FOREVER, Membership, Team

USER = settings.AUTH_USER_MODEL


class SharedModel(models.Model):
    """A record that a team owns and others may be given access to.

    Concrete models name their `SECTIONS` in a fixed order: a section's place is its bit on the
    holds, so new ones go to the end.
    """

    SECTIONS: dict[str, str] = {}

    # What each concrete model brings: its holds, exclusions, history.
    team_holds: Any
    user_holds: Any
    exclusions: Any
    history: Any
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    owner_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_restricted = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_name = models.CharField(max_length=200, db_collation="C", editable=False)
    search_names = models.TextField(db_collation="C", editable=False, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SharedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @property
    def event_label(self):
        return f"{self._meta.verbose_name.capitalize()} {self.reference}"


class Hold(models.Model):
    """What every hold says: how far it reaches, and the copies that keep lists quick."""

    level = models.PositiveSmallIntegerField(choices=Level)
    sections = models.PositiveSmallIntegerField(default=ALL_SECTIONS)
    valid_until = models.DateTimeField(default=FOREVER)
    grant = models.ForeignKey(
        "access.Grant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Copied from the object by triggers, so that one index answers a page.
    restricted = models.BooleanField(default=False, editable=False)
    sort_name = models.CharField(max_length=200, db_collation="C", editable=False)
    search_names = models.TextField(db_collation="C", editable=False, default="")
    last_activity_at = models.DateTimeField(editable=False, db_default=Now())

    class Meta:
        abstract = True


def hold_meta(who, prefix):
    """Constraints and indexes of a concrete hold: one row for each holder and object."""
    carried = ["level", "sections", "valid_until", "restricted"]
    return {
        "constraints": [
            models.UniqueConstraint(fields=[who, "content_object"], name=f"{prefix}_one"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name=f"{prefix}_level"),
        ],
        "indexes": [
            models.Index(fields=["content_object", who], include=carried, name=f"{prefix}_obj"),
            models.Index(
                fields=[who, "sort_name", "content_object"], include=carried, name=f"{prefix}_name"
            ),
            models.Index(
                F(who),
                F("last_activity_at").desc(),
                F("content_object").desc(),
                include=carried,
                name=f"{prefix}_act",
            ),
            GinIndex(F(who), OpClass("search_names", name="gin_trgm_ops"), name=f"{prefix}_trgm"),
        ],
    }


class TeamHold(Hold, GroupObjectPermissionBase):
    """A team's access to an object, as it is now."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, db_index=False, related_name="%(class)ss"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        abstract = True


class UserHold(Hold, UserObjectPermissionBase):
    """A named person's access to an object, as it is now; it ends with the membership."""

    user = models.ForeignKey(
        USER, on_delete=models.PROTECT, db_index=False, related_name="%(class)ss"
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        abstract = True


class Activity(models.Model):
    """When something was last entered in a section of an object.

    Moves only the holds that have the section: the order of a list tells nobody what they do not
    hold.
    """

    section = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        abstract = True


class Exclusion(models.Model):
    """A person who must not see an object, whatever else gives access: a relative, a suspect."""

    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    excluded_at = models.DateTimeField(db_default=Now(), editable=False)
    excluded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class AboutObject(models.Model):
    """Names an object of any shared model; rows like these outlive access to it."""

    object_type = models.CharField(max_length=60, editable=False)
    object_id = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True


class Grant(AboutObject):
    """The record of one share: who was given what, why, by whom, until when. Never deleted."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    # With a user, the grant is that person's alone; the team is the one they were named in.
    user = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.PositiveSmallIntegerField(choices=Level)
    sections = ArrayField(models.CharField(max_length=20), default=list)
    purpose = models.CharField(max_length=500)
    basis = models.ForeignKey("records.LawfulBasis", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(db_default=Now())
    valid_until = models.DateTimeField(default=FOREVER)
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_by_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
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
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="grant_object"),
            models.Index(
                fields=["membership"], condition=Q(ended_at=None), name="grant_membership"
            ),
        ]

    class Sensitivity:
        public = (
            "uuid object_type object_id team level sections basis valid_from valid_until "
            "given_at given_by_team replaces ended_at"
        )
        personal = "user membership purpose given_by ended_by ended_because"

    def __str__(self):
        return f"{self.grantee}: {self.get_level_display()}"

    @property
    def grantee(self):
        return f"{self.user.name} ({self.team.name})" if self.user_id else self.team.name

    @property
    def section_names(self):
        """The sections as people read them."""
        labels = apps.get_model(self.object_type).SECTIONS
        return [labels[section] for section in self.sections]

    @property
    def is_for_ever(self):
        return self.valid_until >= FOREVER

    @property
    def last_day(self):
        """The last day on which the access is in force."""
        return timezone.localdate(self.valid_until - datetime.timedelta(seconds=1))


class AccessRequest(AboutObject):
    """Someone who may know a record exists asks its owner's manager to be let in."""

    class Reason(models.TextChoices):
        LINKED = "linked", "Linked to work I am doing"
        SAFEGUARDING = "safeguarding", "A safeguarding concern now"
        MOVED = "moved", "The person has moved to our area"
        OTHER = "other", "Another reason"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        GIVEN = "given", "Access given"
        REFUSED = "refused", "Refused"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    reason = models.CharField(max_length=15, choices=Reason)
    words = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=1000, blank=True)
    grant = models.ForeignKey(Grant, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "asked_by"],
                condition=Q(state="waiting"),
                name="request_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="request_decided_by_someone",
            ),
        ]

    class Sensitivity:
        public = "uuid object_type object_id asked_at reason state decided_at grant"
        personal = "membership asked_by words decided_by answer"

    def __str__(self):
        return f"{self.asked_by}: {self.get_reason_display()}"
