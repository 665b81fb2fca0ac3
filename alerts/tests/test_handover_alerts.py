"""Who is told of a handover: those who are to take it, and the managers when nobody does."""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import member
from alerts.models import Level, Notice
from alerts.selectors import counts_of, notices_in
from alerts.tests.reading import read_by
from audit.jobs import drain_deliveries
from cases.tests.factories import CaseFactory
from tasks import services
from tasks.jobs import escalate_handovers
from tasks.models import Handover
from tasks.tests.factories import HandoverFactory, TaskFactory

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def case(officer, colleague, manager):
    return CaseFactory(by=officer)


def run_out(handover):
    """Nobody acknowledged it in time, and the clock noticed."""
    handover.given_at -= 60 * MINUTE
    handover.due_at -= 60 * MINUTE
    handover.save()
    escalate_handovers()
    drain_deliveries()


def levels(user):
    return [one.level for one in Notice.objects.visible_to(user).order_by("pk")]


def test_the_person_is_told_and_nobody_else(case, officer, colleague, manager):
    HandoverFactory(by=officer, of=case, to_person=colleague)

    words = f"Noise and threats, Lansdown Court ({case.reference}) was handed over to you"
    assert read_by(colleague) == [f"{words}: acknowledge it"]
    assert levels(colleague) == [Level.HIGH]
    assert read_by(manager) == read_by(officer) == []


def test_the_team_is_told_but_not_the_giver(case, officer, colleague, manager):
    HandoverFactory(by=officer, of=case, note="Her aunt hides her")

    for user in (colleague, manager):
        [words] = read_by(user)
        assert words.endswith("was handed over to your team: acknowledge it")
    assert read_by(officer) == []
    assert not Notice.objects.filter(text__contains="aunt").exists()


def test_managers_hear_critically_when_it_is_late(case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)

    run_out(handover)

    words = "Nobody has acknowledged the handover of Noise and threats, Lansdown Court"
    words = f"{words} ({case.reference})"
    assert read_by(manager) == [words]
    assert levels(manager) == [Level.CRITICAL]
    assert read_by(officer) == [f"{words}: you still have it"]
    assert counts_of(manager).critical == 1


def test_it_is_dealt_with_when_somebody_has_it(case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)
    run_out(handover)
    before = counts_of(manager).critical

    services.acknowledge_handover(handover=Handover.objects.get(), by=colleague)
    drain_deliveries()

    assert before == 1
    assert not notices_in("new", manager).exists()
    assert not notices_in("new", colleague).exists()
    assert read_by(officer)[-1].startswith("Your handover of Noise and threats")


def test_a_task_names_to_each_what_they_may_know(officer, council, shared_person, council_people):
    taker, boss = council_people
    task = TaskFactory(by=officer, to=council, about=shared_person, person=taker)
    services.accept_task(task=task, by=taker)
    drain_deliveries()

    handover = HandoverFactory(by=taker, of=task)
    run_out(handover)

    words = f"Visit: Jordan Pellworth ({task.reference})"
    assert f"{words} was handed over to your team: acknowledge it" in read_by(boss)
    assert not any("handed over" in one or "handover" in one for one in read_by(officer))


@pytest.fixture
def shared_person(person, manager, council):
    give(person, manager, council, sections=["log"])
    return person


@pytest.fixture
def council_people(council):
    return member(council), member(council, Membership.Role.MANAGER)


def test_each_is_told_once_however_often_the_clock_looks(case, officer, manager, colleague):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)

    run_out(handover)
    escalate_handovers()
    drain_deliveries()

    assert Notice.objects.filter(recipient=manager).count() == 1
    assert Handover.objects.get().escalated_at <= timezone.now()
