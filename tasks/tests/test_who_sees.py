"""Who sees a task, who reads it, and what it tells of the record."""

import pytest

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.tests.factories import member
from core import policy
from tasks import services
from tasks.models import Task
from tasks.tests.asking import reads, sees
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


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


def test_the_list_has_those_that_one_sees(task, worker, outsider):
    assert task in policy.accessible(worker, "task.list", Task)
    assert task not in policy.accessible(outsider, "task.list", Task)
