"""A client reads its own webhooks and has messages tried again; no address goes in by the API."""

import pytest

from api.models import WebhookMessage
from api.tests.factories import make_client, make_key, program_of
from api.tests.webhook_factories import happens, make_message, make_webhook
from audit.models import Event
from core import policy

HOOKS = "/api/v1/webhooks/"
State = WebhookMessage.State


def at(webhook, message=None, act=""):
    tail = f"messages/{message.uuid}/{act}" if message else ""
    return f"{HOOKS}{webhook.uuid}/{tail}"


@pytest.fixture
def colleague(cast):
    """Another client of the same team, with the same scopes."""
    return program_of(cast.police).program


def test_a_client_reads_its_webhooks(program, webhook):
    (row,) = program.get(HOOKS).json()["results"]

    assert row == program.get(at(webhook)).json()
    assert (row["uuid"], row["host"], row["state"]) == (str(webhook.uuid), webhook.host, "on")
    assert row["kinds"] == ["case.*", "log.*"]


def test_what_stands_behind_the_host_and_the_secret_are_not_told(program, made):
    webhook, secret = made

    told = program.get(HOOKS).content.decode() + program.get(at(webhook)).content.decode()

    assert webhook.address not in told
    assert secret not in told
    assert webhook.secret not in told


def test_a_client_of_the_same_team_sees_none_of_it(colleague, webhook, cast, person):
    message = make_message(webhook, state=State.DEAD)

    assert colleague.get(HOOKS).json()["results"] == []
    for address in (at(webhook), f"{at(webhook)}messages/", at(webhook, message)):
        assert colleague.get(address).status_code == 404
    assert colleague.post(at(webhook, message, "again/")).status_code == 404
    message.refresh_from_db()
    assert message.state == State.DEAD


def test_colleagues_of_the_client_do_not_see_it_and_managers_do(client, webhook, cast, manager):
    client.force_login(cast.officer)
    assert client.get(at(webhook)).status_code == 404

    client.force_login(manager)
    assert client.get(at(webhook)).status_code == 200


@pytest.mark.parametrize(
    ("scopes", "read", "tried"),
    [(["log:read"], 403, 403), (["webhooks:read"], 200, 403), (["webhooks:write"], 403, 200)],
)
def test_scopes_say_what_a_client_does_with_its_webhooks(cast, person, scopes, read, tried):
    found = program_of(cast.police, scopes=["log:read", *scopes])
    webhook, _ = make_webhook(found.client, kinds=["log.*"])
    message = make_message(webhook, state=State.DEAD)

    assert found.program.get(at(webhook)).status_code == read
    assert found.program.post(at(webhook, message, "again/")).status_code == tried


def test_what_was_sent_is_listed_and_each_look_is_an_event(program, webhook, cast, person):
    happens(cast, person)
    message = make_message(webhook, attempts=1, tried_at=webhook.created_at, status=500)

    (row,) = program.get(f"{at(webhook)}messages/").json()["results"]

    assert row == program.get(at(webhook, message)).json()
    assert (row["uuid"], row["state"], row["status"]) == (str(message.uuid), "waiting", 500)
    assert row["type"] == message.event.verb
    assert row["next_at"]
    assert Event.objects.latest("pk").verb == "webhook.view:view"


@pytest.mark.parametrize(
    ("state", "is_tried"),
    [(State.WITHHELD, True), (State.WITHHELD, False), (State.WAITING, False)],
)
def test_what_was_withheld_or_never_sent_has_no_type(program, webhook, state, is_tried):
    tried_at = webhook.created_at if is_tried else None
    message = make_message(webhook, state=state, tried_at=tried_at)

    assert program.get(at(webhook, message)).json()["type"] is None


def test_a_message_that_was_given_up_is_tried_again(program, police_client, webhook):
    message = make_message(webhook, state=State.DEAD, attempts=8)

    answer = program.post(at(webhook, message, "again/"), **{"on-behalf-of": "Ann"})

    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    event = Event.objects.get(verb="webhook_message.retried")
    assert event.actor_id == police_client.client.account_id
    assert event.detail["on_behalf_of"] == "Ann"


@pytest.mark.parametrize("state", [State.WAITING, State.SENT, State.WITHHELD])
def test_nothing_else_is_tried_again(program, webhook, state):
    message = make_message(webhook, state=state)

    assert program.post(at(webhook, message, "again/")).status_code == 403


def test_the_message_of_another_webhook_is_not_found_below_this_one(program, police_client):
    one, other = (make_webhook(police_client.client)[0] for _ in range(2))
    message = make_message(other, state=State.DEAD)

    assert program.get(at(one, message)).status_code == 404
    assert program.post(at(one, message, "again/")).status_code == 404


@pytest.mark.parametrize("action", ["webhook.change", "webhook.switch_on"])
def test_where_a_webhook_leads_and_whether_are_decided_by_people(police_client, webhook, action):
    account = police_client.client.account

    assert policy.find(account, "webhook.view", type(webhook), uuid=webhook.uuid) == webhook
    assert policy.find(account, action, type(webhook), uuid=webhook.uuid) is None


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_no_address_is_added_or_changed_by_the_api(program, webhook, method):
    for address in (HOOKS, at(webhook)):
        answer = program.call(method, address, {"address": "https://other.example/"})
        assert answer.status_code == 405
    assert webhook.client.webhooks.count() == 1


def test_a_client_sees_no_keys_and_no_client(cast):
    client = make_client(cast.police)
    make_key(client)

    assert not policy.accessible(client.account, "api_client.view", type(client)).exists()
