"""What is written while somebody is missing: risk, information, hypotheses, sightings."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from missing.models.episodes import Episode
from missing.models.lookups import MissingRisk, Reliability
from missing.querysets import OfEpisodeQuerySet
from records.models import Entry


class RiskAssessment(Entry):
    """One grading of the risk to a missing person, with its reasons. The next one is a new row."""

    record_path, told_to_readers = "episode__case", True

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="assessments")
    risk = models.ForeignKey(MissingRisk, on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField("why", max_length=2000)
    is_raised = models.BooleanField(default=False, editable=False)

    objects = OfEpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        verbose_name = "assessment of a missing person’s risk"
        constraints = [
            models.CheckConstraint(condition=~Q(rationale=""), name="missing_risk_has_a_reason")
        ]

    class Sensitivity:
        public = "episode risk is_raised"
        special = "rationale"

    def __str__(self):
        return f"{self.risk}"


class Supplied(Entry):
    """Something that somebody told: who, how they are reached, and when it was obtained."""

    record_path, told_to_readers = "episode__case", True

    supplier = models.CharField("who told you", max_length=150, blank=True)
    supplier_contact = models.CharField("how to reach them", max_length=100, blank=True)
    obtained_at = models.DateTimeField("when you were told")

    class Meta(Entry.Meta):
        abstract = True

    class Sensitivity:
        public = "obtained_at"
        personal = "supplier supplier_contact"


class Information(Supplied):
    """A fact about somebody who is missing, with who supplied it and when."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="information")
    text = models.TextField("what is known", max_length=2000)

    objects = OfEpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Supplied.Meta):
        verbose_name = "information"
        verbose_name_plural = "information"

    class Sensitivity:
        public = "episode"
        special = "text"

    def __str__(self):
        return f"Information about {self.episode.case.reference}"


class Sighting(Supplied):
    """That somebody who is missing was seen: where, when, and how sure it is."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="sightings")
    seen_at = models.DateTimeField("when they were seen")
    place = models.CharField("where", max_length=200)
    text = models.TextField("more about it", max_length=2000, blank=True)
    reliability = models.ForeignKey(Reliability, on_delete=models.PROTECT, related_name="+")

    objects = OfEpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Supplied.Meta):
        indexes = [models.Index(fields=["episode", "-seen_at"], name="missing_sightings")]

    class Sensitivity:
        public = "episode reliability"
        personal = "seen_at place"
        special = "text"

    def __str__(self):
        return f"Sighting in {self.episode.case.reference}"


class Hypothesis(Entry):
    """What may have happened, until it is confirmed or ruled out: kept apart from facts."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CONFIRMED = "confirmed", "Confirmed"
        RULED_OUT = "ruled_out", "Ruled out"

    record_path, told_to_readers = "episode__case", True

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="hypotheses")
    text = models.TextField("what may have happened", max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, editable=False)
    why = models.CharField("why", max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by_name = models.CharField(max_length=150, blank=True, editable=False)

    objects = OfEpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        verbose_name_plural = "hypotheses"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | Q(state__in=["confirmed", "ruled_out"], settled_at__isnull=False) & ~Q(why=""),
                name="missing_hypothesis_settled_with_reason",
            )
        ]

    class Sensitivity:
        public = "episode state settled_at"
        personal = "settled_by_name"
        special = "text why"

    def __str__(self):
        return f"Hypothesis in {self.episode.case.reference}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN
