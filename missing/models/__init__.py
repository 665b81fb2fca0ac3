"""What is known before, while and after somebody is missing."""

from missing.models.arrangements import Arrangement, ReviewPeriod
from missing.models.clocks import Clock
from missing.models.entries import Hypothesis, Information, RiskAssessment, Sighting
from missing.models.episodes import Episode, MissingReport
from missing.models.interviews import Interview
from missing.models.lookups import MissingRisk, Outcome, Reliability
from missing.models.plans import Plan, PlanAddition

__all__ = [
    "Arrangement",
    "Clock",
    "Episode",
    "Hypothesis",
    "Information",
    "Interview",
    "MissingReport",
    "MissingRisk",
    "Outcome",
    "Plan",
    "PlanAddition",
    "Reliability",
    "ReviewPeriod",
    "RiskAssessment",
    "Sighting",
]
