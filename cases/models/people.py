"""People in a case, what happened to them, and cases that belong together."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.lookups import ParticipantRole
from cases.querysets import CaseLinkQuerySet, IncidentQuerySet, ParticipantQuerySet
from core.dates import format_day
from core.tidy import is_name
from profiles.models import Profile
from records.models import DatedEntry, Entry


class Participant(Entry):
    """A person in a case, in one role; with a record on E-CINS or without.

    The name is a copy, as confirmed by whoever wrote it: readers of the case who cannot see the
    person's record read this and the role, and no more.
    """

    record_path = "case"
    add_action = "participant.add"
    # History tells what is in a row to those who see this record too.
    speaks_of = "profile"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    profile = models.ForeignKey(
        Profile,
        on_delete=models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name="person",
    )
    name = models.CharField(max_length=200, blank=True, validators=[is_name])
    role = models.ForeignKey(ParticipantRole, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    ends_on = models.DateField("until", null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["role__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "profile", "role"],
                condition=Q(ends_on=None, profile__isnull=False),
                name="participant_once_in_a_role",
                violation_error_message="This person is in the case in this role already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="participant_has_a_name"),
        ]

    class Sensitivity:
        public = "case profile role ends_on"
        personal = "name"
        special = "note"

    def __str__(self):
        return f"{self.role} in {self.case.reference}"

    @property
    def is_current(self):
        return self.ends_on is None or self.ends_on >= timezone.localdate()


class Incident(DatedEntry):
    """Something that happened and that the case is about, and where."""

    record_path = "case"
    add_action = "incident.add"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="incidents")
    text = models.TextField("what happened", max_length=2000)
    location = models.CharField(max_length=200, blank=True)
    number = models.CharField("crime or incident number", max_length=40, blank=True)

    objects = IncidentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedEntry.Meta):
        indexes = [models.Index(fields=["case", "-happened_on"], name="incident_of_case")]

    class Sensitivity:
        public = "case"
        personal = "location number"
        special = "text"

    def __str__(self):
        return f"{format_day(self.happened_on)}, {self.location}".strip(", ")

    def clean(self):
        """Nothing has happened tomorrow."""
        if self.happened_on > timezone.localdate():
            day = format_day(self.happened_on)
            raise ValidationError({"happened_on": f"Enter today or earlier. You entered {day}."})


class CaseLink(Entry):
    """Two cases that belong together, and why. Each reader sees it of cases they can see."""

    record_path = "case"
    add_action = "case.link"
    speaks_of = "other"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    why = models.CharField("how they belong together", max_length=200)

    objects = CaseLinkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other"],
                name="case_linked_once",
                violation_error_message="These cases are linked already.",
            ),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_linked_to_another"),
        ]

    class Sensitivity:
        public = "case other"
        special = "why"

    def __str__(self):
        return f"{self.case.reference} and {self.other.reference}"
