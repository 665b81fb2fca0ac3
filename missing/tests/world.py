"""An episode of another force, for the sweeps."""

from core.tests.worlds import hidden_world
from missing.models import Episode
from missing.tests.factories import EpisodeFactory, arranged


@hidden_world(Episode)
def episode_of_another_force(cast):
    arranged(cast.police)
    episode = EpisodeFactory(by=cast.officer, profile=cast.person)
    return episode, cast.outsider
