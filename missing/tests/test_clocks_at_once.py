"""Several workers find one clock that ran out: its unit is told once."""

import datetime

import pytest
from django.db import connections
from django.utils import timezone

from agencies.tests.factories import AreaFactory, TeamFactory, member
from audit.models import Event
from missing.jobs import tell_run_out_clocks
from missing.tests.factories import EpisodeFactory, arranged
from tests.together import together

pytestmark = pytest.mark.slow
WORKERS, EPISODES = 4, 6


@pytest.fixture
def officer(live_database):
    team = TeamFactory(areas=[AreaFactory()])
    arranged(team)
    yield member(team)
    connections.close_all()


def test_each_is_told_of_once(officer):
    for _ in range(EPISODES):
        clock = EpisodeFactory(by=officer).clocks.get()
        clock.started_at = clock.due_at = timezone.now() - datetime.timedelta(minutes=1)
        clock.save()

    found = together(*[tell_run_out_clocks] * WORKERS)

    assert sum(found) == EPISODES
    told = Event.objects.filter(verb="missing.clock_ran_out").values_list("target_id", flat=True)
    assert len(told) == len(set(told)) == EPISODES
