"""A task is accepted, held, moved, handed on and back, completed and reopened."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from access.tests.factories import allow_sharing
from agencies.models import Membership
from agencies.tests.factories import member
from audit.models import Event
from tasks import services
from tasks.models import Task
from tasks.tests.asking import refused, sees, today
from tasks.tests.factories import complete

pytestmark = pytest.mark.slow


def closed(team):
    team.closed_at = timezone.now()
    team.save()


def test_every_step_is_kept_with_its_event(task, worker, mate, officer):
    services.accept_task(task=task, by=worker)
    services.hold_task(task=task, by=worker, until=today(2), reason="He is away")
    services.reassign_task(task=task, by=worker, person=mate, reason="I am on leave")
    complete(task, mate)
    services.reopen_task(task=task, by=officer, reason="He has moved")
    services.decline_task(task=task, by=mate, reason="Not our area")

    task.refresh_from_db()
    assert [step.what for step in task.steps.all()] == [
        *("sent", "accepted", "held", "reassigned", "completed", "reopened", "declined"),
    ]
    assert (task.state, task.outcome, task.to_person) == ("declined", None, mate)
    events = Event.objects.filter(verb__startswith="task.").order_by("pk")
    assert [event.verb for event in events][:2] == ["task.sent", "task.accepted"]
    assert {tuple(event.subjects) for event in events} == {(task.object_id,)}
    assert task.reference.startswith("T-")


def test_on_hold_until_its_day(task, worker):
    services.hold_task(task=task, by=worker, until=today(2), reason="He is away")

    task.refresh_from_db()
    assert task.is_on_hold
    assert not Task.objects.at_hand().exists()
    assert Task.objects.on_hold().get() == task
    task.held_until = today()
    task.save()
    assert not task.is_on_hold
    assert Task.objects.at_hand().get() == task


def test_a_hold_ends_after_today(task, worker):
    words = refused(
        lambda: services.hold_task(task=task, by=worker, until=today(), reason="x"), "until"
    )

    assert words == "Enter a day after today"


def test_handed_back_to_the_sender(task, worker, officer):
    services.hand_back_task(task=task, by=worker, reason="Not ours")

    task.refresh_from_db()
    assert (task.to_team, task.to_person, task.state) == (officer.acting_team, officer, "waiting")
    assert not sees(worker, task)


def test_handed_back_to_a_team_whose_sender_has_left(task, worker, officer):
    officer.memberships.update(valid_until=timezone.now())

    services.hand_back_task(task=task, by=worker, reason="Not ours")

    task.refresh_from_db()
    assert task.to_person is None


def test_handed_back_once(task, worker, officer):
    services.hand_back_task(task=task, by=worker, reason="Not ours")
    task.refresh_from_db()

    words = refused(lambda: services.hand_back_task(task=task, by=officer, reason="Nor ours"))
    assert words == "The team that sent this task has it already."


def test_handed_on_by_who_has_it_or_a_manager(task, worker, mate, council, prison):
    allow_sharing(council, prison)
    allow_sharing(task.from_team, prison)
    boss = member(council, Membership.Role.MANAGER)
    services.accept_task(task=task, by=worker)
    task.refresh_from_db()

    with pytest.raises(PermissionDenied):
        services.hand_on_task(task=task, by=mate, to_team=prison, reason="x")
    services.hand_on_task(task=task, by=worker, to_team=prison, reason="He is there now")
    task.refresh_from_db()
    assert (task.to_team, task.to_person, task.state) == (prison, None, "waiting")
    with pytest.raises(Http404):
        services.hand_on_task(task=task, by=boss, to_team=council, reason="x")


def test_a_manager_hands_on_what_nobody_has(task, council, prison):
    allow_sharing(council, prison)
    allow_sharing(task.from_team, prison)
    boss = member(council, Membership.Role.MANAGER)

    services.hand_on_task(task=task, by=boss, to_team=prison, reason="He is there now")

    task.refresh_from_db()
    assert task.to_team == prison


def test_not_handed_on_to_the_same_team(task, worker, council):
    services.accept_task(task=task, by=worker)

    hand_on = partial(services.hand_on_task, task=task, by=worker, to_team=council, reason="x")
    assert "has this task already" in refused(hand_on, "team")


def test_handed_on_needs_an_agreement(task, worker, prison):
    services.accept_task(task=task, by=worker)

    hand_on = partial(services.hand_on_task, task=task, by=worker, to_team=prison, reason="x")
    assert "No agreement is in force" in refused(hand_on, "team")


def test_taken_by_the_person_who_reassigns_it_to_themselves(task, worker):
    services.reassign_task(task=task, by=worker, person=worker)

    task.refresh_from_db()
    assert (task.state, task.to_person) == ("accepted", worker)


def test_not_reassigned_to_another_team(task, worker, officer):
    words = refused(lambda: services.reassign_task(task=task, by=worker, person=officer), "person")

    assert "does not work in" in words


def test_reopened_for_a_team_whose_person_has_left(task, worker, officer):
    services.accept_task(task=task, by=worker)
    complete(task, worker)
    worker.memberships.update(valid_until=timezone.now())

    services.reopen_task(task=task, by=officer, reason="Again")

    task.refresh_from_db()
    assert (task.state, task.to_person, task.outcome) == ("waiting", None, None)


def test_only_what_is_over_is_reopened(task, officer):
    words = refused(lambda: services.reopen_task(task=task, by=officer, reason="Again"))

    assert words == "This task is open already."


def test_nothing_is_handed_back_to_a_team_that_has_closed(task, worker, officer):
    closed(officer.acting_team)

    words = refused(lambda: services.hand_back_task(task=task, by=worker, reason="Not ours"))

    assert words == (
        "The team that sent this task has closed. Complete it, decline it, or hand it on."
    )
    assert sees(worker, task)


def test_nothing_is_reopened_for_a_team_that_has_closed(task, worker, officer, council):
    complete(task, worker)
    closed(council)

    words = refused(lambda: services.reopen_task(task=task, by=officer, reason="Again"))

    assert words == "The team that had this task has closed. Send a new task."
