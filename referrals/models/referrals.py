"""Referrals to restorative justice: their states, advice, form, panels and steps."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from records.models import Entry, FilledForm, FilledSection
from referrals.models.lookups import PanelOutcome
from referrals.models.parties import Party
from referrals.models.register import TEAM, USER, Intervention
from referrals.querysets import (
    ConsultationQuerySet,
    PanelQuerySet,
    ReferralFormPartQuerySet,
    ReferralFormQuerySet,
    ReferralQuerySet,
    ReferralStepQuerySet,
)


class Referral(models.Model):
    """An officer asks the NRP coordinator to bring two sides together.

    It gives no access to the records of the people: the coordinator reads what it says.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for an answer"
        ASKED = "asked", "More information asked"
        PREPARATION = "preparation", "Preparation"
        PANEL = "panel", "Panel held"
        AGREEMENT = "agreement", "Agreement active"
        COMPLETED = "completed", "Agreement kept"
        BROKEN = "broken", "Agreement broken"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DECLINED = "declined", "Declined"
        CLOSED = "closed", "Closed"

    LETTER = "R"
    # With the coordinator, who has not decided.
    UNDECIDED = (State.SUBMITTED, State.ASKED)
    # Accepted, and not at its end.
    UNDER_WAY = (State.PREPARATION, State.PANEL, State.AGREEMENT)
    # What is left is to close it.
    ENDED = (State.COMPLETED, State.BROKEN, State.WITHDRAWN)

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    intervention = models.OneToOneField(
        Intervention, on_delete=models.PROTECT, related_name="referral"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", editable=False)
    author_name = models.CharField(max_length=150, editable=False)
    author_team = models.ForeignKey(
        TEAM, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    # From its submission: the coordinator's team of the area.
    to_team = models.ForeignKey(
        TEAM, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    # Who moved it into the state in which it is.
    moved_at = models.DateTimeField(db_default=Now(), editable=False)
    moved_by_name = models.CharField(max_length=150, editable=False)
    moved_by_team = models.ForeignKey(
        TEAM, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )

    objects = ReferralQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_team=None, submitted_at=None)
                | Q(to_team__isnull=False, submitted_at__isnull=False),
                name="referral_submitted_to_a_team",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(to_team__isnull=False),
                name="referral_with_a_team",
            ),
        ]
        indexes = [
            models.Index(fields=["author_team", "-moved_at", "-id"], name="referral_of_author"),
            models.Index(fields=["to_team", "-moved_at", "-id"], name="referral_of_receiver"),
        ]

    class Sensitivity:
        public = (
            "uuid reference intervention state author author_team started_at to_team submitted_at "
            "moved_at moved_by_team"
        )
        personal = "author_name moved_by_name"

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("referrals:referral", args=[self.uuid])

    @property
    def event_label(self):
        return f"Referral {self.reference}"

    def subject_ids(self):
        return self.intervention.subject_ids()

    @classmethod
    def subjects_of(cls, referrals):
        """The people whom a task about these names: none, as it gives the reference alone."""
        return []

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_with_author(self):
        """Does its author's team write it, or answer a question about it?"""
        return self.state in (self.State.DRAFT, self.State.ASKED)

    @property
    def is_undecided(self):
        return self.state in self.UNDECIDED

    @property
    def is_under_way(self):
        return self.state in self.UNDER_WAY

    @property
    def is_open(self):
        """Does somebody still have to do something?"""
        return self.state != self.State.CLOSED and not self.is_refused

    @property
    def is_refused(self):
        """Declined, or withdrawn before a case was opened: it never was in the register."""
        return self.state == self.State.DECLINED or (
            self.state == self.State.WITHDRAWN and self.intervention.case_id is None
        )

    @property
    def is_late(self):
        """Not answered within the days that its area has arranged (`with_words`)."""
        return self.is_undecided and self.days_waiting > self.answer_within

    @property
    def days_waiting(self):
        """Since it came into this state."""
        return (timezone.localdate() - timezone.localdate(self.moved_at)).days


