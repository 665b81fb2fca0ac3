"""The actions log: what every partner has done in a case, and what they plan."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from agencies.models import Team
from cases.models.case import Case
from cases.models.lookups import ActionKind, ActionResult
from cases.querysets import ActionAmendmentQuerySet, ActionQuerySet
from core.dates import format_day
from profiles.models import Contact
from records.models import DatedEntry, Entry

# A week, in minutes.
LONGEST = 7 * 24 * 60


class Action(DatedEntry):
    """One thing done in a case, or planned: what, by whom, when, and what came of it.

    A planned action has no result, and counts by the day it is planned for. Its result is
    recorded once; what was written is never changed, only added to.
    """

    record_path = "case"
    add_action = "action.add"
    # Names of somebody who may be of a discreet team.
    team_of_field = {"done_by_name": "done_by_team_id", "done_by_agency": "done_by_team_id"}

    Basis = Contact.Basis

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actions")
    kind = models.ForeignKey(ActionKind, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("what was done", max_length=2000)
    planned_for = models.DateField(null=True, blank=True)
    result = models.ForeignKey(
        ActionResult, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    result_words = models.CharField("result in words", max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "how long, in minutes",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )
    # Who did it, or is to: names are copies, as at the time of writing.
    done_by = models.ForeignKey(
        "agencies.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    done_by_name = models.CharField("who did it", max_length=150, blank=True)
    done_by_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )
    done_by_team_name = models.CharField(max_length=150, blank=True, editable=False)
    done_by_agency = models.CharField(max_length=150, blank=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.FACT)
    told_by = models.CharField(max_length=150, blank=True)
    # How police and partners go about it is no business of who complained.
    is_tactical = models.BooleanField("leave out of the log for the complainant", default=False)
    # What is to follow it, by when, and who is asked: a task is made of it.
    follow_up = models.CharField("what needs doing", max_length=200, blank=True)
    follow_up_on = models.DateField("by when", null=True, blank=True)
    follow_up_team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="who does it",
    )
    result_at = models.DateTimeField(null=True, editable=False)
    result_by_name = models.CharField(max_length=150, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedEntry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(result=None, planned_for__isnull=False, result_words="")
                | Q(result__isnull=False),
                name="action_planned_or_with_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(basis="reported") | ~Q(told_by=""), name="action_reported_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_on=None, follow_up_team=None)
                | Q(follow_up__gt="", follow_up_on__isnull=False, follow_up_team__isnull=False),
                name="action_follow_up_whole",
            ),
        ]
        indexes = [
            models.Index(
                "case",
                F("happened_on").desc(),
                F("happened_at_time").desc(nulls_last=True),
                F("id").desc(),
                name="action_of_case_by_time",
            ),
            models.Index(
                fields=["case", "planned_for"],
                condition=Q(result=None),
                name="action_planned",
            ),
        ]

    class Sensitivity:
        public = (
            "case kind planned_for result minutes done_by done_by_team done_by_team_name "
            "done_by_agency basis is_tactical follow_up_on follow_up_team result_at"
        )
        personal = "done_by_name told_by result_by_name"
        special = "text result_words follow_up"

    def __str__(self):
        return f"{self.kind}, {format_day(self.happened_on)}"

    def clean(self):
        """What has a result has happened."""
        today = timezone.localdate()
        if self.result is not None and self.happened_on > today:
            day = format_day(self.happened_on)
            problem = f"An action in the future cannot have a result. You entered {day}."
            raise ValidationError({"happened_on": problem})

    @property
    def is_planned(self):
        return self.result_id is None

    @property
    def is_overdue(self):
        return self.is_planned and self.planned_for < timezone.localdate()

    @property
    def who(self):
        """The person, or the team alone, and their agency."""
        named = self.done_by_name or self.done_by_team_name
        return ", ".join(part for part in (named, self.done_by_agency) if part)

    @cached_property
    def added(self):
        """Its amendments, first to last; pages of many actions fetch them with_amendments."""
        return list(self.amendments.order_by("pk"))

    @property
    def event_label(self):
        return f"Action in {self.case.reference}"


class ActionAmendment(Entry):
    """Something added to an action later, by anyone who may add to the log."""

    record_path = "action__case"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField(max_length=2000)

    objects = ActionAmendmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]

    class Sensitivity:
        public = "action"
        special = "text"

    def __str__(self):
        return f"Added to {self.action}"

    @property
    def event_label(self):
        return f"Added to an action in {self.action.case.reference}"
