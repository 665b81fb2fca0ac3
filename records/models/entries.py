"""Entries: what practitioners write into a record, signed, dated and never overwritten."""

import datetime
import uuid
from functools import reduce
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone


def writing_team(by: Any) -> Any:
    """The team for which somebody writes now. Raises ValidationError where they have none."""
    if by.acting_team is None:
        raise ValidationError(
            "You are in no team today, so you cannot add to records. Ask your manager."
        )
    return by.acting_team


class Entry(models.Model):
    """Something written into a record: by whom, for which team, and when.

    The names of author and team are copies, as at the time of writing. `record_path` leads from
    the entry to the record that it belongs to, which decides who may read it. A kind that is
    written by `add_entry` names the action that is asked, and the verb of its event.
    """

    record_path: ClassVar[str] = "profile"
    add_action: ClassVar[str] = ""
    added: ClassVar[str] = ""

    # What each concrete entry brings.
    history: Any
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_by_name = models.CharField(max_length=150, editable=False)
    written_by_team = models.ForeignKey(
        "agencies.Team",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        # Asked of the entries of one record, which another index finds.
        db_index=False,
    )
    written_by_team_name = models.CharField(max_length=150, editable=False)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        base_manager_name = "objects"

    class Sensitivity:
        public = "uuid written_at written_by written_by_team written_by_team_name"
        personal = "written_by_name"

    @classmethod
    def of(cls, record: models.Model) -> "models.QuerySet[Self]":
        """All entries of this kind that belong to a record, unscoped by user."""
        return cls._base_manager.filter(**{cls.record_path: record})

    @classmethod
    def section_name(cls) -> str:
        """The section of the record in which entries of this kind are read."""
        return cls._default_manager.all().section

    @property
    def record(self):
        """The record that the entry belongs to."""
        return reduce(getattr, self.record_path.split("__"), self)

    @property
    def happened(self):
        """When it took place: of most entries, when they were written."""
        return self.written_at

    @property
    def event_label(self):
        """For the log: the kind of entry and the record's reference, never a name."""
        return f"{self._meta.verbose_name.capitalize()} of {self.record.reference}"

    def subject_ids(self):
        return self.record.subject_ids()

    def sign(self, by):
        """Put the author and their team on it, as they are now. Raises ValidationError."""
        team = writing_team(by)
        self.written_by, self.written_by_name = by, by.name
        self.written_by_team, self.written_by_team_name = team, team.name


# The latest first; of one day by the clock, and what has no time after what has one.
HAPPENED = ("happened_on", "happened_at_time", "pk")
NEWEST_FIRST = ("-happened_on", F("happened_at_time").desc(nulls_last=True), "-pk")


class DatedEntry(Entry):
    """An entry about something that took place on a day, at a time if that is known."""

    happened_on = models.DateField()
    # A time that is not known stays unknown; it is never midnight.
    happened_at_time = models.TimeField(null=True, blank=True)

    class Meta(Entry.Meta):
        abstract = True
        ordering = [*NEWEST_FIRST]

    class Sensitivity:
        public = "happened_on happened_at_time"

    @property
    def happened(self):
        """The moment, or the date alone when the time is not known."""
        if self.happened_at_time is None:
            return self.happened_on
        moment = datetime.datetime.combine(self.happened_on, self.happened_at_time)
        return timezone.make_aware(moment)
