"""What happens in an episode, for tests of what follows: its clocks, the board, the figures."""

from django.utils import timezone

from missing import clocks
from missing.models import Interview, MissingRisk, Outcome
from missing.saving import save_episode
from missing.tests.factories import InterviewFactory, RiskAssessmentFactory


def assess(episode, by, code="high"):
    """The risk is at this level, says this user."""
    risk = MissingRisk.objects.get(code=code)
    RiskAssessmentFactory(episode=episode, by=by, risk=risk)
    episode.risk, episode.risk_at = risk, timezone.now()
    save_episode(episode, by)
    clocks.after_assessment(episode)


def find(episode, by, code="returned", at=None):
    """They came back, or what the outcome says, now or at another time."""
    episode.located_at, episode.located_by = at or timezone.now(), by
    episode.outcome = Outcome.objects.get(code=code)
    save_episode(episode, by)
    clocks.after_return(episode)


def talk(episode, by, kind=Interview.Kind.RETURN, state=Interview.State.HELD, at=None):
    """An interview was held or declined."""
    at = at or timezone.now()
    found = InterviewFactory(
        episode=episode, by=by, kind=kind, state=state, offered_at=at, ended_at=at
    )
    clocks.after_interview(episode, kind)
    return found