class ReferralStep(Entry):
    """One thing that happened to a referral, written once: by whom, when, in which words."""

    record_path = "referral"

    class What(models.TextChoices):
        STARTED = "started", "Started"
        CONSULTED = "consulted", "Asked an RJ champion"
        ADVISED = "advised", "RJ champion advised"
        SUBMITTED = "submitted", "Submitted"
        ASKED = "asked", "Asked for more information"
        ANSWERED = "answered", "Gave more information"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        PLANNED = "planned", "Planned a panel"
        HELD = "held", "Recorded a panel"
        AGREED = "agreed", "Recorded the agreement"
        TERM = "term", "Recorded a term"
        CONSENT_WITHDRAWN = "consent", "Consent withdrawn"
        COMPLETED = "completed", "Agreement kept"
        BROKEN = "broken", "Agreement broken"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CLOSED = "closed", "Closed"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12, choices=What)
    text = models.TextField(max_length=2000, blank=True)

    objects = ReferralStepQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        verbose_name = "step of a referral"
        verbose_name_plural = "steps of referrals"

    class Sensitivity:
        public = "referral what"
        special = "text"

    def __str__(self):
        return self.get_what_display()


class Consultation(models.Model):
    """An RJ champion is asked whether a referral is suitable, and advises."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="consultations")
    champion = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    champion_name = models.CharField(max_length=150, editable=False)
    team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    question = models.CharField("what you want to discuss", max_length=1000, blank=True)
    is_suitable = models.BooleanField(null=True)
    advice = models.CharField(max_length=1000, blank=True)
    advised_at = models.DateTimeField(null=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_suitable=None, advised_at=None)
                | Q(is_suitable__isnull=False, advised_at__isnull=False),
                name="consultation_advised_at",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(advised_at=None),
                name="consultation_one_at_a_time",
            ),
        ]

    class Sensitivity:
        public = "uuid referral champion team asked_by asked_at is_suitable advised_at"
        personal = "champion_name"
        special = "question advice"

    def __str__(self):
        return f"Advice on {self.referral.reference}"

    @property
    def event_label(self):
        return self.referral.event_label

    def subject_ids(self):
        return self.referral.subject_ids()

    # As entries name their writers.
    @property
    def written_by_team_id(self):
        return self.team_id

    @property
    def written_by_name(self):
        return self.champion_name

    @property
    def written_by_team_name(self):
        return self.team.name

    @property
    def is_open(self):
        return self.advised_at is None


class ReferralForm(FilledForm):
    """The form of a referral: a draft of the officer's team until the referral is submitted."""

    record_path = "referral"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="form")

    objects = ReferralFormQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "objects"
        constraints = [*FilledForm.Meta.constraints]

    class Sensitivity:
        public = "uuid referral"

    def __str__(self):
        return str(self.kind)

    def get_absolute_url(self):
        return reverse("referrals:form", args=[self.referral.uuid])

    # As reports name who wrote them.
    @property
    def written_by_team_id(self):
        return self.referral.author_team_id

    @property
    def written_by_team_name(self):
        return self.referral.author_team.name

    @property
    def event_label(self):
        return self.referral.event_label

    def subject_ids(self):
        return self.referral.subject_ids()


class ReferralFormPart(FilledSection):
    """One section of the form of a referral while it is written."""

    form = models.ForeignKey(ReferralForm, on_delete=models.CASCADE, related_name="parts")

    objects = ReferralFormPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(FilledSection.Meta):
        verbose_name = "section of a referral form"
        verbose_name_plural = "sections of referral forms"
        constraints = [
            models.UniqueConstraint(fields=["form", "section"], name="referral_section_once"),
        ]

    class Sensitivity:
        public = "form"

    @property
    def event_label(self):
        return self.form.event_label

    def subject_ids(self):
        return self.form.subject_ids()


class Panel(models.Model):
    """A meeting of the two sides: planned, then held or not."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="panels")
    held_on = models.DateField("date")
    held_at_time = models.TimeField("time", null=True, blank=True)
    venue = models.CharField(max_length=200)
    facilitator = models.CharField(max_length=150)
    co_facilitator = models.CharField("co-facilitator", max_length=150, blank=True)
    came = models.ManyToManyField(Party, blank=True, related_name="+")
    others_came = models.CharField("who else came", max_length=300, blank=True)
    outcome = models.ForeignKey(
        PanelOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField("what was said and decided", max_length=2000, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = PanelQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[came])

    class Meta:
        ordering = ["-held_on", "-pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(outcome=None, cancelled_because=""),
                name="panel_one_planned",
            ),
        ]

    class Sensitivity:
        public = "uuid referral held_on held_at_time outcome came"
        personal = "venue facilitator co_facilitator others_came"
        special = "words cancelled_because"

    def __str__(self):
        return f"Panel of {self.referral.reference}"

    @property
    def event_label(self):
        return self.referral.event_label

    def subject_ids(self):
        return self.referral.subject_ids()

    @property
    def is_planned(self):
        return self.outcome_id is None and not self.cancelled_because
