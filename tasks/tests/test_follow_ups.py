"""A follow-up of an action becomes a task of its team, or the action is not saved."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.models import Agreement
from cases.models import Action
from cases.services import close_case
from cases.tests import factories
from tasks.models import Task
from tasks.services import withdraw_task
from tasks.tests.factories import TaskFactory

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


def followed_up(case, by, team):
    return factories.ActionFactory(
        case=case, by=by, follow_up="Fit a door camera", follow_up_on=TOMORROW, follow_up_team=team
    )


def test_a_follow_up_is_a_task_of_its_team(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)

    followed_up(case, manager, outsider.acting_team)

    task = Task.objects.get()
    assert (task.to_team, task.due_on, task.object_id) == (outsider.acting_team, TOMORROW, case.pk)
    assert task.detail.startswith("Fit a door camera")
    assert Task.objects.visible_to(outsider).get() == task


def test_without_an_agreement_neither_is_saved(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    Agreement.objects.all().update(ended_at=timezone.now(), ended_by=manager, why_ended="Over")

    with pytest.raises(ValidationError) as refused:
        followed_up(case, manager, outsider.acting_team)

    assert list(refused.value.message_dict) == ["follow_up_team"]


def test_a_team_that_cannot_see_the_actions_is_not_asked(case, manager, outsider):
    with pytest.raises(ValidationError, match="can see the actions"):
        followed_up(case, manager, outsider.acting_team)

    assert not Action.objects.exists()
    assert not Task.objects.exists()


def close(case, by, **more):
    outcome = factories.CaseOutcomeFactory()
    return close_case(case=case, by=by, outcome=outcome, words="Quiet since May", **more)


def test_closing_a_case_withdraws_the_tasks_its_team_sent_if_they_say_so(
    case, manager, officer, outsider
):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    ours = TaskFactory(by=officer, to=outsider.acting_team, about=case)
    theirs = TaskFactory(by=outsider, to=officer.acting_team, about=case)

    close(case, manager, withdraws_tasks=True)

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.state, ours.outcome.code) == ("completed", "not-needed")
    assert ours.steps.last().text == "The case was closed."
    assert theirs.is_open


def test_the_page_that_closes_a_case_asks_what_becomes_of_open_tasks(
    client, case, manager, police
):
    task = TaskFactory(by=manager, to=police, about=case)
    client.force_login(manager)
    address = reverse("cases:close", args=[case.uuid])
    said = {"outcome": factories.CaseOutcomeFactory().pk, "words": "Quiet"}

    assert task.reference in client.get(address).content.decode()
    assert "open_work" in client.post(address, said).context["form"].errors
    client.post(address, {**said, "open_work": "keep"})

    task.refresh_from_db()
    assert task.is_open
    case.refresh_from_db()
    assert not case.is_open


def test_withdraw_task_by_the_team_that_sent_it(case, manager, officer, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    task = TaskFactory(by=officer, to=outsider.acting_team, about=case)

    with pytest.raises(PermissionDenied, match="team that sent"):
        withdraw_task(task=task, by=outsider, reason="No")
    withdraw_task(task=task, by=manager, reason="He has moved")
    with pytest.raises(ValidationError, match="Nothing was changed"):
        withdraw_task(task=task, by=manager, reason="Again")


def test_withdraw_task_of_which_one_knows_nothing(case, officer, outsider, police):
    task = TaskFactory(by=officer, to=police, about=case)

    with pytest.raises(Http404):
        withdraw_task(task=task, by=outsider, reason="No")
