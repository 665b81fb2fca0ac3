"""Handing a record over to another team."""

import datetime
import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from access.levels import Level
from access.models.grants import Grant
from access.models.shared import AboutObject
from access.querysets import TransferQuerySet
from agencies.models import FOREVER, Team

USER = settings.AUTH_USER_MODEL


class Transfer(AboutObject):
    """One team proposes that another manages a record from now on, and says what it would keep."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Keep(models.IntegerChoices):
        """What the old owner keeps."""

        NOTHING = 0, "Nothing"
        VIEW = Level.VIEW.value, "Read"
        CONTRIBUTE = Level.CONTRIBUTE.value, "Read and add"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=1000)
    keep = models.PositiveSmallIntegerField(choices=Keep)
    keep_until = models.DateTimeField(default=FOREVER)
    basis = models.ForeignKey("records.LawfulBasis", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=1000, blank=True)
    kept = models.ForeignKey(
        Grant, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id"],
                condition=Q(state="proposed"),
                name="transfer_one_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(from_team=F("to_team")), name="transfer_to_another_team"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="transfer_decided_by_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team"], condition=Q(state="proposed"), name="transfer_to_answer"
            ),
            models.Index(fields=["object_type", "object_id"], name="transfer_object"),
        ]

    class Sensitivity:
        public = (
            "uuid object_type object_id from_team to_team keep keep_until basis proposed_at "
            "state decided_at kept"
        )
        personal = "note proposed_by decided_by answer"

    def __str__(self):
        return f"{self.from_team} to {self.to_team}"

    @property
    def event_label(self):
        """With the reference of the record, so that the log says whose it is."""
        records = apps.get_model(self.object_type)._base_manager.filter(pk=self.object_id)
        return f"Transfer of {records.values_list('reference', flat=True).get()}"

    @property
    def is_waiting(self):
        """Neither answered nor withdrawn."""
        return self.state == self.State.PROPOSED

    @property
    def keep_last_day(self):
        """The last day on which the old owner keeps access."""
        return timezone.localdate(self.keep_until - datetime.timedelta(seconds=1))

    @property
    def is_kept_for_ever(self):
        return self.keep_until >= FOREVER
