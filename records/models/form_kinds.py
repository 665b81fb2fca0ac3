"""Forms as data: kinds of reports and referrals, with their sections and questions."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from records.models.lookups import Lookup
from records.querysets import FormKindQuerySet, FormSectionQuerySet, QuestionQuerySet


class FormKind(Lookup):
    """A form that a partnership may change without a programmer: a kind of report, say."""

    class OwedBy(models.TextChoices):
        OWNER = "owner", "The team that manages the record"
        PRISON = "prison", "The prison where the person is"

    class Use(models.TextChoices):
        REPORT = "report", "A report about a person"
        REFERRAL = "referral", "A referral to restorative justice"

    class Marking(models.TextChoices):
        SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"
        OFFICIAL = "OFFICIAL", "OFFICIAL"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    use = models.CharField("used for", max_length=10, choices=Use, default=Use.REPORT)
    # Whose kind it is: its administrators change it, its teams are offered it. None: shipped.
    area = models.ForeignKey(
        "agencies.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    marking = models.CharField(max_length=60, choices=Marking, default=Marking.SENSITIVE)
    # Who reads it, for the people who write it.
    audience = models.CharField(max_length=200, blank=True)
    # Of what is written for a release: so many days before the one that is expected.
    due_before_release = models.PositiveSmallIntegerField(
        "due before a release, in days", null=True, blank=True
    )
    owed_by = models.CharField("written by", max_length=10, choices=OwedBy, default=OwedBy.OWNER)

    # By a manager of the team that writes it, before anybody else reads it.
    needs_approval = models.BooleanField(default=False)

    objects = FormKindQuerySet.as_manager()

    class Meta(Lookup.Meta):
        verbose_name = "kind of form"
        verbose_name_plural = "kinds of forms"

    class Sensitivity:
        public = "uuid use area marking audience due_before_release owed_by needs_approval"

    @property
    def event_label(self):
        return f"Kind of form {self.name}"

    def get_absolute_url(self):
        return reverse("forms:kind", args=[self.uuid])

    def subject_ids(self):
        return []


class FormSection(models.Model):
    """One page of a form."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(FormKind, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=100)
    guidance = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = FormSectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "section of a form"
        verbose_name_plural = "sections of forms"
        constraints = [
            models.UniqueConstraint(fields=["kind", "title"], name="form_section_once"),
        ]

    class Sensitivity:
        public = "uuid kind title guidance position"

    def __str__(self):
        return self.title

    @property
    def event_label(self):
        return self.kind.event_label


class Question(models.Model):
    """One question of a form. One that is asked no longer stays, for the answers it was given."""

    class Answer(models.TextChoices):
        WORDS = "words", "Words"
        CHOICE = "choice", "One of several, with room for more"
        DATE = "date", "Date"
        NUMBER = "number", "Number"
        YES_NO = "yes_no", "Yes, no or not known"
        ROWS = "rows", "Rows of a table"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WORDS)
    is_required = models.BooleanField(default=False)
    is_asked = models.BooleanField(default=True)
    longest = models.PositiveSmallIntegerField("most characters", default=4000)
    # Of a choice: what is offered. Of rows: the columns of the table.
    options = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    # What a draft begins with: the name of a source (records.prefill).
    prefill = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="question_once"),
            models.CheckConstraint(
                condition=~Q(answer__in=["choice", "rows"]) | ~Q(options=[]),
                name="question_has_options",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid section code label hint answer is_required is_asked longest options "
            "prefill position"
        )

    def __str__(self):
        return self.label

    @property
    def event_label(self):
        return self.section.event_label


class FilledForm(models.Model):
    """A form that is being filled in, or was: a draft until it is submitted, and locked then.

    Where its kind asks for approval it waits for that in between; returned, it is a draft again.
    Once it is submitted it keeps the questions as they were asked, whatever becomes of the kind.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        WAITING = "waiting", "Waiting for approval"
        SUBMITTED = "submitted", "Submitted"

    kind = models.ForeignKey(FormKind, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    submitted_by_name = models.CharField(max_length=150, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    approved_by_name = models.CharField(max_length=150, blank=True, editable=False)
    # Of a draft that was returned: by whom, when, and what is to be changed.
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    returned_by_name = models.CharField(max_length=150, blank=True, editable=False)
    returned_because = models.CharField(max_length=1000, blank=True, editable=False)
    # The sections with their questions and answers, as submitted.
    content = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None, submitted_by=None)
                | Q(
                    state__in=["waiting", "submitted"],
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                ),
                name="%(class)s_submitted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(state="submitted", approved_at__isnull=False, approved_by__isnull=False)
                & ~Q(approved_by=models.F("submitted_by")),
                name="%(class)s_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="%(class)s_returned_by_someone",
            ),
        ]

    class Sensitivity:
        public = (
            "kind state submitted_at submitted_by approved_at approved_by returned_at returned_by"
        )
        personal = "submitted_by_name approved_by_name returned_by_name"
        special = "content returned_because"

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_submitted(self):
        return self.state == self.State.SUBMITTED


class FilledSection(models.Model):
    """The answers to one section of a form that is being filled in."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="+")
    # Text by the name of the field: a question's code, or code-row-column of a table.
    answers = models.JSONField(default=dict)
    # Of answers that were proposed and nobody has saved yet: where each comes from.
    proposed = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["section__position", "section__pk"]

    class Sensitivity:
        public = "uuid section"
        special = "answers proposed"

    def __str__(self):
        return str(self.section)

    @property
    def checked(self):
        """The answers that somebody has given or confirmed."""
        return {name: text for name, text in self.answers.items() if name not in self.proposed}
