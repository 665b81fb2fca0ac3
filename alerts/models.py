"""Notices: what the product tells a person, as long as they may know it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from alerts.audiences import SHARED, Audience
from alerts.factor_models import Fact, Factor, FactorVersion, Firing, FiringFact, Judgement
from alerts.levels import Level
from alerts.outbox import AlertEmail, AlertSettings
from alerts.querysets import NoticeQuerySet
from core.dates import format_day, format_when

__all__ = [
    "AlertEmail",
    "AlertSettings",
    "Fact",
    "Factor",
    "FactorVersion",
    "Firing",
    "FiringFact",
    "Judgement",
    "Level",
    "Notice",
]

BADGES = {Level.INFORMATION: "low", Level.HIGH: "high", Level.CRITICAL: "veryhigh"}


def _person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )


class Notice(models.Model):
    """One thing one person is told; it conveys no sight of the record it is about.

    The text has placeholders where it names a record or a team (`alerts.sentences`): they are
    filled when it is shown, with what the reader may know then.
    """

    # For a page, set by `alerts.selectors.fill`: the text as its reader may read it, whether it
    # leads anywhere, and the record if they may read it.
    words, opens, record = "", False, None
    # And the firing of a trigger factor that it tells of, if it does.
    firing = None
    # Of somebody on a gallery: where the reader offers help, that their offer waits already,
    # or that the person has left it since.
    offer, has_offered, has_left = "", False, False
    # The photo on the tile, where the gallery shows photos.
    tile_face = None
    # Set by `with_state`: of a notice that asks, that nobody has answered yet.
    is_unanswered = True
    # Set by `with_people`.
    recipient_name = handed_to_name = handed_by_name = taken_by_name = unseen_by_name = ""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=600)
    audience = models.CharField(max_length=10, choices=Audience)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.INFORMATION)
    # Why it was raised, where the text does not say so: "9 April, 2 May and 3 June".
    why = models.CharField(max_length=600, blank=True)
    # Where it leads if not to its object: a list, a proposal.
    address = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(null=True)
    # Since when it waits: since it was made, or since it was handed on or escalated to its reader.
    waits_since = models.DateTimeField(db_default=Now())
    snoozed_until = models.DateTimeField(null=True)
    snooze_reason = models.CharField(max_length=600, blank=True)
    # To whom its reader handed it on; who handed it on to its reader, in which words.
    handed_to = _person()
    handed_by = _person()
    handed_words = models.CharField(max_length=600, blank=True)
    # The colleague who took it.
    taken_by = _person()
    # When it was told to managers because nobody acknowledged it, and to how many.
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.PositiveSmallIntegerField(default=0)
    # Of a manager's copy: who has not acknowledged it, and since when.
    unseen_by = _person()
    unseen_since = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(audience=Audience.NO_RECORD)
                | Q(object_id__isnull=False) & ~Q(object_type=""),
                name="notice_about_a_record",
            ),
            models.CheckConstraint(
                condition=Q(level__lt=Level.CRITICAL) | Q(snoozed_until=None),
                name="critical_notice_not_snoozed",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "seen_at", "-made_at"], name="notice_of"),
            models.Index(
                fields=["recipient", "-level", "-made_at"],
                condition=Q(seen_at=None),
                name="notice_new",
            ),
            models.Index(
                fields=["waits_since"],
                condition=Q(seen_at=None, escalated_at=None, level=Level.CRITICAL),
                name="notice_to_escalate",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid event audience level address object_type object_id made_at seen_at waits_since "
            "snoozed_until escalated_at escalated_to unseen_since"
        )
        personal = "recipient handed_to handed_by taken_by unseen_by"
        special = "text why snooze_reason handed_words"

    def __str__(self):
        return self.text

    @property
    def event_label(self):
        return "Notice"

    @property
    def is_new(self):
        """Neither acknowledged nor answered."""
        return self.seen_at is None and self.is_unanswered

    @property
    def is_snoozed(self):
        """Put away until a time that is still to come."""
        return self.snoozed_until is not None and self.snoozed_until > timezone.now()

    @property
    def may_snooze(self):
        """Critical ones may not."""
        return self.level < Level.CRITICAL

    @property
    def is_shared(self):
        """Is it about something that others work with too, rather than about its reader?"""
        return self.audience in SHARED

    @property
    def pictured(self):
        """Whose photo stands beside it, if anybody’s."""
        return self.tile_face or self.record

    @property
    def badge(self):
        """The colour of its level."""
        return BADGES[self.level]

    @property
    def marks(self):
        """What has happened to it besides, for its row: from `with_people`."""
        return [words for words in self._marks() if words]

    def _marks(self):
        if self.unseen_by_name:
            since = format_when(self.unseen_since)
            yield f"Not acknowledged by {self.unseen_by_name} since {since}."
        if self.handed_by_name:
            yield f"Handed on by {self.handed_by_name}: {self.handed_words}"
        if self.handed_to_name:
            yield f"You handed it on to {self.handed_to_name}."
        if self.taken_by_name:
            yield f"Taken by {self.taken_by_name}."
        if self.escalated_to:
            when = format_when(self.escalated_at)
            yield f"You had not acknowledged it: your manager was told on {when}."
        if self.is_snoozed and self.is_new:
            until = format_day(timezone.localdate(self.snoozed_until))
            yield f"Snoozed until {until}: {self.snooze_reason}"

    def wait_again(self):
        """Become new for its reader, as if it had just been made; the caller saves it."""
        self.seen_at = self.snoozed_until = self.escalated_at = None
        self.handed_to = self.taken_by = self.unseen_by = self.unseen_since = None
        self.snooze_reason, self.escalated_to = "", 0
        self.waits_since = timezone.now()

    def subject_ids(self):
        """The people whom the notice names to the reader of the page."""
        return self.record.subject_ids() if self.record else []
