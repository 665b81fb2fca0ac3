"""Handing over a case or a task: who may, to whom, what waits, and who has it afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from cases.models import Case
from cases.services import close_case, edit_case, pass_on_cases
from cases.tests.factories import CaseFactory, CaseOutcomeFactory
from tasks import services
from tasks.handovers import handover_of, handovers_of, waiting_for
from tasks.models import Handover, Task
from tasks.tests.asking import refused, today
from tasks.tests.factories import HandoverFactory, complete


@pytest.fixture
def case(officer, colleague, manager):
    """Led by the officer."""
    return CaseFactory(by=officer)


@pytest.fixture
def taken(task, worker):
    """A task that one of the team has accepted."""
    return services.accept_task(task=task, by=worker)


def test_a_colleague_acknowledges_and_leads_the_case(case, officer, colleague):
    handover = HandoverFactory(by=officer, of=case)
    before = Case.objects.get(pk=case.pk).lead

    services.acknowledge_handover(handover=handover, by=colleague, answer="Thanks")

    handover.refresh_from_db()
    assert before == officer
    assert Case.objects.get(pk=case.pk).lead == colleague
    assert (handover.acknowledged_by, handover.answer) == (colleague, "Thanks")
    verbs = Event.objects.filter(target_id=case.pk, verb__startswith="handover.")
    assert [one.verb for one in verbs.order_by("pk")] == [
        "handover.given",
        "handover.acknowledged",
    ]


def test_a_colleague_acknowledges_and_has_the_task(taken, worker, mate):
    handover = HandoverFactory(by=worker, of=taken, to_person=mate)

    services.acknowledge_handover(handover=handover, by=mate)

    task = Task.objects.get(pk=taken.pk)
    assert (task.to_person, task.state) == (mate, "accepted")
    assert task.steps.last().what == "taken_over"


@pytest.mark.parametrize("who", ["colleague", "outsider"])
def test_only_the_lead_or_a_manager_hands_a_case_over(case, who, request):
    by = request.getfixturevalue(who)

    with pytest.raises((PermissionDenied, Http404)):
        HandoverFactory(by=by, of=case)


def test_a_manager_hands_over_what_another_leads(case, manager, colleague):
    handover = HandoverFactory(by=manager, of=case, to_person=colleague)

    assert handover.is_waiting


def test_a_case_that_nobody_leads_is_handed_over_by_everyone_in_its_team(case, colleague, manager):
    case._history_user = manager
    case.lead = None
    case.save()

    assert HandoverFactory(by=colleague, of=case).is_waiting


def test_only_who_has_a_task_or_a_manager_hands_it_over(taken, mate, officer):
    for by in (mate, officer):
        with pytest.raises(PermissionDenied):
            HandoverFactory(by=by, of=taken)


def test_it_goes_to_nobody_outside_the_team(case, officer, outsider):
    words = refused(lambda: HandoverFactory(by=officer, of=case, to_person=outsider))

    assert "does not work in Staffordshire IOM Team now" in words


def test_it_goes_not_to_oneself_and_not_without_a_note(case, officer):
    to_self = refused(lambda: HandoverFactory(by=officer, of=case, to_person=officer))
    without = refused(lambda: HandoverFactory(by=officer, of=case, note="  "))

    assert "somebody else" in to_self
    assert without == "Enter what the next shift must know"


def test_a_restricted_case_goes_to_nobody_who_may_not_read_it(case, colleague, manager):
    case = restrict(case, manager)

    to_all = refused(lambda: HandoverFactory(by=manager, of=case))
    to_another = refused(lambda: HandoverFactory(by=manager, of=case, to_person=colleague))

    assert "by name" in to_all
    assert "may not read and add to this" in to_another


def test_one_waits_at_a_time(case, officer, manager):
    HandoverFactory(by=officer, of=case)

    again = refused(lambda: HandoverFactory(by=manager, of=case))

    assert again.startswith(f"{officer.name}, Staffordshire IOM Team handed this over on")
    twin = Handover.objects.get()
    twin.pk, twin.uuid = None, "00000000-0000-4000-8000-000000000001"
    with pytest.raises(IntegrityError):
        twin.save(force_insert=True)


def test_only_those_addressed_acknowledge(case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)

    for by in (officer, manager):
        with pytest.raises(PermissionDenied):
            services.acknowledge_handover(handover=handover, by=by)


def test_who_gave_it_to_the_team_does_not_acknowledge_it(case, officer):
    handover = HandoverFactory(by=officer, of=case)

    with pytest.raises(PermissionDenied):
        services.acknowledge_handover(handover=handover, by=officer)


def test_the_second_is_told_who_was_first(case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case)
    services.acknowledge_handover(handover=handover, by=colleague)

    words = refused(lambda: services.acknowledge_handover(handover=handover, by=manager))

    assert words.startswith("Owen Marchbank, Staffordshire IOM Team acknowledged this on")
    assert Case.objects.get(pk=case.pk).lead == colleague


def test_it_is_withdrawn_by_its_giver_and_waits_no_more(case, officer, colleague):
    handover = HandoverFactory(by=officer, of=case)
    with pytest.raises(PermissionDenied):
        services.withdraw_handover(handover=handover, by=colleague)

    services.withdraw_handover(handover=handover, by=officer)

    words = refused(lambda: services.acknowledge_handover(handover=handover, by=colleague))
    assert words.startswith("This handover ended on")
    assert HandoverFactory(by=officer, of=case).is_waiting


def test_closing_the_case_ends_it(case, officer):
    handover = HandoverFactory(by=officer, of=case)

    close_case(case=case, by=officer, outcome=CaseOutcomeFactory(), words="Settled")

    handover.refresh_from_db()
    assert handover.withdrawn_at is not None
    assert Event.objects.filter(verb="handover.withdrawn").count() == 1
    closed = Case.objects.get(pk=case.pk)
    assert "closed" in refused(lambda: HandoverFactory(by=officer, of=closed))


def test_completing_or_moving_the_task_ends_it(taken, worker, mate):
    first = HandoverFactory(by=worker, of=taken)
    services.reassign_task(task=taken, by=worker, person=worker)
    second = HandoverFactory(by=worker, of=taken)
    complete(taken, worker)

    for handover in (first, second):
        handover.refresh_from_db()
        assert handover.withdrawn_at is not None


def test_who_else_works_on_it_does_not_see_it(case, officer, manager, council, worker, taken):
    give(case, manager, council, sections=["actions"], level=2)
    of_case = HandoverFactory(by=officer, of=case)
    of_task = HandoverFactory(by=worker, of=taken)

    assert list(Handover.objects.visible_to(worker)) == [of_task]
    assert list(Handover.objects.visible_to(officer)) == [of_case]


def test_what_waits_for_whom(case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)

    assert waiting_for(colleague, 5) == [handover]
    assert waiting_for(manager, 5) == waiting_for(officer, 5) == []
    assert handover_of(case, manager) == handover


def test_many_cases_are_asked_by_one_statement(
    case, officer, colleague, outsider, django_assert_max_num_queries
):
    handover = HandoverFactory(by=officer, of=case)
    others = [CaseFactory(by=officer) for _ in range(3)]
    assert handovers_of([], colleague) == {}

    with django_assert_max_num_queries(3):  # the memberships of the reader beside it
        found = handovers_of([case, *others], colleague)

    assert found == {case.pk: handover}
    assert found[case.pk].receiver_words == "Staffordshire IOM Team"
    assert handovers_of([case], outsider) == {}


def test_a_task_handed_over_on_hold_stays_on_hold(taken, worker, mate):
    held = services.hold_task(task=taken, by=worker, until=today(2), reason="Away")
    handover = HandoverFactory(by=worker, of=held)

    services.acknowledge_handover(handover=handover, by=mate)

    assert Task.objects.get(pk=taken.pk).held_until == today(2)


def test_somebody_of_another_team_cannot_acknowledge(case, officer):
    handover = HandoverFactory(by=officer, of=case)

    with pytest.raises(Http404):
        services.acknowledge_handover(handover=handover, by=member(TeamFactory()))


@pytest.mark.parametrize("how", ["edited", "passed on"])
def test_another_lead_ends_it(case, officer, colleague, manager, police, how):
    handover = HandoverFactory(by=officer, of=case)

    if how == "edited":
        edit_case(case=case, by=manager, lead=colleague)
    else:
        pass_on_cases(team=police, leaver=officer, to=colleague, by=manager)

    handover.refresh_from_db()
    assert handover.withdrawn_at is not None
    assert Event.objects.filter(verb="handover.withdrawn").count() == 1


def test_other_changes_and_no_lead_leave_it_waiting(case, officer, manager):
    handover = HandoverFactory(by=officer, of=case)

    edit_case(case=case, by=manager, title="Noise at night", lead=officer)
    edit_case(case=case, by=manager, lead=None)

    handover.refresh_from_db()
    assert handover.is_waiting
