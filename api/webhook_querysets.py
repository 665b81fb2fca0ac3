"""Which webhooks are told of events, which of their messages are due, and who looks after them."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from api.querysets import in_force

MESSAGES_KEPT = datetime.timedelta(days=30)


class WebhookQuerySet(models.QuerySet):
    """Webhooks of clients."""

    def live(self) -> Self:
        """Switched on, of a client in force."""
        return self.filter(in_force("client__"), switched_off_at=None)

    def visible_to(self, user: Any) -> Self:
        """Those of the clients that the user looks after; of a client, its own."""
        return self.filter(self._managed(user) | Q(client__account=user.pk))

    def managed_by(self, user: Any) -> Self:
        """Those of the clients that the user looks after."""
        return self.filter(self._managed(user))

    def _managed(self, user: Any) -> Q:
        clients = self.model.client.field.related_model.objects.visible_to(user)
        return Q(client__in=clients.values("pk"))

    def with_client(self) -> Self:
        """With the client and its team."""
        return self.select_related("client__team")

    def locked(self) -> Self:
        """Those that no other worker has, with their clients."""
        return self.select_related("client").select_for_update(skip_locked=True, of=("self",))


class MessageQuerySet(models.QuerySet):
    """Messages of webhooks."""

    def visible_to(self, user: Any) -> Self:
        """Those of the webhooks that the user sees."""
        webhooks = self.model.webhook.field.related_model.objects.visible_to(user)
        return self.filter(webhook__in=webhooks.values("pk"))

    def due(self) -> Self:
        """What is sent now, the longest due first; nothing while its webhook is switched off."""
        waiting = self.filter(state=self.model.State.WAITING, not_before__lte=Now())
        return waiting.filter(webhook__switched_off_at=None).order_by("not_before", "pk")

    def locked(self) -> Self:
        """Those that no other worker has, with all that sending asks for."""
        found = self.select_related("event", "webhook__client")
        return found.select_for_update(skip_locked=True, of=("self",))

    def with_event(self) -> Self:
        """With the events that they are about."""
        return self.select_related("event")

    def old(self) -> Self:
        """Those that are forgotten."""
        return self.exclude(state=self.model.State.WAITING).filter(
            made_at__lt=Now() - MESSAGES_KEPT
        )
