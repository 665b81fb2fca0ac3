"""Webhooks: where a client is told that something changed, and what was sent there."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from api.models.clients import ApiClient
from api.webhook_kinds import in_words
from api.webhook_querysets import MessageQuerySet, WebhookQuerySet


class Webhook(models.Model):
    """A client's address to which kinds of events are sent: ids only, signed.

    Its secret signs. After a change the one before signs too, for a day. Both are kept encrypted,
    since they sign and so cannot be hashes.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(ApiClient, on_delete=models.PROTECT, related_name="webhooks")
    address = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60))
    secret = models.CharField(max_length=300, editable=False)
    secret_before = models.CharField(max_length=300, blank=True, editable=False)
    secret_before_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The place in the log up to which messages were made.
    followed_at = models.DateTimeField(db_default=Now(), editable=False)
    followed_event = models.BigIntegerField(default=0, editable=False)
    last_sent_at = models.DateTimeField(null=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    switched_off_at = models.DateTimeField(null=True, editable=False)
    why_off = models.CharField(max_length=200, blank=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kinds=[]), name="webhook_some_kinds"),
            models.CheckConstraint(
                condition=Q(switched_off_at=None, why_off="")
                | (Q(switched_off_at__isnull=False) & ~Q(why_off="")),
                name="webhook_off_for_a_reason",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid client address kinds created_at followed_at followed_event last_sent_at "
            "failing_since switched_off_at why_off secret_before_until"
        )
        personal = "secret secret_before created_by"

    def __str__(self):
        return self.host

    def get_absolute_url(self):
        return reverse("api-webhooks:webhook", args=[self.client.uuid, self.uuid])

    @property
    def host(self):
        """Where it leads. What stands behind the host may be a secret, and is not in the log."""
        return urlsplit(self.address).netloc

    @property
    def state(self):
        """What the list says of it."""
        if self.switched_off_at:
            return "Switched off"
        return "Failing" if self.failing_since else "On"

    @property
    def kinds_in_words(self):
        return [(kind, in_words(kind)) for kind in self.kinds]

    @property
    def has_secret_before(self):
        """Does the secret before this one sign too?"""
        until = self.secret_before_until
        return until is not None and until > timezone.now()

    @property
    def event_label(self):
        return f"Webhook {self.host}"[:100]

    def subject_ids(self):
        return []


class WebhookMessage(models.Model):
    """One event that a webhook is told of: what has become of it.

    What is sent is made of the event each time, by the access of the moment; nothing of it and
    nothing of the answer is kept here but its status.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        DEAD = "dead", "Given up"
        WITHHELD = "withheld", "Not sent: the client may not see it any more"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    status = models.PositiveSmallIntegerField(null=True, editable=False)
    problem = models.CharField(max_length=200, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "message of a webhook"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="webhook_message_once"),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=Q(state="waiting"),
                name="webhook_message_waiting",
            ),
            models.Index(fields=["made_at"], name="webhook_message_made"),
        ]

    class Sensitivity:
        public = "uuid webhook event state attempts not_before made_at tried_at status problem"

    def __str__(self):
        return f"Message {self.uuid}"

    @property
    def is_dead(self):
        return self.state == self.State.DEAD

    @property
    def verb(self):
        return self.event.verb

    @property
    def came_to(self):
        """What the last attempt came to, in words."""
        if self.state == self.State.WAITING and self.attempts:
            return f"{self.problem}. It is tried again."
        return self.problem

    @property
    def event_label(self):
        return f"Message of webhook {self.webhook.host}"[:100]

    def subject_ids(self):
        return []
