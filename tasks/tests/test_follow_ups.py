"""A follow-up of an action becomes a task of its team, or the action is not saved."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.models import Agreement
from cases.models import Action
from cases.tests import factories
from tasks.models import Task

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
