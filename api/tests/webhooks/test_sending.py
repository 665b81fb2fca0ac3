"""How messages of webhooks are signed, tried again, given up, and webhooks switched off."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import member
from alerts.models import Notice
from api import webhook_jobs, webhook_signing
from api.models import Webhook, WebhookMessage
from api.services import webhook_sending
from api.services.webhooks import (
    retry_message,
    rotate_secret,
    switch_off_webhook,
    switch_on_webhook,
)
from api.tests.webhook_factories import (
    FAILED,
    happens,
    make_message,
    soon,
)
from api.webhook_targets import Answer
from audit.jobs import drain_deliveries
from audit.models import Event

State = WebhookMessage.State


def test_a_slow_address_lets_the_messages_of_others_go_first(cast, person, webhook):
    for _ in range(2):
        happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    attempt, before = webhook_sending.begin_attempt(), timezone.now()
    slowly = before - datetime.timedelta(seconds=5)
    WebhookMessage.objects.filter(pk=attempt.message).update(tried_at=slowly)

    webhook_sending.finish_attempt(attempt=attempt, answer=Answer(204))

    assert WebhookMessage.objects.get(state=State.WAITING).not_before >= before


# ---- Secrets ------------------------------------------------------------------------------------
def test_two_secrets_overlap_for_a_day(cast, person, made, sent):
    webhook, first = made
    webhook, second = rotate_secret(webhook=webhook, by=webhook.created_by)
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    webhook_jobs.send_webhooks()

    _, headers, body = sent.calls[0]
    number, at = headers["webhook-id"], int(headers["webhook-timestamp"])
    expected = [webhook_signing.signature(secret, number, at, body) for secret in (second, first)]
    assert headers["webhook-signature"].split() == expected

    Webhook.objects.update(secret_before_until=timezone.now())
    WebhookMessage.objects.update(state=State.WAITING, not_before=timezone.now())
    webhook_jobs.send_webhooks()
    assert len(sent.calls) == 2
    assert len(sent.calls[-1][1]["webhook-signature"].split()) == 1


def test_a_secret_that_no_key_reads_sends_nothing(cast, person, webhook, sent, settings):
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "k" * 60, []

    webhook_jobs.send_webhooks()

    assert sent.calls == []
    assert "secret" in WebhookMessage.objects.get().problem


# ---- Failing ------------------------------------------------------------------------------------
def test_it_is_tried_ever_later_and_then_given_up(cast, person, webhook, sent):
    sent.answer = FAILED
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    waits = []

    for _ in range(len(webhook_sending.BACK_OFF) + 1):
        assert webhook_jobs.send_webhooks() == 1
        message = WebhookMessage.objects.get()
        waits.append(message.not_before - message.tried_at)
        WebhookMessage.objects.update(not_before=timezone.now())

    assert webhook_jobs.send_webhooks() == 0
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[0] >= webhook_sending.BACK_OFF[0]
    assert (message.state, message.status, message.attempts) == (State.DEAD, 500, 8)


def test_a_message_is_tried_again_on_request(cast, person, webhook, sent):
    happens(cast, person)
    dead = make_message(webhook, state=State.DEAD, attempts=8, problem="It answered 500")

    retry_message(message=dead, by=webhook.created_by)
    webhook_jobs.send_webhooks()

    # Whatever was dead goes through the same question of access again.
    assert WebhookMessage.objects.get(pk=dead.pk).state in (State.SENT, State.WITHHELD)
    assert Event.objects.filter(verb="webhook_message.retried").count() == 1


def test_nobody_waits_behind_an_address_that_does_not_answer(cast, person, webhook, sent):
    for _ in range(3):
        happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    sent.answer = Answer(None, "It could not be reached")

    assert webhook_jobs.send_webhooks() == 1


def test_a_worker_that_died_leaves_the_message_to_others(cast, person, webhook, sent):
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())

    assert webhook_sending.begin_attempt() is not None
    assert webhook_sending.begin_attempt() is None
    WebhookMessage.objects.update(not_before=timezone.now())
    assert webhook_jobs.send_webhooks() == 1


@pytest.mark.parametrize(
    ("answer", "days"), [(FAILED, 3), (Answer(None, "It could not be reached"), 4)]
)
def test_what_fails_for_days_is_switched_off_and_its_managers_told(
    cast, person, webhook, sent, answer, days
):
    manager = member(cast.police, Membership.Role.MANAGER)
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    Webhook.objects.update(failing_since=timezone.now() - datetime.timedelta(days=days))
    sent.answer = answer

    webhook_jobs.send_webhooks()

    webhook = Webhook.objects.get()
    assert webhook.switched_off_at is not None
    assert Event.objects.filter(verb="webhook.switched_off", target_id=webhook.pk).exists()
    drain_deliveries()
    notice = Notice.objects.filter(event__verb="webhook.switched_off").get(recipient=manager)
    assert webhook.host in notice.text
    assert notice.address == webhook.get_absolute_url()


def test_one_that_is_gone_is_switched_off_at_once(cast, person, webhook, sent):
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    sent.answer = Answer(410, "It answered 410")

    webhook_jobs.send_webhooks()

    assert Webhook.objects.get().switched_off_at is not None


def test_a_success_ends_the_time_of_failing(cast, person, webhook, sent):
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    Webhook.objects.update(failing_since=timezone.now() - datetime.timedelta(days=5))

    webhook_jobs.send_webhooks()

    webhook = Webhook.objects.get()
    assert (webhook.failing_since, webhook.switched_off_at) == (None, None)
    assert webhook.last_sent_at is not None


def test_what_is_switched_off_is_told_nothing_until_it_is_on(cast, person, webhook, sent):
    by = webhook.created_by
    happens(cast, person)
    webhook_sending.queue_messages(until=soon())
    webhook = switch_off_webhook(webhook=webhook, by=by, reason="Moved")

    assert webhook_sending.queue_messages(until=soon()) == 0
    assert webhook_jobs.send_webhooks() == 0

    switch_on_webhook(webhook=webhook, by=by)
    assert webhook_jobs.send_webhooks() == 1


def test_old_messages_are_forgotten(cast, webhook):
    old = timezone.now() - datetime.timedelta(days=31)
    make_message(webhook, state=State.SENT, made_at=old)

    assert webhook_jobs.forget_webhook_messages() == 1
