"""The pages about webhooks: added with its secret shown once, watched, changed, tried again."""

import pytest
from django.urls import reverse

from agencies.models import Membership
from agencies.tests.factories import member
from api.models import Webhook, WebhookMessage
from api.tests.factories import make_client
from api.tests.webhook_factories import PUBLIC, make_message, make_webhook
from audit.models import Event
from core.metrics import counted_statements

ADDRESS = f"https://{PUBLIC}/in"
State = WebhookMessage.State


@pytest.fixture
def looks_after(client, cast):
    """Signed in as a manager of the team."""
    client.force_login(member(cast.police, Membership.Role.MANAGER))
    return client


def at(name, client, child=None):
    return reverse(f"api-webhooks:{name}", args=[client.uuid, *([child.uuid] if child else [])])


def test_a_webhook_is_added_and_its_secret_shown_once(looks_after, police_client):
    owner = police_client.client
    page = looks_after.get(at("add", owner)).content.decode()
    assert 'value="case.*"' in page

    sent = {"address": ADDRESS, "kinds": ["case.*"], "single": "log.added, missing.started"}
    answer = looks_after.post(at("add", owner), sent)

    webhook = Webhook.objects.get()
    assert webhook.kinds == ["case.*", "log.added", "missing.started"]
    assert "whsec_" in answer.content.decode()
    listed = looks_after.get(at("list", owner)).content.decode()
    shown = looks_after.get(at("webhook", owner, webhook)).content.decode()
    assert PUBLIC in listed
    assert ADDRESS in shown
    assert "whsec_" not in listed + shown


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"address": ADDRESS}, "Choose what it is told of"),
        ({"address": ADDRESS, "single": "log.burnt"}, "cannot be told of log.burnt"),
        ({"kinds": ["log.*"]}, "Enter"),
        ({"address": "https://10.0.0.8/", "kinds": ["log.*"]}, "private network"),
        ({"address": "http://partner.example/", "kinds": ["log.*"]}, "https://"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(looks_after, police_client, sent, words):
    page = looks_after.post(at("add", police_client.client), sent).content.decode()

    assert words in page
    assert sent.get("address", "") in page
    assert not Webhook.objects.exists()


def test_the_secret_is_changed_on_its_page(looks_after, police_client):
    webhook, before = make_webhook(police_client.client)

    page = looks_after.post(at("secret", police_client.client, webhook)).content.decode()

    assert "whsec_" in page
    assert before not in page
    shown = looks_after.get(at("webhook", police_client.client, webhook)).content.decode()
    assert "Earlier secret" in shown


def test_it_is_switched_off_and_on(looks_after, police_client):
    webhook, _ = make_webhook(police_client.client)

    looks_after.post(at("off", police_client.client, webhook), {"reason": "They moved"})
    off = looks_after.get(at("webhook", police_client.client, webhook)).content.decode()
    assert "They moved" in off
    assert "Switch on" in off

    looks_after.post(at("on", police_client.client, webhook))
    assert Webhook.objects.get().state == "On"


def test_what_was_given_up_is_tried_again(looks_after, police_client):
    webhook, _ = make_webhook(police_client.client)
    dead = make_message(webhook, state=State.DEAD, attempts=8, problem="It answered 500")
    shown = looks_after.get(at("webhook", police_client.client, webhook)).content.decode()
    assert "Given up" in shown
    assert "Try again" in shown

    answer = looks_after.post(at("again", police_client.client, dead), follow=True)

    assert "The message is tried again now." in answer.content.decode()
    assert WebhookMessage.objects.get().state == State.WAITING


def test_a_webhook_of_another_client_is_not_found_below_this_one(looks_after, cast, police_client):
    webhook, _ = make_webhook(make_client(cast.police))

    assert looks_after.get(at("webhook", police_client.client, webhook)).status_code == 404


def test_practitioners_have_no_such_pages(client, cast, police_client):
    webhook, _ = make_webhook(police_client.client)
    client.force_login(cast.officer)

    assert client.get(at("list", police_client.client)).status_code == 404
    assert client.get(at("webhook", police_client.client, webhook)).status_code == 404


def test_many_messages_cost_as_much_as_one(looks_after, police_client):
    webhook, _ = make_webhook(police_client.client)
    events = list(Event.objects.all()[:3])
    page = at("webhook", police_client.client, webhook)
    costs = []
    for event in events:
        WebhookMessage.objects.create(webhook=webhook, event=event, state=State.SENT)
        with counted_statements() as counted:
            looks_after.get(page)
        costs.append(len(counted))

    assert costs[1] == costs[2]
