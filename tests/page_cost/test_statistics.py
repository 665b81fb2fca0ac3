"""Statistics: the same statements for one person and for 25."""

import pytest

from figures.registry import FIGURES
from missing.tests.acts import assess, find
from missing.tests.factories import EpisodeFactory, arranged
from profiles.tests.factories import RiskAssessmentFactory, RoleFactory, make_person
from referrals.tests.factories import InterventionFactory
from tasks.tests.factories import TaskFactory
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow
# Beside its frame, the page of all figures asks at most two statements of each.
ALL = MOST + 2 * len(FIGURES)


@pytest.fixture
def fill(police, officer, manager, council):
    arranged(police)

    def more(times):
        for _ in range(times):
            person = make_person(by=manager, team=police)
            RoleFactory(profile=person, kind="victim")
            RiskAssessmentFactory(profile=person)
            TaskFactory(by=officer, to=council, about=person)
            TaskFactory(by=officer, to=police, person=officer)
            InterventionFactory(by=officer)
            episode = EpisodeFactory(by=officer, profile=person)
            assess(episode, officer)
            find(episode, officer)
            EpisodeFactory(by=officer, profile=person)

    return more


def test_25_of_each_cost_as_much_as_one(asks, fill):
    pages = ["/statistics/", *(f"/statistics/{key}/" for key in FIGURES)]
    fill(1)
    one = [asks(path) for path in pages]
    fill(24)

    assert [asks(path) for path in pages] == one
    assert one[0] <= ALL
    assert max(one[1:]) <= MOST
