"""Who hands over, sees and takes over, cell by cell."""

import pytest

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.tests.factories import member
from cases.models import Case
from cases.tests.factories import CaseFactory
from core import policy
from tasks import services
from tasks.models import Handover, Task
from tasks.tests.asking import refused
from tasks.tests.factories import HandoverFactory

SEES = {"handover.list", "handover.view"}
TAKES, BACK = {"handover.acknowledge"}, {"handover.withdraw"}


@pytest.fixture
def case(officer):
    """Led by the officer."""
    return CaseFactory(by=officer)


@pytest.fixture
def actors(case, officer, colleague, manager, outsider, police, council):
    shut_out = member(police)
    exclude_person(obj=case, by=manager, user=shut_out, reason="A relative")
    shut_out_too = member(police, Membership.Role.MANAGER)
    exclude_person(obj=case, by=manager, user=shut_out_too, reason="A relative")
    give(case, manager, council, sections=["actions"], level=2)
    return {
        "lead": officer,
        "colleague": colleague,
        "manager": manager,
        "partner": member(council),
        "excluded": shut_out,
        "excluded manager": shut_out_too,
        "stranger": outsider,
        "control room": member(police, Membership.Role.CONTROL_ROOM),
        "auditor": member(police, Membership.Role.AUDITOR),
    }


def whom(actors, action, obj):
    return {name for name, user in actors.items() if policy.can(user, action, obj)}


def may(actors, handover):
    handover = Handover.objects.get(pk=handover.pk)
    every = SEES | TAKES | BACK
    found = {
        name: {action for action in every if policy.can(user, action, handover)}
        for name, user in actors.items()
    }
    return {name: actions for name, actions in found.items() if actions}


def test_who_hands_a_case_over(case, actors):
    assert whom(actors, "case.hand_over", Case.objects.get(pk=case.pk)) == {"lead", "manager"}


def test_a_partner_hands_over_nothing_that_nobody_leads(case, actors):
    case.lead = None
    case.save()

    found = whom(actors, "case.hand_over", Case.objects.get(pk=case.pk))

    assert found == {"lead", "colleague", "manager"}


def test_a_lead_who_is_named_without_the_actions_hands_nothing_over(case, officer, manager):
    restrict(case, manager)
    give(case, manager, officer, named=True, sections=["people"], level=2)

    assert not policy.can(officer, "case.hand_over", Case.objects.get(pk=case.pk))


def test_who_takes_what_was_handed_to_the_team(case, officer, actors):
    handover = HandoverFactory(by=officer, of=case)

    assert may(actors, handover) == {
        "lead": SEES | BACK,
        "colleague": SEES | TAKES,
        "manager": SEES | TAKES | BACK,
    }


def test_who_takes_what_was_handed_to_one_person(case, officer, colleague, actors):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)

    assert may(actors, handover) == {
        "lead": SEES | BACK,
        "colleague": SEES | TAKES,
        "manager": SEES | BACK,
    }


def test_who_hands_a_task_over(task, worker, mate, officer, outsider):
    taken = services.accept_task(task=task, by=worker)
    actors = {"worker": worker, "mate": mate, "sender": officer, "stranger": outsider}

    assert whom(actors, "task.hand_over", Task.objects.get(pk=taken.pk)) == {"worker"}


def test_a_case_goes_to_nobody_who_may_only_read_it(case, officer, manager, colleague):
    restrict(case, manager)
    for person, level in ((officer, Level.CONTRIBUTE), (colleague, Level.VIEW)):
        give(case, manager, person, named=True, sections=["actions"], level=level)

    words = refused(lambda: HandoverFactory(by=officer, of=case, to_person=colleague), "to_person")

    assert words == f"{colleague} may not read and add to this. Choose somebody who may"
