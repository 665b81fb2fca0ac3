"""E-mails about alerts: how many and how urgent, a link, nothing else; each once."""

import datetime
import smtplib
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person
from alerts.consumers.telling import put
from alerts.jobs import send_alert_emails
from alerts.levels import Way
from alerts.models import AlertEmail, AlertSettings, Level, Notice
from alerts.services import queue_digests, see_notice, send_again, set_alert_emails
from alerts.tests.telling import TEXT, tell, told
from audit.models import Event
from core import policy

LONDON = ZoneInfo("Europe/London")
State = AlertEmail.State


@pytest.fixture
def refuses(monkeypatch):
    """The mail server refuses everything, like this."""

    def begin(problem):
        def send(*args, **kwargs):
            raise problem

        monkeypatch.setattr(EmailMessage, "send", send)
        return monkeypatch.undo

    return begin


def state_of(notice):
    return AlertEmail.objects.get(notice=notice).state


def due_now():
    AlertEmail.objects.update(not_before=timezone.now())


def at(*moment):
    return datetime.datetime(*moment, tzinfo=LONDON)


def came(notice, moment):
    Notice.objects.filter(pk=notice.pk).update(waits_since=moment)


# ---- What it says -------------------------------------------------------------------------------
def test_an_email_says_how_urgent_it_is_and_names_nobody(person, officer):
    notice = told(person, officer, level=Level.CRITICAL, why="9 April and 2 May")

    assert send_alert_emails() == 1

    [email] = mail.outbox
    assert email.to == [officer.email]
    assert email.subject == "A critical alert in E-CINS"
    assert "You have 1 critical alert in E-CINS." in email.body
    assert "/alerts/\n" in email.body
    for word in (person.surname, person.reference, "complaint", "April", str(notice.uuid)):
        assert word not in email.body + email.subject
    assert email.extra_headers["Message-ID"].startswith(f"<{AlertEmail.objects.get().uuid}@")


@pytest.mark.parametrize(
    ("level", "chosen", "expected"),
    [
        (Level.CRITICAL, {}, 1),
        (Level.CRITICAL, {"high": Way.NONE, "information": Way.NONE}, 1),
        (Level.HIGH, {}, 1),
        (Level.HIGH, {"high": Way.DIGEST, "information": Way.AT_ONCE}, 0),
        (Level.INFORMATION, {}, 0),
        (Level.INFORMATION, {"high": Way.NONE, "information": Way.AT_ONCE}, 1),
    ],
)
def test_what_comes_at_once(person, officer, level, chosen, expected):
    if chosen:
        set_alert_emails(by=officer, **chosen)

    told(person, officer, level=level)

    assert AlertEmail.objects.count() == expected


def test_anyone_without_an_address_gets_none(person, officer):
    officer.email = ""
    officer.save()

    told(person, officer, level=Level.CRITICAL)

    assert not AlertEmail.objects.exists()


# ---- Once ---------------------------------------------------------------------------------------
def test_told_twice_it_is_sent_once(person, officer):
    notice = told(person, officer)
    put(notice.event, TEXT, [officer], audience=notice.audience, level=notice.level)

    assert (send_alert_emails(), send_alert_emails()) == (1, 0)
    assert len(mail.outbox) == 1


def test_what_was_seen_meanwhile_is_not_sent(person, officer):
    notice = told(person, officer)
    see_notice(notice=notice, by=officer)

    assert send_alert_emails() == 0
    assert (state_of(notice), mail.outbox) == (State.NOT_NEEDED, [])


def excluded(person, officer, manager):
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")


def account_closed(person, officer, manager):
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()


def left(person, officer, manager):
    officer.memberships.update(valid_until=timezone.now())


@pytest.mark.parametrize("happens", [excluded, account_closed, left])
def test_whether_the_reader_may_be_told_is_asked_as_it_is_sent(person, officer, manager, happens):
    notice = told(person, officer, level=Level.CRITICAL)
    happens(person, officer, manager)

    assert send_alert_emails() == 0
    assert (state_of(notice), mail.outbox) == (State.NOT_NEEDED, [])


def test_an_address_that_nobody_confirmed_gets_nothing_yet(person, officer):
    notice = told(person, officer)
    officer.email_held_until = timezone.now() + datetime.timedelta(days=1)
    officer.save()

    assert send_alert_emails() == 0
    assert (state_of(notice), mail.outbox) == (State.WAITING, [])


# ---- A server that is away ----------------------------------------------------------------------
def test_it_is_tried_again_later_and_later(refuses, person, officer):
    notice = told(person, officer)
    comes_back = refuses(ConnectionRefusedError())

    assert send_alert_emails() == 0
    email = AlertEmail.objects.get()
    assert (email.state, email.attempts) == (State.WAITING, 1)
    assert email.problem == "ConnectionRefusedError"
    comes_back()
    assert send_alert_emails() == 0

    due_now()

    assert send_alert_emails() == 1
    assert state_of(notice) == State.SENT


def test_a_refused_address_holds_up_no_other(refuses, person, officer, colleague):
    tell(person, officer, colleague)
    refuses(smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}))

    send_alert_emails()

    assert list(AlertEmail.objects.values_list("attempts", flat=True)) == [1, 1]


