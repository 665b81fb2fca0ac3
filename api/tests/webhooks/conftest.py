"""A webhook of the police, who own the record of the cast."""

import pytest

from api import webhook_jobs
from api.tests.webhook_factories import TAKEN, make_webhook


@pytest.fixture
def made(police_client):
    """The webhook and its secret."""
    return make_webhook(police_client.client)


@pytest.fixture
def webhook(made):
    return made[0]


@pytest.fixture
def sent(monkeypatch):
    """What is sent, and what it is answered."""
    calls = []

    def send(address, headers, body):
        calls.append((address, headers, body))
        return send.answer

    send.calls, send.answer = calls, TAKEN
    monkeypatch.setattr(webhook_jobs.webhook_targets, "send", send)
    return send
