"""An alert is acknowledged, snoozed, handed on or taken; it is new, snoozed or dealt with."""

import datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from alerts.audiences import Audience
from alerts.models import Level, Notice
from alerts.selectors import colleagues_of, how_many_new, notices_in
from alerts.services import hand_on_notice, see_notice, snooze_notice, take_notice
from alerts.tests.telling import fresh, of, tell, told
from audit.models import Event
from core import policy

DAY = datetime.timedelta(days=1)


@pytest.fixture
def notice(person, officer):
    return told(person, officer)


def tomorrow():
    return timezone.localdate() + DAY


def in_tab(tab, user):
    return list(notices_in(tab, user))


def acts(verb):
    return Event.objects.filter(verb=verb).count()


# ---- Snoozed ------------------------------------------------------------------------------------
def test_a_snoozed_alert_comes_back_by_itself(notice, officer):
    snooze_notice(notice=notice, by=officer, until=tomorrow(), reason="On leave")
    assert (in_tab("new", officer), in_tab("snoozed", officer)) == ([], [notice])
    assert how_many_new(officer) == 0

    Notice.objects.filter(pk=notice.pk).update(snoozed_until=timezone.now())

    assert (in_tab("new", officer), in_tab("snoozed", officer)) == ([notice], [])
    assert how_many_new(officer) == 1
    assert Event.objects.get(verb="notice.snoozed").reason == "On leave"


def test_it_comes_back_at_the_beginning_of_the_day(notice, officer):
    found = snooze_notice(notice=notice, by=officer, until=tomorrow(), reason="On leave")

    back = timezone.localtime(found.snoozed_until)
    assert (back.date(), back.hour, back.minute) == (tomorrow(), 0, 0)


def test_critical_alerts_are_not_snoozed(person, officer):
    notice = told(person, officer, level=Level.CRITICAL)

    with pytest.raises(PermissionDenied, match="cannot be snoozed"):
        snooze_notice(notice=notice, by=officer, until=tomorrow(), reason="Later")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(snoozed_until=timezone.now())


@pytest.mark.parametrize("days", [-1, 0, 366, 4000])
def test_a_snooze_ends_after_today_and_within_a_year(notice, officer, days):
    until = timezone.localdate() + days * DAY

    with pytest.raises(ValidationError, match="after today and within a year"):
        snooze_notice(notice=notice, by=officer, until=until, reason="Later")
    assert fresh(notice).snoozed_until is None


def test_a_snooze_needs_a_reason(notice, officer):
    with pytest.raises(ValidationError, match="Enter why"):
        snooze_notice(notice=notice, by=officer, until=tomorrow(), reason=" ")


# ---- Handed on ----------------------------------------------------------------------------------
def test_an_alert_is_handed_on_to_a_colleague(notice, officer, colleague):
    hand_on_notice(notice=notice, by=officer, to=colleague, words="You know him")

    [given] = in_tab("new", colleague)
    assert (given.text, given.level, given.handed_by) == (notice.text, Level.HIGH, officer)
    assert given.marks == [f"Handed on by {officer.name}: You know him"]
    [dealt] = in_tab("done", officer)
    assert dealt.marks == [f"You handed it on to {colleague.name}."]
    event = Event.objects.get(verb="notice.handed_on")
    assert (event.actor_id, event.recipient) == (officer.pk, colleague.name)


def test_one_that_the_colleague_has_seen_is_new_again(person, officer, colleague):
    notice, theirs = tell(person, officer, colleague)
    see_notice(notice=theirs, by=colleague)

    hand_on_notice(notice=notice, by=officer, to=colleague, words="Please look again")

    assert in_tab("new", colleague) == [theirs]
    assert Notice.objects.filter(event=notice.event).count() == 2


def test_no_program_is_handed_an_alert(notice, officer, police):
    program = member(police, is_program=True, email="", password=make_password(None))

    assert program not in colleagues_of(officer)
    with pytest.raises(ValidationError, match="works in one of your teams"):
        hand_on_notice(notice=notice, by=officer, to=program, words="x")


