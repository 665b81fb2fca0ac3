"""An alert whose record was restricted since is not there, in whatever state it is."""

import datetime

import pytest
from django.core import mail
from django.http import Http404
from django.utils import timezone

from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import member
from alerts import services
from alerts.jobs import escalate_alerts, send_alert_emails
from alerts.models import Level, Notice
from alerts.selectors import how_many_new
from alerts.tests.telling import of, told

TOMORROW = datetime.timedelta(days=1)
WORDS = "Third complaint"


def is_new(notice, officer, colleague):
    return notice, officer


def is_snoozed(notice, officer, colleague):
    until = timezone.localdate() + TOMORROW
    services.snooze_notice(notice=notice, by=officer, until=until, reason="x")
    return notice, officer


def came_back(notice, officer, colleague):
    is_snoozed(notice, officer, colleague)
    Notice.objects.filter(pk=notice.pk).update(snoozed_until=timezone.now())
    return notice, officer


def is_seen(notice, officer, colleague):
    services.see_notice(notice=notice, by=officer)
    return notice, officer


def was_handed_on(notice, officer, colleague):
    services.hand_on_notice(notice=notice, by=officer, to=colleague, words="x")
    return notice, officer


def was_received(notice, officer, colleague):
    services.hand_on_notice(notice=notice, by=officer, to=colleague, words="x")
    return of(colleague, notice), colleague


def was_taken(notice, officer, colleague):
    services.take_notice(notice=notice, by=colleague)
    return of(colleague, notice), colleague


def waits_for_a_colleague(notice, officer, colleague):
    return notice, colleague


def was_escalated(notice, officer, colleague):
    """To a manager who is not named on the record afterwards."""
    manager = member(officer.acting_team, Membership.Role.MANAGER)
    long_ago = timezone.now() - TOMORROW
    Notice.objects.filter(pk=notice.pk).update(level=Level.CRITICAL, waits_since=long_ago)
    escalate_alerts()
    return of(manager, notice), manager


STATES = [
    is_new,
    is_snoozed,
    came_back,
    is_seen,
    was_handed_on,
    was_received,
    was_taken,
    waits_for_a_colleague,
    was_escalated,
]


def shown(client, user):
    client.force_login(user)
    tabs = [client.get(f"/alerts/?state={tab}") for tab in ("new", "team", "snoozed", "done")]
    return any(WORDS in page.content.decode() for page in (*tabs, client.get("/")))


@pytest.mark.parametrize("state", STATES)
def test_it_is_gone_from_every_page_and_act(client, person, officer, colleague, manager, state):
    notice, reader = state(told(person, officer), officer, colleague)
    assert shown(client, reader)

    restrict(person, manager)

    assert not shown(client, reader)
    assert how_many_new(reader) == 0
    for path, sent in (
        ("", {"open": "yes"}),
        ("", {}),
        ("snooze/", {"days": "1", "reason": "x"}),
        ("hand-on/", {"to": colleague.pk, "words": "x"}),
        ("take/", {}),
    ):
        assert client.post(f"/alerts/{notice.uuid}/{path}", sent).status_code == 404, path
    for path in ("snooze/", "hand-on/"):
        assert client.get(f"/alerts/{notice.uuid}/{path}").status_code == 404, path


def test_the_services_refuse_too(person, officer, colleague, manager):
    notice = told(person, officer)
    restrict(person, manager)
    until = timezone.localdate() + TOMORROW

    for act in (
        lambda: services.see_notice(notice=notice, by=officer),
        lambda: services.snooze_notice(notice=notice, by=officer, until=until, reason="x"),
        lambda: services.hand_on_notice(notice=notice, by=officer, to=colleague, words="x"),
        lambda: services.take_notice(notice=notice, by=colleague),
    ):
        with pytest.raises(Http404):
            act()


def test_the_email_that_waits_is_not_sent(person, officer, manager):
    told(person, officer, level=Level.CRITICAL)
    restrict(person, manager)

    assert send_alert_emails() == 0
    assert mail.outbox == []
