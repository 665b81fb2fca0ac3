"""The log: one entry for each dealing with a person, added to and never changed."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from core.dates import format_day
from profiles.models.lookups import ContactKind, ContactOutcome
from profiles.models.person import Profile
from profiles.querysets import AmendmentQuerySet, ContactQuerySet, FollowUpQuerySet
from records.models import DatedEntry, Entry


def why_not_on(day: datetime.date, born_on: datetime.date | None) -> str:
    """Why a person cannot have been dealt with on this day; nothing if they can."""
    if day > timezone.localdate():
        return f"The date must be today or earlier. You entered {format_day(day)}."
    if born_on and day < born_on:
        born = format_day(born_on)
        return f"The date must be after they were born, on {born}. You entered {format_day(day)}."
    return ""


class Contact(DatedEntry):
    """One dealing between a practitioner and the person."""

    class Basis(models.TextChoices):
        FACT = "fact", "Fact"
        OPINION = "opinion", "Opinion"
        REPORTED = "reported", "Reported"

    class Attitude(models.TextChoices):
        POSITIVE = "positive", "Positive"
        MIXED = "mixed", "Mixed"
        NEGATIVE = "negative", "Negative"
        NOT_SEEN = "not_seen", "Not seen"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="contacts")
    kind = models.ForeignKey(ContactKind, on_delete=models.PROTECT, related_name="+")
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

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedEntry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="reported") | ~Q(told_by=""), name="contact_reported_by_someone"
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(outcome__isnull=False), name="contact_says_something"
            ),
        ]
        indexes = [
            models.Index(
                "profile",
                F("happened_on").desc(),
                F("happened_at_time").desc(nulls_last=True),
                F("id").desc(),
                name="contact_of_profile_by_time",
            ),
        ]

    class Sensitivity:
        public = "profile kind outcome basis"
        personal = "told_by"
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

    @cached_property
    def added(self):
        """Its amendments, first to last; pages of many entries fetch them with_amendments."""
        return list(self.amendments.order_by("pk"))

    @cached_property
    def raised(self):
        """The needs that were raised from it; fetched like its amendments."""
        return list(self.needs.with_words().order_by("pk"))

    @property
    def has_observations(self):
        return bool(self.attitude or self.response or self.anxieties)

    @property
    def event_label(self):
        return f"Contact with {self.profile.reference}"


class Amendment(Entry):
    """Something added to an entry of the log later, by anyone who may add to it."""

    record_path = "contact__profile"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField(max_length=2000)

    objects = AmendmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]

    class Sensitivity:
        public = "contact"
        special = "text"

    def __str__(self):
        return f"Added to {self.contact}"

    @property
    def event_label(self):
        return f"Added to a contact with {self.contact.profile.reference}"


class FollowUp(Entry):
    """What is to follow a contact, by when, until someone who adds to the log says it is done."""

    record_path = "contact__profile"

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

    class Meta(Entry.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, done_word="")
                | Q(done_at__isnull=False, done_by__isnull=False, done_word__gt=""),
                name="follow_up_done_by_someone",
            ),
        ]

    class Sensitivity:
        public = "contact due_on done_at done_by done_by_team_name"
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