def test_handing_on_twice_is_handing_on_once(notice, officer, colleague):
    for _ in range(2):
        hand_on_notice(notice=notice, by=officer, to=colleague, words="x")

    assert acts("notice.handed_on") == 1
    assert Notice.objects.filter(recipient=colleague).count() == 1


def test_what_was_dealt_with_goes_to_nobody(notice, officer, colleague):
    see_notice(notice=notice, by=officer)

    with pytest.raises(ValidationError, match="dealt with this alert already"):
        hand_on_notice(notice=notice, by=officer, to=colleague, words="x")
    assert of(colleague, notice) is None


def test_only_a_colleague_who_may_be_told_gets_it(notice, person, officer, colleague, manager):
    exclude_person(obj=person, by=manager, user=colleague, reason="A cousin")
    stranger = member(TeamFactory())

    for whom, words in ((colleague, "cannot go to"), (stranger, "works in one of your teams")):
        with pytest.raises(ValidationError, match=words):
            hand_on_notice(notice=notice, by=officer, to=whom, words="x")
        assert of(whom, notice) is None
    assert fresh(notice).seen_at is None


def test_what_is_about_oneself_is_not_handed_on(person, officer, colleague):
    notice = told(person, officer, audience=Audience.CONCERNED)

    with pytest.raises(PermissionDenied, match="about you"):
        hand_on_notice(notice=notice, by=officer, to=colleague, words="x")


# ---- Taken --------------------------------------------------------------------------------------
def test_a_colleagues_alert_is_taken(notice, officer, colleague):
    assert in_tab("team", colleague) == [notice]

    take_notice(notice=notice, by=colleague)
    take_notice(notice=notice, by=colleague)

    assert in_tab("new", colleague) == [of(colleague, notice)]
    [dealt] = in_tab("done", officer)
    assert dealt.marks == [f"Taken by {colleague.name}."]
    assert in_tab("team", colleague) == []
    assert acts("notice.taken") == 1


@pytest.mark.parametrize(
    "how",
    [{"level": Level.INFORMATION}, {"audience": Audience.CONCERNED}],
    ids=["for information", "about oneself"],
)
def test_what_stays_with_a_colleague(person, officer, colleague, how):
    notice = told(person, officer, **how)

    assert in_tab("team", colleague) == []
    with pytest.raises(Http404):
        take_notice(notice=notice, by=colleague)


def test_what_a_colleague_has_dealt_with_or_snoozed_is_not_offered(person, officer, colleague):
    seen, snoozed, own = (
        told(person, officer),
        told(person, officer),
        tell(person, officer, colleague),
    )
    see_notice(notice=seen, by=officer)
    snooze_notice(notice=snoozed, by=officer, until=tomorrow(), reason="x")

    assert len(own) == 2
    assert in_tab("team", colleague) == []


def test_only_those_who_may_be_told_see_it_with_the_team(notice, person, officer, manager):
    excluded = member(officer.acting_team)
    exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    of_another_team = member(TeamFactory())
    MembershipFactory(user=of_another_team, team=officer.acting_team, role="auditor")

    for user in (excluded, of_another_team):
        assert not policy.accessible(user, "notice.take", Notice).exists()
    assert in_tab("team", member(officer.acting_team)) == [notice]


def test_one_whose_snooze_has_run_out_is_offered_again(notice, officer, colleague):
    snooze_notice(notice=notice, by=officer, until=tomorrow(), reason="On leave")
    before = in_tab("team", colleague)
    Notice.objects.filter(pk=notice.pk).update(snoozed_until=timezone.now())

    assert before == []
    assert in_tab("team", colleague) == [notice]
    take_notice(notice=notice, by=colleague)
    assert in_tab("new", colleague) == [of(colleague, notice)]
