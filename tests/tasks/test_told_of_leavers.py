"""Who is told what became of a task whose sender, or who has it, has left: their team."""

import pytest

from agencies.models import Membership
from agencies.services import disable_user, end_membership
from agencies.tests.factories import member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from tasks import services

pytestmark = pytest.mark.slow


@pytest.fixture
def boss(council):
    return member(council, Membership.Role.MANAGER, name="Head of Housing")


def leaves(user, by, how):
    if how == "account closed":
        disable_user(user=user, by=by, reason="Left")
    else:
        end_membership(membership=user.memberships.get(), by=by, reason="Left")
    drain_deliveries()


def told_of(act):
    """Who is told of what happens next, by name."""
    before = set(Notice.objects.values_list("pk", flat=True))
    act()
    drain_deliveries()
    rows = Notice.objects.exclude(pk__in=before)
    return set(rows.values_list("recipient__name", flat=True))


@pytest.mark.parametrize("how", ["account closed", "place ended"])
def test_the_answer_goes_to_the_team_of_a_sender_who_has_left(
    task, officer, colleague, manager, worker, how
):
    leaves(officer, manager, how)

    told = told_of(lambda: services.decline_task(task=task, by=worker, reason="Not ours"))

    assert told == {colleague.name, manager.name}


@pytest.mark.parametrize("how", ["account closed", "place ended"])
def test_a_withdrawal_goes_to_the_team_of_somebody_who_has_left(
    task, officer, boss, worker, mate, how
):
    services.accept_task(task=task, by=worker)
    leaves(worker, boss, how)

    told = told_of(lambda: services.withdraw_task(task=task, by=officer, reason="Settled"))

    assert told == {boss.name, mate.name}


def test_a_comment_goes_to_the_teams_of_those_who_have_left(
    task, officer, colleague, manager, worker, mate, boss
):
    services.accept_task(task=task, by=worker)
    leaves(worker, boss, "place ended")
    leaves(officer, manager, "place ended")

    told = told_of(lambda: services.comment_on_task(task=task, by=mate, text="Who has this now?"))

    assert told == {boss.name, colleague.name, manager.name}
