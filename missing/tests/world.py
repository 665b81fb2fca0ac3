"""An episode of another force, for the sweeps."""

from core.tests.worlds import hidden_world
from missing.models import Episode
from missing.tests.factories import (
    EpisodeFactory,
    HypothesisFactory,
    InformationFactory,
    InterviewFactory,
    RiskAssessmentFactory,
    SightingFactory,
    arranged,
)


@hidden_world(Episode)
def episode_of_another_force(cast):
    arranged(cast.police)
    episode = EpisodeFactory(by=cast.officer, profile=cast.person)
    hypothesis = HypothesisFactory(episode=episode, by=cast.officer)
    interview = InterviewFactory(episode=episode, by=cast.officer)
    written = {"episode": episode, "by": cast.officer}
    return (
        episode,
        cast.outsider,
        {
            "missing:hypothesis-settle": hypothesis.uuid,
            "missing:interview-offer": interview.uuid,
            "missing:interview-record": interview.uuid,
            "api:missing-report": episode.reports.get().uuid,
            "api:missing-assessment": RiskAssessmentFactory(**written).uuid,
            "api:missing-sighting": SightingFactory(**written).uuid,
            "api:missing-fact": InformationFactory(**written).uuid,
        },
    )
