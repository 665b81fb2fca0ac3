"""Clients of the API with their keys and tokens, their webhooks, and calls answered once."""

from api.models.calls import IdempotentCall
from api.models.clients import AccessToken, ApiClient, ClientKey
from api.models.webhooks import Webhook, WebhookMessage

__all__ = [
    "AccessToken",
    "ApiClient",
    "ClientKey",
    "IdempotentCall",
    "Webhook",
    "WebhookMessage",
]
