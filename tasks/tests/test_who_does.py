"""Who may do what with a task."""

import pytest
from django.utils import timezone

from access.services import exclude_person
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core import policy
from tasks import services
from tasks.tests.asking import sees

pytestmark = pytest.mark.slow

RECEIVED = ["accept", "decline", "hold", "reassign", "hand_back", "complete"]


@pytest.mark.parametrize("act", RECEIVED)
def test_what_the_team_that_has_it_does(task, officer, worker, act):
    assert policy.can(worker, f"task.{act}", task)
    assert not policy.can(officer, f"task.{act}", task)


def test_reopened_by_the_team_that_sent_it(task, officer, colleague, worker):
    assert [policy.can(one, "task.reopen", task) for one in (officer, colleague)] == [True, True]
    assert not policy.can(worker, "task.reopen", task)


@pytest.mark.parametrize("act", ["complete", "hand_on", "hand_over", "reopen", "comment", "read"])
def test_who_does_not_read_it_cannot(blind, council, act):
    boss = member(council, Membership.Role.MANAGER)

    assert not policy.can(boss, f"task.{act}", blind)
    assert policy.can(boss, "task.accept", blind)


def test_a_team_mate_does_not_hand_it_on(task, worker, mate, council):
    services.accept_task(task=task, by=worker)
    task.refresh_from_db()
    boss = member(council, Membership.Role.MANAGER)

    assert [policy.can(one, "task.hand_on", task) for one in (worker, boss)] == [True, True]
    assert not policy.can(mate, "task.hand_on", task)


def test_who_has_left_hands_nothing_on(task, worker, council, mate):
    services.accept_task(task=task, by=worker)
    task.refresh_from_db()
    worker.memberships.update(valid_until=timezone.now())
    other = TeamFactory(agency=council.agency)
    member(other)
    worker = type(worker).objects.get(pk=worker.pk)
    Membership.objects.create(user=worker, team=task.from_team, role="practitioner")

    assert not policy.can(worker, "task.hand_on", task)


@pytest.mark.parametrize("act", ["accept", "decline", "hold", "reassign", "hand_back"])
def test_who_is_excluded_does_nothing_with_it(task, shared, manager, worker, act):
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")

    assert not policy.can(worker, f"task.{act}", task)


def test_a_sender_who_is_excluded_does_not_reopen_it(task, shared, manager, officer):
    exclude_person(obj=shared, by=manager, user=officer, reason="A cousin")

    assert not policy.can(officer, "task.reopen", task)


def test_another_role_in_the_team_that_has_it_answers_nothing(task, officer, council):
    """They see it as members of the team that sent it."""
    Membership.objects.create(user=officer, team=council, role="auditor")
    officer = type(officer).objects.get(pk=officer.pk)

    assert sees(officer, task)
    assert not policy.can(officer, "task.accept", task)
