"""Places in teams that wait until a second person agrees."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from agencies.models.teams import FOREVER, Membership, Team, UntilLastDay
from agencies.querysets import JoiningQuerySet


class JoiningProposal(UntilLastDay, models.Model):
    """A place in a team that somebody who does not manage the team wants to give.

    It gives nothing before somebody else agrees; then the membership begins. An area
    administrator could otherwise let themselves, or an invented colleague, in to all records of
    the area. `asked_by` is `user` where administrators ask to join a team themselves.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waiting"
        SECONDED = "seconded", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ROLES = [(role.value, role.label) for role in Membership.RECORD_ROLES]

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="proposals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=15, choices=Membership.Role)
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(default=FOREVER)
    # The membership that ends as this one begins: a change of role.
    replaces = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    why_refused = models.CharField(max_length=500, blank=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"], condition=Q(state="asked"), name="joining_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["practitioner", "manager"]) | ~Q(asked_by=F("user")),
                name="joining_role_conveys",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | Q(state="withdrawn", decided_by=F("asked_by"), decided_at__isnull=False)
                | (
                    Q(state__in=["seconded", "refused"])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("user"))
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="joining_decided_by_another",
            ),
        ]

    class Sensitivity:
        public = "uuid team role valid_from valid_until replaces asked_at state decided_at"
        personal = "user asked_by reason decided_by why_refused"

    def __str__(self):
        return f"{self.user} in {self.team}"

    def get_absolute_url(self):
        return reverse("agencies:joining", args=[self.uuid])

    @property
    def is_own(self):
        """Do administrators ask for themselves?"""
        return self.asked_by_id == self.user_id

    @property
    def event_label(self):
        return f"Joining {self.team.name}"[:100]

    def subject_ids(self):
        return []
