"""Talks with somebody who came back: the prevention and the return home interview."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from missing.models.episodes import Episode
from missing.querysets import OfEpisodeQuerySet
from records.models import Entry


class Interview(Entry):
    """A talk with somebody who came back: offered, then held or declined.

    The police hold the prevention interview. The council offers every child a return home
    interview by somebody independent; the child may decline, and the carers are then offered a say
    (statutory guidance on children who run away or go missing, DfE 2014).
    """

    class Kind(models.TextChoices):
        PREVENTION = "prevention", "Prevention interview"
        RETURN = "return", "Return home interview"

    class State(models.TextChoices):
        DUE = "due", "Not offered"
        OFFERED = "offered", "Offered"
        HELD = "held", "Held"
        DECLINED = "declined", "Declined"

    record_path, told_to_readers = "episode__case", True

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="interviews")
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DUE, editable=False)
    offered_at = models.DateTimeField("when it was offered", null=True, blank=True)
    offered_by = models.CharField("who offered it", max_length=150, blank=True)
    ended_at = models.DateTimeField("when it was held or declined", null=True, blank=True)
    ended_by = models.CharField("who held it, or who declined", max_length=150, blank=True)
    words = models.TextField("what came of it", max_length=2000, blank=True)
    carers_words = models.TextField("what the carers say", max_length=2000, blank=True)

    objects = OfEpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "kind"], name="missing_interview_once"),
            models.CheckConstraint(
                condition=Q(state="due", offered_at=None, ended_at=None)
                | Q(state="offered", offered_at__isnull=False, ended_at=None)
                | Q(state__in=["held", "declined"], ended_at__isnull=False),
                name="missing_interview_by_its_state",
            ),
        ]

    class Sensitivity:
        public = "episode kind state offered_at ended_at"
        personal = "offered_by ended_by"
        special = "words carers_words"

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_over(self):
        return self.state in (self.State.HELD, self.State.DECLINED)
