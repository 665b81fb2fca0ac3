"""The log: one entry for each dealing with a person, added to and never changed."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from core.dates import format_day
from profiles.models.lookups import ContactKind, ContactOutcome
from profiles.models.person import Profile
from profiles.querysets import AmendmentQuerySet, ContactQuerySet, FollowUpQuerySet


def why_not_on(day: datetime.date, born_on: datetime.date | None) -> str:
    """Why a person cannot have been dealt with on this day; nothing if they can."""
    if day > timezone.localdate():
        return f"When must be today or earlier. You entered {format_day(day)}."
    if born_on and day < born_on:
        born = format_day(born_on)
        return f"When must be after they were born, on {born}. You entered {format_day(day)}."
    return ""


class Contact(models.Model):
    """One dealing between a practitioner and the person. Author and team are as at the time."""

    _history_user: Any

    class Basis(models.TextChoices):
        FACT = "fact", "Fact"
        OPINION = "opinion", "Opinion"
        REPORTED = "reported", "Reported"

    class Attitude(models.TextChoices):
        POSITIVE = "positive", "Positive"
        MIXED = "mixed", "Mixed"
        NEGATIVE = "negative", "Negative"
        NOT_SEEN = "not_seen", "Not seen"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="contacts")
    kind = models.ForeignKey(ContactKind, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    # A time that is not known stays unknown; it is never midnight.
    happened_at_time = models.TimeField(null=True, blank=True)
    outcome = models.ForeignKey(
        ContactOutcome, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Empty only where the outcome says it all: was not at home.
    text = models.TextField("what happened", max_length=4000, blank=True)
    basis = models.CharField(max_length=10, choices=Basis)
    told_by = models.CharField(max_length=150, blank=True)
    attitude = models.CharField(max_length=10, choices=Attitude, blank=True)
    response = models.CharField("response to interventions", max_length=500, blank=True)
    anxieties = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_by_name = models.CharField(max_length=150, editable=False)
    written_by_team = models.ForeignKey(
        "agencies.Team", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_by_team_name = models.CharField(max_length=150, editable=False)

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="reported") | ~Q(told_by=""), name="contact_reported_by_someone"
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(outcome__isnull=False), name="contact_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["profile", "-happened_on", "-id"], name="contact_of_profile"),
        ]

    class Sensitivity:
        public = (
            "uuid profile kind outcome happened_on happened_at_time basis written_at written_by "
            "written_by_team written_by_team_name"
        )
        personal = "told_by written_by_name"
        special = "text attitude response anxieties"

    def __str__(self):
        return f"{self.kind}, {self.happened_on}"

    def clean(self):
        """Nobody was met before they were born, and nothing has happened tomorrow."""
        problem = why_not_on(self.happened_on, self.profile.born_on)
        if problem:
            raise ValidationError({"happened_on": problem})
        if not self.text and not (self.outcome and self.outcome.speaks_for_itself):
            raise ValidationError({"text": "Enter what happened"})

    @property
    def title(self):
        """Visit, was not at home."""
        if self.outcome is None:
            return str(self.kind)
        return f"{self.kind}, {self.outcome.name[:1].lower()}{self.outcome.name[1:]}"

    @property
    def happened(self):
        """The moment, or the date alone when the time is not known."""
        if self.happened_at_time is None:
            return self.happened_on
        moment = datetime.datetime.combine(self.happened_on, self.happened_at_time)
        return timezone.make_aware(moment)

    @cached_property
    def added(self):
        """Its amendments, first to last; pages of many entries fetch them with_amendments."""
        return list(self.amendments.order_by("pk"))

    @property
    def has_observations(self):
        return bool(self.attitude or self.response or self.anxieties)

    @property
    def event_label(self):
        return f"Contact with {self.profile.reference}"

    def subject_ids(self):
        return [self.profile_id]


class Amendment(models.Model):
    """Something added to an entry of the log later, by anyone who may add to it."""

    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_by_name = models.CharField(max_length=150, editable=False)
    written_by_team_name = models.CharField(max_length=150, editable=False)

    objects = AmendmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "objects"

    class Sensitivity:
        public = "uuid contact written_at written_by written_by_team_name"
        personal = "written_by_name"
        special = "text"

    def __str__(self):
        return f"Added to {self.contact}"

    @property
    def event_label(self):
        return f"Added to a contact with {self.contact.profile.reference}"

    def subject_ids(self):
        return [self.contact.profile_id]


class FollowUp(models.Model):
    """What is to follow a contact, by when, until someone who adds to the log says it is done."""

    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="follow_up")
    what = models.CharField("what is to follow", max_length=200)
    due_on = models.DateField("by when")
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    done_by_name = models.CharField(max_length=150, blank=True, editable=False)
    done_by_team_name = models.CharField(max_length=150, blank=True, editable=False)
    done_word = models.CharField("what came of it", max_length=500, blank=True)

    objects = FollowUpQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, done_word="")
                | Q(done_at__isnull=False, done_by__isnull=False, done_word__gt=""),
                name="follow_up_done_by_someone",
            ),
        ]

    class Sensitivity:
        public = "uuid contact due_on done_at done_by done_by_team_name"
        personal = "done_by_name"
        special = "what done_word"

    def __str__(self):
        return f"To follow up: {self.contact}"

    @property
    def is_late(self):
        return self.done_at is None and self.due_on < timezone.localdate()

    @property
    def event_label(self):
        return f"Follow-up of a contact with {self.contact.profile.reference}"

    def subject_ids(self):
        return [self.contact.profile_id]
