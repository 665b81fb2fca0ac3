"""Webhooks: who adds one, what is told and to whom, how it is signed, and when it is given up."""

import base64
import hashlib
import hmac
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from api import webhook_jobs, webhook_signing
from api.models import Webhook, WebhookMessage
from api.services import revoke_client, webhook_sending
from api.services.webhooks import (
    create_webhook,
    retry_message,
    switch_off_webhook,
    switch_on_webhook,
)
from api.tests.factories import make_client
from api.tests.webhook_factories import (
    ADDRESS,
    happens,
    make_message,
    make_webhook,
    resolving_to,
    soon,
)
from audit.models import Event
from core import policy

State = WebhookMessage.State
LOOKS = {"webhook.view"}
ACTIONS = {"webhook.view", "webhook.change", "webhook.switch_on"}


# ---- Who may do what ----------------------------------------------------------------------------
def actors_of(cast):
    return {
        "manager": member(cast.police, Membership.Role.MANAGER),
        "administrator": cast.administrator,
        "practitioner": cast.officer,
        "manager elsewhere": member(TeamFactory(), Membership.Role.MANAGER),
        "auditor": cast.auditor,
        "control room": cast.operator,
    }


def table_of(cast, webhook):
    return {
        name: {action for action in ACTIONS if policy.can(user, action, webhook)}
        for name, user in actors_of(cast).items()
    }


def test_the_table_of_a_webhook(cast, webhook):
    nobody = dict.fromkeys(("practitioner", "manager elsewhere", "auditor", "control room"), set())
    on, off = LOOKS | {"webhook.change"}, LOOKS | {"webhook.switch_on"}
    assert table_of(cast, webhook) == {"manager": on, "administrator": on, **nobody}

    webhook = switch_off_webhook(webhook=webhook, by=webhook.created_by, reason="Moved")

    assert table_of(cast, webhook) == {"manager": off, "administrator": off, **nobody}


def test_who_adds_a_webhook(cast, police_client):
    may = {
        name
        for name, user in actors_of(cast).items()
        if policy.can(user, "webhook.add", police_client.client)
    }

    assert may == {"manager"}
    waiting = make_client(cast.police, agreed=False)
    with pytest.raises(PermissionDenied):
        make_webhook(waiting)


def test_who_tries_a_message_again(cast, webhook):
    message = make_message(webhook, state=State.DEAD)

    may = {
        name
        for name, user in actors_of(cast).items()
        if policy.can(user, "webhook_message.retry", message)
    }
    assert may == {"manager", "administrator"}
    with pytest.raises(Http404):
        retry_message(message=message, by=cast.officer)
    message.state = State.SENT
    message.save()
    with pytest.raises(PermissionDenied):
        retry_message(message=message, by=cast.administrator)


def test_a_message_waits_until_its_webhook_is_on_again(cast, webhook):
    message = make_message(webhook, state=State.DEAD)
    switch_off_webhook(webhook=webhook, by=webhook.created_by, reason="Moved")

    with pytest.raises(PermissionDenied):
        retry_message(message=message, by=webhook.created_by)


def test_a_webhook_of_a_revoked_client_stays_off(police_client, webhook):
    by = webhook.created_by
    webhook = switch_off_webhook(webhook=webhook, by=by, reason="Moved")
    revoke_client(client=police_client.client, by=by, reason="Lost")

    with pytest.raises(PermissionDenied):
        switch_on_webhook(webhook=webhook, by=by)


# ---- Adding one ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": []},
        {"kinds": ["session.*"]},
        {"kinds": ["log.burnt"]},
        {"kinds": ["handover.given"]},
        {"address": "https://127.0.0.1/"},
        {"address": "http://93.184.215.14/"},
    ],
)
def test_a_webhook_that_cannot_be(police_client, wrong):
    with pytest.raises(ValidationError):
        make_webhook(police_client.client, **wrong)


def test_no_kind_beyond_the_scopes_of_its_client(cast):
    narrow = make_client(cast.police, scopes=["people:read"])

    with pytest.raises(ValidationError, match="scopes"):
        make_webhook(narrow, kinds=["log.added"])


def test_the_secret_is_returned_once_and_kept_sealed(made):
    webhook, secret = made

    assert secret.startswith("whsec_")
    assert secret not in str(list(vars(Webhook.objects.get()).values()))
    assert webhook_signing.opened(webhook.secret) == secret
    assert not [event for event in Event.objects.all() if secret in str(event.detail)]


