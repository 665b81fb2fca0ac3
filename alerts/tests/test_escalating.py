"""Critical alerts that nobody acknowledges go to the managers who may be told, once."""

import datetime

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.services import disable_user, end_membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from alerts.jobs import escalate_alerts
from alerts.models import AlertEmail, Level, Notice
from alerts.selectors import notices_in
from alerts.services import hand_on_notice, see_notice
from alerts.tests.telling import fresh, of, tell, told
from audit.models import Event

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def notice(person, officer, manager):
    return told(person, officer, level=Level.CRITICAL)


def waits(notice, minutes):
    Notice.objects.filter(pk=notice.pk).update(waits_since=timezone.now() - minutes * MINUTE)


def marks_of(user):
    return [one.marks for one in notices_in("new", user)]


def test_it_goes_to_the_manager_after_half_an_hour_and_once(notice, officer, manager):
    waits(notice, 29)
    assert escalate_alerts() == 0

    waits(notice, 31)
    assert (escalate_alerts(), escalate_alerts()) == (1, 0)

    [[words]] = marks_of(manager)
    assert words.startswith(f"Not acknowledged by {officer.name} since ")
    [[words]] = marks_of(officer)
    assert words.startswith("You had not acknowledged it: your manager was told on ")
    assert Event.objects.filter(verb="notice.escalated").count() == 1
    assert AlertEmail.objects.filter(recipient=manager).count() == 1


def test_days_without_a_scheduler_are_made_up_for(notice, manager):
    waits(notice, 3 * 24 * 60)

    assert escalate_alerts() == 1
    assert of(manager, notice) is not None


def test_what_was_acknowledged_in_time_is_not_escalated(notice, officer, manager):
    see_notice(notice=notice, by=officer)
    waits(notice, 60)

    assert escalate_alerts() == 0
    assert of(manager, notice) is None


def test_a_high_alert_is_not_escalated(person, officer):
    waits(told(person, officer, level=Level.HIGH), 60)

    assert escalate_alerts() == 0


def test_a_manager_who_may_not_be_told_is_not(notice, person, officer, manager):
    excluded = member(officer.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    waits(notice, 60)

    escalate_alerts()

    assert of(excluded, notice) is None
    assert fresh(notice).escalated_to == 1


@pytest.mark.parametrize("how", ["account closed", "place ended"])
def test_of_a_reader_who_has_left_since_the_manager_is_told(notice, officer, manager, how):
    waits(notice, 60)
    if how == "account closed":
        disable_user(user=officer, by=manager, reason="Moved to another force")
    else:
        [place] = officer.memberships.all()
        end_membership(membership=place, by=manager, reason="Moved to another team")

    assert escalate_alerts() == 1

    [words] = [words for words in marks_of(manager) if words]
    assert words[0].startswith(f"Not acknowledged by {officer.name} since ")
    assert fresh(notice).escalated_to == 1


def test_the_manager_of_a_team_left_long_before_is_not_told(person, officer, manager):
    elsewhere = TeamFactory()
    before = member(elsewhere, Membership.Role.MANAGER)
    past = timezone.now() - datetime.timedelta(days=30)
    MembershipFactory(user=officer, team=elsewhere, valid_from=past, valid_until=past + MINUTE)
    give(person, manager, elsewhere)
    notice = told(person, officer, level=Level.CRITICAL)
    waits(notice, 60)

    escalate_alerts()

    assert of(before, notice) is None
    assert of(manager, notice) is not None


def test_a_manager_hears_once_of_several_and_again_of_what_was_seen(person, officer, manager):
    colleague = member(officer.acting_team)
    notices = tell(person, officer, colleague, manager, level=Level.CRITICAL)
    own = notices[-1]
    see_notice(notice=own, by=manager)
    for one in notices:
        waits(one, 60)

    assert escalate_alerts() == 2

    [[words]] = marks_of(manager)
    assert words.startswith(f"Not acknowledged by {officer.name}")


def test_handing_on_begins_anew(notice, officer, manager):
    colleague = member(officer.acting_team)
    waits(notice, 20)
    hand_on_notice(notice=notice, by=officer, to=colleague, words="x")
    assert escalate_alerts() == 0

    waits(of(colleague, notice), 31)
    assert escalate_alerts() == 1

    [[words]] = marks_of(manager)
    assert words.startswith(f"Not acknowledged by {colleague.name}")


def test_one_that_goes_wrong_holds_up_no_other(monkeypatch, notice, person, officer):
    second = told(person, officer, level=Level.CRITICAL)
    for one in (notice, second):
        waits(one, 60)
    escalate = escalate_alerts.__wrapped__.__globals__["escalate_notice"]

    def breaks_once(*, notice):
        if notice.pk != second.pk:
            raise RuntimeError("broken")
        return escalate(notice=notice)

    monkeypatch.setattr("alerts.jobs.escalate_notice", breaks_once)

    assert escalate_alerts() == 1
    assert fresh(second).escalated_at is not None


def test_of_a_record_restricted_since_no_manager_is_told(notice, person, manager, police):
    second = member(police, Membership.Role.MANAGER)
    restrict(person, manager)
    waits(notice, 60)

    escalate_alerts()

    assert of(second, notice) is None


def test_one_that_a_manager_hands_to_another_begins_anew(notice, officer, manager, police):
    second = member(police, Membership.Role.MANAGER)
    waits(notice, 31)
    escalate_alerts()
    hand_on_notice(notice=of(manager, notice), by=manager, to=second, words="You are on duty")
    [[words]] = marks_of(second)
    assert words.startswith("Handed on by ")

    waits(of(second, notice), 31)

    assert (escalate_alerts(), escalate_alerts()) == (1, 0)
    [[words]] = marks_of(manager)
    assert words.startswith(f"Not acknowledged by {second.name} since ")
