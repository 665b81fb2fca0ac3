"""Reports: structured documents about a person, drafted by a team, submitted, then locked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from profiles.models.person import Profile
from profiles.querysets import ReportAdditionQuerySet, ReportQuerySet, ReportSectionQuerySet
from records.models import Entry, FilledForm, FilledSection


class Report(Entry, FilledForm):
    """One report of one kind: a Prison History, a Review, a pre-release report.

    A draft is its team's, and so is one that waits for approval. Submitted, it is read by
    everyone who holds the section reports.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="reports")

    # Of a draft: its team can bring it back for some days.
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        constraints = [
            *FilledForm.Meta.constraints,
            models.CheckConstraint(
                condition=Q(discarded_at=None) | Q(state="draft"), name="report_discarded_draft"
            ),
        ]
        indexes = [
            models.Index(fields=["profile", "-id"], name="report_of_profile"),
            models.Index(
                fields=["written_by_team"],
                condition=Q(state="draft"),
                name="report_drafts_of_team",
            ),
            models.Index(
                fields=["written_by_team"],
                condition=Q(state="waiting"),
                name="report_waiting_of_team",
            ),
        ]

    class Sensitivity:
        public = "profile discarded_at"

    def __str__(self):
        return str(self.kind)

    def get_absolute_url(self):
        return reverse("profiles:report", args=[self.profile.uuid, self.uuid])

    @property
    def happened(self):
        """When it was submitted; of a draft, when it was started."""
        return self.submitted_at or self.written_at

    def said_about(self, code):
        """The answer of a submitted report to the question with this code, as words."""
        questions = (one for section in self.content for one in section["questions"])
        said = next((one for one in questions if one["code"] == code), {})
        return "\n".join(words for words in (said.get("text"), said.get("more")) if words)

    @property
    def event_label(self):
        return f"{self.kind} about {self.profile.reference}"


class ReportSection(FilledSection):
    """One section of a report while it is a draft: the unit in which people write."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")

    objects = ReportSectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(FilledSection.Meta):
        verbose_name = "section of a report"
        verbose_name_plural = "sections of reports"
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="report_section_once"),
        ]

    class Sensitivity:
        public = "report"

    @property
    def event_label(self):
        return self.report.event_label

    def subject_ids(self):
        return self.report.subject_ids()


class ReportAddition(Entry):
    """Something added to a report after it was submitted: signed, dated, never changed."""

    record_path = "report__profile"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField(max_length=4000)

    objects = ReportAdditionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        verbose_name = "addition to a report"
        verbose_name_plural = "additions to reports"

    class Sensitivity:
        public = "report"
        special = "text"

    def __str__(self):
        return f"Added to {self.report}"

    @property
    def event_label(self):
        return f"Added to {self.report.event_label}"