def test_a_secret_outlives_a_new_key_of_the_site(made, settings):
    webhook, secret = made
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "k" * 60

    assert webhook_signing.opened(webhook.secret) == secret
    settings.SECRET_KEY_FALLBACKS = []
    assert webhook_signing.opened(webhook.secret) is None


def test_a_client_has_ten_webhooks_at_most(police_client, monkeypatch):
    resolving_to(monkeypatch, "93.184.215.14")
    for _ in range(10):
        make_webhook(police_client.client)

    with pytest.raises(ValidationError, match="at most"):
        create_webhook(
            client=police_client.client,
            by=police_client.client.created_by,
            address=ADDRESS,
            kinds=["log.added"],
        )


# ---- What is told -------------------------------------------------------------------------------
def test_what_happens_is_told_by_ids_and_signed(cast, person, made, sent):
    webhook, secret = made
    happens(cast, person)

    assert webhook_sending.queue_messages(until=soon()) == 1
    assert webhook_jobs.send_webhooks() == 1

    ((address, headers, body),) = sent.calls
    told = json.loads(body)
    assert address == webhook.address
    assert set(told) == {"id", "type", "timestamp", "data"}
    assert (told["type"], told["id"]) == ("log.added", headers["webhook-id"])
    assert told["data"] == {"kind": "profile", "uuid": str(person.uuid)}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"
    assert WebhookMessage.objects.get().state == State.SENT


def test_each_sending_is_a_disclosure_with_its_recipient(cast, person, webhook, sent):
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())

    webhook_jobs.send_webhooks()

    event = Event.objects.get(verb="webhook.sent")
    assert (event.operation, event.subjects) == (Event.DISCLOSURE, [person.pk])
    assert webhook.host in event.recipient
    assert (event.channel, event.detail["client"]) == ("webhook", str(webhook.client.uuid))


def test_nothing_is_told_twice(cast, person, webhook, sent):
    happens(cast, person)
    until = soon()

    assert [webhook_sending.queue_messages(until=until) for _ in range(3)] == [1, 0, 0]


def test_the_feed_goes_on_where_a_full_page_ended(cast, person, webhook, monkeypatch):
    monkeypatch.setattr(webhook_sending, "LOOKED_AT", 2)
    for _ in range(3):
        happens(cast, person)

    assert [webhook_sending.queue_messages(until=soon()) for _ in range(3)] == [2, 1, 0]


def test_what_is_not_settled_waits(cast, person, webhook):
    happens(cast, person)

    assert webhook_sending.queue_messages() == 0
    assert webhook_sending.queue_messages(until=soon()) == 1


def test_a_client_of_another_team_is_told_nothing(cast, person):
    make_webhook(make_client(cast.elsewhere))
    happens(cast, person)

    assert webhook_sending.queue_messages(until=soon()) == 0


def test_kinds_that_nobody_asked_for_are_not_told(cast, person, police_client):
    make_webhook(police_client.client, kinds=["case.*", "log.amended"])
    happens(cast, person)

    assert webhook_sending.queue_messages(until=soon()) == 0


def excluded(cast, person, webhook):
    manager = member(cast.police, Membership.Role.MANAGER)
    exclude_person(obj=person, by=manager, user=webhook.client.account, reason="A cousin")


def left_the_team(cast, person, webhook):
    Membership.objects.filter(user=webhook.client.account).update(valid_until=timezone.now())


def revoked(cast, person, webhook):
    revoke_client(client=webhook.client, by=webhook.created_by, reason="Lost")


def narrowed(cast, person, webhook):
    webhook.client.scopes = ["cases:read"]
    webhook.client.save()


CUTS = [excluded, left_the_team, revoked, narrowed]


@pytest.mark.parametrize("cut", CUTS)
def test_access_is_asked_as_it_is_queued(cast, person, webhook, cut):
    happens(cast, person)
    cut(cast, person, webhook)

    assert webhook_sending.queue_messages(until=soon()) == 0


@pytest.mark.parametrize("cut", CUTS)
def test_access_is_asked_again_as_it_is_sent(cast, person, webhook, sent, cut):
    happens(cast, person)
    assert webhook_sending.queue_messages(until=soon()) == 1
    cut(cast, person, webhook)

    webhook_jobs.send_webhooks()

    assert sent.calls == []
    assert WebhookMessage.objects.get().state == State.WITHHELD
    assert not Event.objects.filter(verb="webhook.sent").exists()
