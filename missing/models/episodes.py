"""Episodes: one time that somebody is missing, and the reports with which it began."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.dates import age
from core.tidy import is_name
from missing.models.lookups import MissingRisk, Outcome
from missing.querysets import EpisodeQuerySet, MissingReportQuerySet
from records.models import Entry

USER, PROFILE = "agencies.User", "profiles.Profile"


class Episode(models.Model):
    """One time that somebody is missing, from the first report until they are found.

    What was said of them is a copy, as at the report: those who hold the case read it, and not the
    person's record. Nobody has found them while `located_at` is empty.
    """

    # Who is excluded from the person's record meets none of it, in History too.
    told_to_readers = True

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="episode")
    # The police force area whose unit works on it, and whose clocks run.
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(
        PROFILE,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="missing_episodes",
        verbose_name="person",
    )
    # The plan it was made from, and the plan's history row as at the report.
    plan = models.ForeignKey(
        "missing.Plan", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    plan_as_at = models.BigIntegerField(null=True, editable=False)

    name = models.CharField(max_length=200, validators=[is_name])
    born_on = models.DateField("date of birth", null=True, blank=True)
    lives_at = models.CharField("where they live", max_length=200, blank=True)
    description = models.TextField("what they look like", max_length=2000, blank=True)
    clothing = models.TextField("what they wear", max_length=1000, blank=True)
    places = models.TextField("places where they may be", max_length=2000, blank=True)
    friends = models.TextField("friends and family", max_length=4000, blank=True)
    devices = models.TextField("phones and accounts", max_length=1000, blank=True)
    medication = models.TextField("medicines and health", max_length=2000, blank=True)

    last_seen_at = models.DateTimeField("last seen")
    last_seen_place = models.CharField("where they were last seen", max_length=200)
    circumstances = models.TextField("what happened", max_length=2000, blank=True)
    reported_at = models.DateTimeField(db_default=Now(), editable=False)

    # Of the latest assessment.
    risk = models.ForeignKey(
        MissingRisk, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    risk_at = models.DateTimeField(null=True, editable=False)

    located_at = models.DateTimeField("when they were found or came back", null=True, blank=True)
    located_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    located_place = models.CharField("where they were", max_length=200, blank=True)
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    company = models.CharField("who they were with", max_length=200, blank=True)
    learned = models.TextField("what was learned", max_length=2000, blank=True)
    # An adult may not want their whereabouts disclosed.
    keeps_whereabouts = models.BooleanField(
        "they do not want their whereabouts disclosed", default=False
    )

    objects = EpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        verbose_name = "missing episode"
        constraints = [
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(located_at=None, profile__isnull=False),
                name="missing_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(located_at=None, located_by=None, outcome=None)
                | Q(located_at__isnull=False, located_by__isnull=False, outcome__isnull=False),
                name="missing_located_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(located_at=None) | Q(located_at__gte=F("last_seen_at")),
                name="missing_located_after_last_seen",
            ),
            models.CheckConstraint(
                condition=Q(risk=None, risk_at=None)
                | Q(risk__isnull=False, risk_at__isnull=False),
                name="missing_risk_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_seen_at"], condition=Q(located_at=None), name="missing_now"
            ),
            models.Index(fields=["area", "-reported_at"], name="missing_of_area"),
        ]

    class Sensitivity:
        public = (
            "uuid case area profile plan plan_as_at reported_at risk risk_at located_at "
            "located_by outcome keeps_whereabouts"
        )
        personal = "name born_on lives_at last_seen_at"
        special = (
            "description clothing places friends devices medication last_seen_place circumstances "
            "located_place company learned"
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("missing:episode", args=[self.uuid])

    @property
    def event_label(self):
        return f"Missing episode {self.case.reference}"

    @classmethod
    def subjects_of(cls, episodes):
        """The people whose records they are about."""
        return sorted({one.profile_id for one in episodes if one.profile_id is not None})

    def subject_ids(self):
        return self.subjects_of([self])

    @property
    def is_missing(self):
        return self.located_at is None

    @property
    def age(self):
        """In years, if the date of birth is known."""
        return age(self.born_on) if self.born_on else None


class MissingReport(Entry):
    """Who told the police that somebody is missing, and what they said.

    What a call handler asks at least: the name and number of who reports, how they know the
    person, and what happened. Several agencies may report one episode.
    """

    record_path, told_to_readers = "episode__case", True

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="reports")
    reporter_name = models.CharField("who reports it", max_length=150)
    reporter_phone = models.CharField("their telephone", max_length=40)
    relationship = models.CharField("how they know the person", max_length=100)
    text = models.TextField("what they said", max_length=2000, blank=True)

    objects = MissingReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        verbose_name = "report that somebody is missing"

    class Sensitivity:
        public = "episode"
        personal = "reporter_name reporter_phone relationship"
        special = "text"

    def __str__(self):
        return f"Reported by {self.reporter_name}"
