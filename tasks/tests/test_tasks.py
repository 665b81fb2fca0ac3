"""A task is sent, accepted once, declined, held, moved, completed once and reopened."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from audit.models import Event
from core import policy
from tasks import services
from tasks.models import Task, TaskKind, TaskPriority
from tasks.tests.factories import TaskFactory, complete
from tests.together import together

pytestmark = pytest.mark.slow


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


def send(by, to, about=None, **more):
    wanted = {
        "kind": TaskKind.objects.get(code="visit"),
        "priority": TaskPriority.usual(),
        "detail": "Please visit him.",
        "due_on": today(3),
        **more,
    }
    return services.send_task(by=by, to_team=to, about=about, **wanted)


def refused(act, field=None):
    """What it says by the field, or of all of it; nothing was changed."""
    with pytest.raises(ValidationError) as problem:
        act()
    return problem.value.message_dict[field][0] if field else problem.value.messages[0]


def sees(user, task):
    return policy.can(user, "task.view", task)


def reads(user, task):
    return policy.can(user, "task.read", task)


# ---- The way of a task --------------------------------------------------------------------------
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

    act = lambda: services.hand_on_task(task=task, by=worker, to_team=council, reason="x")  # noqa: E731
    assert "has this task already" in refused(act, "team")


def test_handed_on_needs_an_agreement(task, worker, prison):
    services.accept_task(task=task, by=worker)

    act = lambda: services.hand_on_task(task=task, by=worker, to_team=prison, reason="x")  # noqa: E731
    assert "No agreement is in force" in refused(act, "team")


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


# ---- Where it cannot go -------------------------------------------------------------------------
def test_to_a_team_without_an_agreement(person, officer, council):
    assert "No agreement is in force" in refused(lambda: send(officer, council, person), "team")
    agree(officer.acting_team, council)
    assert send(officer, council, person).pk


def test_a_partner_needs_an_agreement_of_its_own(shared, worker, prison, police):
    """The council sends about the police's person: an agreement with both."""
    agree(police, prison)
    assert "No agreement is in force" in refused(lambda: send(worker, prison, shared), "team")
    agree(worker.acting_team, prison)
    assert send(worker, prison, shared).pk


def test_a_message_about_nothing_needs_none(officer, elsewhere):
    task = send(officer, elsewhere)

    assert (task.object_type, task.object_id, str(task)) == ("", None, "Visit")


def test_to_somebody_who_has_left(shared, officer, council, worker):
    worker.memberships.update(valid_until=timezone.now())

    words = refused(lambda: send(officer, council, shared, to_person=worker), "user")
    assert "does not work in Stafford Housing now" in words


def test_to_a_person_without_an_agreement(person, officer, council, worker):
    words = refused(lambda: send(officer, council, person, to_person=worker), "user")

    assert "No agreement is in force" in words


@pytest.mark.parametrize("hidden", ["closed", "discreet"])
def test_to_a_team_that_is_not_in_the_directory(officer, council, hidden):
    council.closed_at = timezone.now() if hidden == "closed" else None
    council.is_discreet = hidden == "discreet"
    council.save()

    assert "is not in the directory" in refused(lambda: send(officer, council), "team")


def test_due_before_today(officer, council):
    act = lambda: send(officer, council, due_on=today(-1))  # noqa: E731

    assert "This day is over" in refused(act, "due_on")


def test_about_a_record_that_the_sender_may_not_read(person, outsider, council):
    with pytest.raises(Http404):
        send(outsider, council, person)


@pytest.mark.parametrize("who", ["administrator", "auditor", "operator"])
def test_only_those_who_practise_send(request, who, council):
    with pytest.raises(Http404):
        send(request.getfixturevalue(who), council)


def test_a_restricted_record_goes_to_named_people_alone(shared, manager, council, worker, mate):
    give(shared, manager, worker, named=True)
    restrict_record(obj=shared, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert "by name" in refused(lambda: send(manager, council, shared), "team")
    assert "by name" in refused(lambda: send(manager, council, shared, to_person=mate), "user")
    task = send(manager, council, shared, to_person=worker)
    assert (reads(worker, task), sees(mate, task)) == (True, False)


def test_a_record_of_a_discreet_team_goes_to_who_has_access(shared, manager, council, prison):
    shared.owner_team.is_discreet = True
    shared.owner_team.save()
    allow_sharing(shared.owner_team, prison)

    assert "who have access" in refused(lambda: send(manager, prison, shared), "team")
    assert send(manager, council, shared).pk


# ---- Who sees it --------------------------------------------------------------------------------
def test_members_of_both_teams_see_it(task, officer, colleague, worker, mate, outsider):
    assert [sees(one, task) for one in (officer, colleague, worker, mate)] == [True] * 4
    assert not sees(outsider, task)


@pytest.mark.parametrize("role", ["administrator", "auditor", "control"])
def test_other_roles_in_the_team_see_none(task, council, role):
    assert not sees(member(council, role), task)


def test_without_access_to_the_record_it_is_seen_and_not_read(blind, worker, officer):
    assert (sees(worker, blind), reads(worker, blind)) == (True, False)
    assert reads(officer, blind)


def test_a_task_gives_no_access(blind, worker, person):
    assert not policy.can(worker, "profile.view", person)
    assert policy.can(worker, "access.request", person)


def test_who_has_an_open_task_may_know_of_the_record(blind, person, worker, mate, outsider):
    def known(user):
        return policy.can(user, "access.stub", person)

    assert (known(worker), known(mate), known(outsider)) == (True, True, False)
    services.decline_task(task=blind, by=worker, reason="Not ours")
    assert not known(worker)


@pytest.mark.parametrize("secret", ["restricted", "discreet", "excluded"])
def test_a_secret_record_is_not_known_by_a_task(blind, person, manager, worker, mate, secret):
    if secret == "restricted":
        restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())
    elif secret == "discreet":
        person.owner_team.is_discreet = True
        person.owner_team.save()
    else:
        exclude_person(obj=person, by=manager, user=worker, reason="A cousin")

    assert not policy.can(worker, "access.stub", person)
    assert not sees(worker, blind)
    assert not reads(worker, blind)
    assert sees(mate, blind) is (secret == "excluded")