def test_after_eight_tries_the_administrator_sees_it(
    client, refuses, person, officer, administrator
):
    notice = told(person, officer)
    comes_back = refuses(ConnectionRefusedError())
    for _ in range(8):
        due_now()
        send_alert_emails()
    assert state_of(notice) == State.FAILED
    comes_back()

    client.force_login(administrator)
    page = client.get("/administration/alert-emails/").content.decode()
    assert officer.name in page
    assert person.surname not in page
    client.post(f"/administration/alert-emails/{AlertEmail.objects.get().uuid}/again/")

    assert send_alert_emails() == 1
    assert Event.objects.get(verb="email.sent_again").actor_id == administrator.pk


def test_only_administrators_see_what_failed(client, officer, manager):
    for user in (officer, manager):
        client.force_login(user)
        assert client.get("/administration/alert-emails/").status_code == 403


def test_an_administrator_meets_the_emails_of_their_own_people(
    client, administrator, outsider, officer
):
    failed = {"day": timezone.localdate(), "level": Level.INFORMATION, "state": State.FAILED}
    elsewhere = AlertEmail.objects.create(recipient=outsider, **failed)
    AlertEmail.objects.create(recipient=officer, **failed)
    client.force_login(administrator)

    page = client.get("/administration/alert-emails/").content.decode()
    assert officer.name in page
    assert outsider.name not in page
    again = client.post(f"/administration/alert-emails/{elsewhere.uuid}/again/")
    assert again.status_code == 404
    with pytest.raises(Http404):
        send_again(email=elsewhere, by=administrator)


def test_only_administrators_may_list_what_failed(officer, manager, administrator):
    assert policy.can(administrator, "email.list")
    assert not policy.can(officer, "email.list")
    assert not policy.can(manager, "email.list")


def test_nobody_sets_the_emails_of_somebody_else(officer, manager):
    chosen = AlertSettings.objects.create(user=officer)

    assert policy.can(officer, "notice.set_emails", chosen)
    assert not policy.can(manager, "notice.set_emails", chosen)


def test_sending_again_twice_is_once(person, officer, administrator):
    told(person, officer)
    AlertEmail.objects.update(state=State.FAILED, attempts=8)
    email = AlertEmail.objects.get()

    for _ in range(2):
        send_again(email=email, by=administrator)

    assert Event.objects.filter(verb="email.sent_again").count() == 1


# ---- The digest ---------------------------------------------------------------------------------
def test_a_digest_counts_what_waits(person, officer):
    for _ in range(3):
        told(person, officer, level=Level.INFORMATION)

    assert queue_digests(now=timezone.localtime().replace(hour=7, minute=0)) == 1
    assert send_alert_emails() == 1

    assert "You have 3 alerts for information in E-CINS." in mail.outbox[0].body


def test_a_digest_of_what_was_seen_is_not_sent(person, officer):
    notice = told(person, officer, level=Level.INFORMATION)
    queue_digests(now=timezone.localtime().replace(hour=7, minute=0))
    see_notice(notice=notice, by=officer)

    assert send_alert_emails() == 0
    assert mail.outbox == []


@pytest.mark.parametrize("when", [(2026, 3, 29), (2026, 10, 25), (2028, 2, 29), (2026, 12, 31)])
def test_a_digest_is_due_at_seven_on_the_wall_and_once(person, officer, when):
    """When clocks go forward and back, on a leap day, at the end of a year."""
    came(told(person, officer, level=Level.INFORMATION), at(*when, 0, 30))

    moments = [at(*when, 6, 59), at(*when, 7, 0), at(*when, 7, 0), at(*when, 23, 59)]
    assert [queue_digests(now=moment) for moment in moments] == [0, 1, 0, 0]
    assert AlertEmail.objects.get().day == datetime.date(*when)


def test_a_morning_without_a_scheduler_is_made_up_for(person, officer):
    came(told(person, officer, level=Level.INFORMATION), at(2026, 6, 1, 9, 0))

    assert queue_digests(now=at(2026, 6, 3, 15, 0)) == 1


def test_there_is_no_second_digest_of_the_same_alerts(person, officer):
    notice = told(person, officer, level=Level.INFORMATION)
    today = timezone.localtime().replace(hour=7, minute=0)
    came(notice, today - datetime.timedelta(hours=1))
    queue_digests(now=today)
    AlertEmail.objects.update(made_at=today)

    assert queue_digests(now=today + datetime.timedelta(days=1)) == 0
    later = told(person, officer, level=Level.INFORMATION)
    came(later, today + datetime.timedelta(hours=1))
    assert queue_digests(now=today + datetime.timedelta(days=1)) == 1


# ---- What people choose -------------------------------------------------------------------------
def test_the_page_of_choices_says_that_critical_ones_always_come(client, officer):
    client.force_login(officer)
    page = client.get("/alerts/settings/").content.decode()
    assert "You cannot switch this off." in page

    for _ in range(2):
        client.post("/alerts/settings/", {"high": "digest", "information": "none"})

    chosen = AlertSettings.objects.get(user=officer)
    assert (chosen.high, chosen.information) == (Way.DIGEST, Way.NONE)
    assert chosen.way_of(Level.CRITICAL) == Way.AT_ONCE
    assert Event.objects.filter(verb="notice.emails_set").count() == 1


def test_an_odd_choice_is_refused(client, officer):
    client.force_login(officer)

    page = client.post("/alerts/settings/", {"high": "never", "information": ""}).content.decode()

    assert "Choose how you hear of alerts for information" in page
    assert not AlertSettings.objects.exists()
