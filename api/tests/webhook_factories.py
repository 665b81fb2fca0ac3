"""Webhooks and their messages for tests."""

import datetime
import socket

from django.utils import timezone

from api import webhook_targets
from api.models import WebhookMessage
from api.services.webhooks import create_webhook
from api.webhook_targets import Answer
from audit.models import Event
from profiles.services import add_contact
from profiles.tests.factories import ContactKindFactory

PUBLIC = "93.184.215.14"
ADDRESS = "https://partner.example/ecins"
TAKEN, FAILED = Answer(204), Answer(500, "It answered 500")


def resolving_to(monkeypatch, *numbers):
    """Let every name have these addresses. Returns the names that were looked up."""
    asked = []

    def resolve(host, port, *args, **kwargs):
        found = [host]  # a number is itself
        if not host.replace(".", "").isdecimal():
            asked.append(host)
            found = numbers
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(webhook_targets.socket, "getaddrinfo", resolve)
    return asked


def make_webhook(client, *, address=f"https://{PUBLIC}/ecins", kinds=("case.*", "log.*")):
    """A webhook of a client; by number, so that no host is looked up."""
    return create_webhook(client=client, by=client.created_by, address=address, kinds=kinds)


def make_message(webhook, **fields):
    """A message about whatever happened last."""
    event = Event.objects.order_by("-pk").first()
    return WebhookMessage.objects.create(webhook=webhook, event=event, **fields)


def webhook_children(client):
    """What of a client's webhooks has an address, for its world."""
    webhook, _ = make_webhook(client)
    dead = make_message(webhook, state=WebhookMessage.State.DEAD)
    names = ("webhook", "secret", "off", "on")
    return {
        **{f"api-webhooks:{name}": webhook.uuid for name in names},
        "api-webhooks:again": dead.uuid,
    }


def webhook_with_messages(client):
    """A webhook of a client, and what of it has an address in the API, for its world."""
    webhook, _ = make_webhook(client)
    dead = make_message(webhook, state=WebhookMessage.State.DEAD)
    return webhook, {"api:webhook-message": dead.uuid, "api:webhook-message-again": dead.uuid}


def soon():
    return timezone.now() + datetime.timedelta(minutes=1)


def happens(cast, person, by=None):
    """A contact is written into the log."""
    add_contact(
        profile=person,
        by=by or cast.officer,
        kind=ContactKindFactory(),
        happened_on=datetime.date(2026, 3, 2),
        text="Confidential words",
        basis="fact",
    )
