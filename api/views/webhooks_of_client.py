"""Webhooks of the client that calls, for programs: each, what was sent, and trying again.

Where a webhook leads is decided by people, on pages: an address takes ids out of E-CINS.
"""

from rest_framework.views import APIView

from api.models import Webhook, WebhookMessage
from api.routes import resource
from api.serializers.webhooks import MessageSerializer, WebhookSerializer
from api.services.webhooks import retry_message
from api.views.alerts import Press
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiAct
from core import policy
from core.views import LIST, ChildFormPage, ChildMixin, ObjectMixin, RecordView


class OfWebhooks:
    """What the addresses of webhooks share."""

    resource = "webhooks"

    def seen(self, model):
        return policy.accessible(self.request.user, "webhook.view", model)


class WebhookRows(OfWebhooks, ApiChildList, RecordView, APIView):
    """The webhooks of the client, the newest first, also those that are switched off."""

    model, action, operation = Webhook, "webhook.view", LIST
    row, keys = WebhookSerializer, ("created_at", "pk")

    def rows(self):
        return self.seen(Webhook)

    def subjects(self):
        return []


class OneWebhook(OfWebhooks, ApiDetail, ObjectMixin, APIView):
    """One webhook: its host, what it is told of, and how it does."""

    model, action = Webhook, "webhook.view"
    answers = WebhookSerializer


class MessageRows(OfWebhooks, ApiChildList, ObjectMixin, APIView):
    """What was sent to a webhook in the last 30 days, and what waits, the newest first."""

    model, action = Webhook, "webhook.view"
    row, keys = MessageSerializer, ("pk",)

    def rows(self):
        return self.seen(WebhookMessage).filter(webhook=self.object).with_event()


class OneMessage(OfWebhooks, ApiDetail, ChildMixin, APIView):
    """What has become of one message."""

    model, action = Webhook, "webhook.view"
    child_model, child_action, child_of = WebhookMessage, "webhook.view", "webhook"
    answers = MessageSerializer


class MessageAgain(OfWebhooks, ApiAct, ChildFormPage, APIView):
    """Has a message tried again that was given up."""

    model, action, form_class = Webhook, "webhook.view", Press
    child_model, child_action, child_of = WebhookMessage, "webhook_message.retry", "webhook"
    shown_at = "api:webhook-message"

    def save(self, form):
        return retry_message(message=self.child, by=self.request.user)


ONE = "webhooks/<uuid:uuid>/"
MESSAGE = f"{ONE}messages/<uuid:child>/"
urlpatterns = [
    *resource("webhooks/", "webhooks", WebhookRows),
    *resource(ONE, "webhook", OneWebhook),
    *resource(f"{ONE}messages/", "webhook-messages", MessageRows),
    *resource(MESSAGE, "webhook-message", OneMessage),
    *resource(f"{MESSAGE}again/", "webhook-message-again", MessageAgain),
]
