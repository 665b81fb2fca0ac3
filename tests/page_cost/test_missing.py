"""The board of missing people, its polls, and Home: the same for one and for 25."""

import datetime

import pytest
from django.utils import timezone

from audit.jobs import drain_deliveries
from missing.tests.acts import assess, find, talk
from missing.tests.factories import EpisodeFactory, SightingFactory, arranged
from profiles.tests.factories import ProfilePhotoFactory, make_person
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def fill(police, officer, manager):
    arranged(police)

    def more(times):
        for _ in range(times):
            person = make_person(by=manager, team=police)
            ProfilePhotoFactory(profile=person, by=manager)
            episode = EpisodeFactory(by=officer, profile=person)
            SightingFactory(episode=episode, by=officer)
            assess(episode, officer)
            EpisodeFactory(by=officer, profile=make_person(by=manager, team=police))
            back = EpisodeFactory(by=officer, profile=make_person(by=manager, team=police))
            find(back, officer, at=timezone.now() - HOUR / 2)
            talk(back, officer, kind="prevention")
        drain_deliveries()

    return more


@pytest.mark.parametrize("path", ["/missing/", "/missing/live/", "/missing/?risk=high", "/"])
def test_25_episodes_cost_as_much_as_one(asks, fill, path):
    fill(1)
    one = asks(path)
    fill(12)

    assert asks(path) == one <= MOST


def test_figures_cost_as_much_for_25_as_for_one(asks, fill):
    fill(1)
    one = asks("/missing/figures/")
    fill(12)

    assert asks("/missing/figures/") == one <= MOST
