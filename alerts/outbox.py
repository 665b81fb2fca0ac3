"""E-mails that say that alerts wait, and what each person has chosen about them."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.models import Membership, User
from alerts.levels import Level, Way
from core.policy import is_someone


class AlertSettingsQuerySet(models.QuerySet):
    """What people have chosen."""

    def visible_to(self, user: Any) -> Self:
        """The user's own."""
        return self.filter(user_id=user.pk) if is_someone(user) else self.none()


class AlertSettings(models.Model):
    """By which e-mails somebody hears of alerts; of critical ones always at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alert_settings"
    )
    high = models.CharField(max_length=10, choices=Way, default=Way.AT_ONCE)
    information = models.CharField(max_length=10, choices=Way, default=Way.DIGEST)

    objects = AlertSettingsQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    class Sensitivity:
        public = "high information"
        personal = "user"

    def __str__(self):
        return f"E-mails to {self.user}"

    @property
    def event_label(self):
        return "E-mails about alerts"

    def subject_ids(self):
        """They name nobody."""
        return []

    def way_of(self, level):
        """How its owner hears of alerts of this level."""
        if level == Level.CRITICAL:
            return Way.AT_ONCE
        return self.high if level == Level.HIGH else self.information


def settings_of(user: Any) -> AlertSettings:
    """What the person has chosen, or what holds until they do."""
    found: AlertSettings | None = getattr(user, "alert_settings", None)
    return found or AlertSettings(user=user)


class AlertEmailQuerySet(models.QuerySet):
    """E-mails about alerts."""

    def visible_to(self, user: Any) -> Self:
        """Those to people whom the user looks after as administrator of an area."""
        if not is_someone(user) or not user.has_role(Membership.Role.ADMINISTRATOR):
            return self.none()
        return self.filter(recipient__in=User.objects.managed_by(user))

    def to_send(self) -> Self:
        """Those that wait and may be tried now."""
        return self.filter(state=AlertEmail.State.WAITING, not_before__lte=Now())

    def given_up(self) -> Self:
        """Those that were tried again and again, and that no server took."""
        return self.filter(state=AlertEmail.State.FAILED)


class AlertEmail(models.Model):
    """One e-mail that says that alerts wait: about one notice, or the digest of a day.

    It holds nothing of what the alerts say. Sent at least once; a second copy has the same
    Message-ID.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        NOT_NEEDED = "not_needed", "Not needed any more"
        FAILED = "failed", "Failed"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    notice = models.ForeignKey("alerts.Notice", on_delete=models.CASCADE, null=True)
    # Since when the notice waits: one that is new again is told of again.
    since = models.DateTimeField(null=True)
    # Of a digest: its day.
    day = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    not_before = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    objects = AlertEmailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "since"], name="one_email_for_a_notice"),
            models.UniqueConstraint(fields=["recipient", "day"], name="one_digest_a_day"),
            models.CheckConstraint(
                condition=Q(notice=None, since=None, day__isnull=False)
                | Q(notice__isnull=False, since__isnull=False, day=None),
                name="email_of_a_notice_or_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state="waiting"), name="email_to_send"
            ),
            models.Index(fields=["-id"], condition=Q(state="failed"), name="email_given_up"),
        ]

    class Sensitivity:
        public = "uuid notice since day level state attempts problem made_at not_before sent_at"
        personal = "recipient"

    def __str__(self):
        what = f"Digest of {self.day}" if self.day else f"{self.get_level_display()} alert"
        return f"{what} to {self.recipient}"

    @property
    def event_label(self):
        return "E-mail about alerts"

    def subject_ids(self):
        """It names nobody."""
        return []
