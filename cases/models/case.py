"""The case, and the tables of who has access to it."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from access.models import SharedModel, access_models, access_permissions
from cases.models.lookups import CaseKind, CaseOutcome, CaseStage, RagRating
from cases.querysets import CaseQuerySet
from core.dates import format_day
from profiles.models import RiskLevel

MOST_TAGS = 10


class Case(SharedModel):
    """A piece of joint work: people who take part in it, a team that owns it, what was done."""

    # What it is about, how far it is and who manages it comes with any hold.
    SECTIONS = {
        "actions": "Actions",
        "people": "People",
        "documents": "Documents",
    }
    ALWAYS_READ = "Title, kind, stage, risk, dates and tags"
    LETTER = "C"
    CAN_CLOSE = True
    ACCESS_EXPORTED_AS = "case-access"
    # Of the case itself, and yet not for every reader of it.
    section_of_field = {
        "victim_contact_name": "people",
        "victim_contact_organisation": "people",
        "victim_contact_phone": "people",
    }

    title = models.CharField(max_length=120)
    kind = models.ForeignKey(CaseKind, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(
        CaseStage, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    risk = models.ForeignKey(
        RiskLevel, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    rag = models.ForeignKey(
        RagRating,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="RAG rating",
    )
    opened_on = models.DateField()
    review_on = models.DateField("review by", null=True, blank=True)
    reviewed_on = models.DateField("last reviewed", null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    # Whom the victim rings, where there is one.
    victim_contact_name = models.CharField(max_length=150, blank=True)
    victim_contact_organisation = models.CharField(max_length=150, blank=True)
    victim_contact_phone = models.CharField(max_length=40, blank=True)
    created_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        "agencies.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    closed_by_name = models.CharField(max_length=150, blank=True, editable=False)
    outcome = models.ForeignKey(
        CaseOutcome, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    closing_words = models.TextField(max_length=2000, blank=True, editable=False)

    # For a page of many, set by `with_subjects`.
    found_subjects = None

    objects = CaseQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_names"], cascade_delete_history=False)

    class Meta(SharedModel.Meta):
        abstract = False
        permissions = access_permissions("case", "this case")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, outcome__isnull=False),
                name="case_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=F("opened_on")),
                name="case_reviewed_after_it_opened",
            ),
        ]
        indexes = [
            *SharedModel.Meta.indexes,
            models.Index(
                fields=["lead", "review_on"],
                condition=Q(closed_at=None),
                name="case_open_of_lead",
            ),
            models.Index(
                fields=["owner_team", "review_on"],
                condition=Q(closed_at=None),
                name="case_open_of_team",
            ),
        ]

    class Sensitivity:
        public = (
            "kind stage risk rag opened_on review_on reviewed_on created_by closed_at closed_by "
            "outcome"
        )
        personal = (
            "title tags victim_contact_name victim_contact_organisation victim_contact_phone "
            "closed_by_name"
        )
        special = "closing_words"

    def __str__(self):
        return self.title

    def clean(self):
        """Nothing was opened or reviewed tomorrow, or reviewed before it was opened."""
        today = timezone.localdate()
        if self.opened_on > today:
            raise ValidationError(
                {"opened_on": f"Enter today or earlier. You entered {format_day(self.opened_on)}."}
            )
        if self.reviewed_on and not self.opened_on <= self.reviewed_on <= today:
            raise ValidationError(
                {"reviewed_on": f"Enter a day from {format_day(self.opened_on)} to today."}
            )
        if len(self.tags) > MOST_TAGS:
            raise ValidationError({"tags": f"Enter no more than {MOST_TAGS} tags."})

    @property
    def name(self):
        """As lists and notices name a record."""
        return self.title

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def is_review_overdue(self):
        return bool(self.is_open and self.review_on and self.review_on < timezone.localdate())

    @classmethod
    def subjects_of(cls, records):
        """The people whose records they name; asked where that was not found with the cases."""
        found = {pk for case in records for pk in case.found_subjects or ()}
        others = [case for case in records if case.found_subjects is None]
        if others:
            people = cls._meta.get_field("participants").related_model.objects
            found.update(people.filter(case__in=others).subject_ids())
        return sorted(found)


CaseTeamHold, CaseUserHold, CaseActivity, CaseExclusion = access_models(Case, short="c")
