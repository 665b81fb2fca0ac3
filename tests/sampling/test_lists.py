"""The weekly sample picks who listed a whole caseload."""

import datetime

import pytest

from access.models import SampledAccess
from access.services import sample_week
from audit.models import Event
from tests.sampling.looking import MONDAY, moment, people

pytestmark = pytest.mark.slow


def lists(by, caseload, at):
    Event.objects.create(
        verb="profile.list:list",
        operation=Event.CONSULTATION,
        actor_id=by.pk,
        actor_name=by.name,
        at=at,
        subjects=[person.pk for person in caseload],
    )


@pytest.fixture
def caseload(officer):
    return people(11, by=officer)


@pytest.fixture
def tuesday():
    """Noon of a Tuesday, and its week."""
    return moment(1), MONDAY


def test_a_caseload_carried_off_is_in_the_sample(settings, officer, caseload, tuesday):
    settings.UNUSUAL_ACCESS = {**settings.UNUSUAL_ACCESS, "listed_in_an_hour": 10}
    at, week = tuesday
    lists(officer, caseload[:6], at)
    lists(officer, caseload[5:], at + datetime.timedelta(minutes=5))

    sample_week(week=week)

    found = SampledAccess.objects.all()
    assert {one.why[0] for one in found} == {SampledAccess.Why.MANY_PEOPLE}
    assert len(found) == settings.UNUSUAL_ACCESS["for_each_team"]
    assert {one.opened for one in found} == {"A line of a list"}


def test_the_same_people_listed_often_are_not(settings, officer, caseload, tuesday):
    settings.UNUSUAL_ACCESS = {**settings.UNUSUAL_ACCESS, "listed_in_an_hour": 10}
    at, week = tuesday
    for minutes in range(5):
        lists(officer, caseload[:10], at + datetime.timedelta(minutes=minutes))

    assert sample_week(week=week) == 0