def test_who_is_excluded_neither_sees_nor_reads_it(task, shared, manager, worker):
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")

    assert not sees(worker, task)
    assert not reads(worker, task)


def test_about_nothing_it_is_read_by_both_teams(officer, colleague, council, worker, outsider):
    task = TaskFactory(by=officer, to=council)

    assert [reads(one, task) for one in (officer, colleague, worker)] == [True] * 3
    assert not reads(outsider, task)


def test_its_steps_are_read_with_it(blind, worker, officer, outsider):
    seen = type(blind.steps.get()).objects

    assert seen.visible_to(officer).count() == 1
    assert not seen.visible_to(worker).exists()
    assert not seen.visible_to(outsider).exists()


# ---- Who does what ------------------------------------------------------------------------------
RECEIVED = ["accept", "decline", "hold", "reassign", "hand_back", "complete"]


@pytest.mark.parametrize("act", RECEIVED)
def test_what_the_team_that_has_it_does(task, officer, worker, act):
    assert policy.can(worker, f"task.{act}", task)
    assert not policy.can(officer, f"task.{act}", task)


def test_reopened_by_the_team_that_sent_it(task, officer, colleague, worker):
    assert [policy.can(one, "task.reopen", task) for one in (officer, colleague)] == [True, True]
    assert not policy.can(worker, "task.reopen", task)


@pytest.mark.parametrize("act", ["complete", "hand_on", "reopen", "comment", "read"])
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


# ---- At the same moment -------------------------------------------------------------------------
def task_for_two():
    """A task about nothing, and two of the team that has it: saved for all to see."""
    officer, council = member(TeamFactory()), TeamFactory(name="Stafford Housing")
    return TaskFactory(by=officer, to=council), member(council), member(council)


def test_two_accept_it_and_one_has_it(live_database):
    task, one, other = task_for_two()

    results = together(
        lambda: services.accept_task(task=task, by=one),
        lambda: services.accept_task(task=task, by=other),
    )

    (told,) = [result for result in results if isinstance(result, ValidationError)]
    task.refresh_from_db()
    assert task.state == "accepted"
    assert task.steps.filter(what="accepted").count() == 1
    assert told.messages[0].startswith(f"{task.to_person.name}, Stafford Housing accepted this on")


def test_one_completes_it_while_another_declines(live_database):
    task, one, other = task_for_two()

    results = together(
        lambda: complete(task, one),
        lambda: services.decline_task(task=task, by=other, reason="Not ours"),
    )

    assert sum(isinstance(result, ValidationError) for result in results) == 1
    task.refresh_from_db()
    assert task.steps.exclude(what="sent").count() == 1
    assert task.state == task.steps.last().what


def test_who_comes_second_is_told_who_was_first(task, worker, mate):
    complete(task, worker)

    for act in (
        lambda: complete(task, mate),
        lambda: services.accept_task(task=task, by=mate),
        lambda: services.decline_task(task=task, by=mate, reason="x"),
        lambda: services.hold_task(task=task, by=mate, until=today(2), reason="x"),
        lambda: services.reassign_task(task=task, by=mate, person=mate),
        lambda: services.hand_back_task(task=task, by=mate, reason="x"),
    ):
        assert refused(act).startswith("Dana Frobisher, Stafford Housing completed this on")


@pytest.mark.parametrize("act", ["accept", "decline", "hold", "reassign", "hand_back"])
def test_who_is_excluded_does_nothing_with_it(task, shared, manager, worker, act):
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")

    assert not policy.can(worker, f"task.{act}", task)


def test_a_sender_who_is_excluded_does_not_reopen_it(task, shared, manager, officer):
    exclude_person(obj=shared, by=manager, user=officer, reason="A cousin")

    assert not policy.can(officer, "task.reopen", task)


def test_the_list_has_those_that_one_sees(task, worker, outsider):
    assert task in policy.accessible(worker, "task.list", Task)
    assert task not in policy.accessible(outsider, "task.list", Task)


def test_another_role_in_the_team_that_has_it_answers_nothing(task, officer, council):
    """They see it as members of the team that sent it."""
    Membership.objects.create(user=officer, team=council, role="auditor")
    officer = type(officer).objects.get(pk=officer.pk)

    assert sees(officer, task)
    assert not policy.can(officer, "task.accept", task)
