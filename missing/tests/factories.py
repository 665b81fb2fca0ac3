"""Makes plans, episodes and what belongs to them for tests, through the services."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from access.services import write_entry
from missing import clocks, services
from missing.models import (
    Arrangement,
    Clock,
    Episode,
    Hypothesis,
    Information,
    Interview,
    MissingReport,
    MissingRisk,
    Outcome,
    Plan,
    PlanAddition,
    Reliability,
    ReviewPeriod,
    RiskAssessment,
    Sighting,
)
from missing.verbs import Verb
from profiles.tests.factories import make_person

HOURS = datetime.timedelta(hours=1)


class LookupFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("code",)

    code = "high"
    name = factory.LazyAttribute(lambda row: row.code.capitalize())


class MissingRiskFactory(LookupFactory):
    class Meta:
        model = MissingRisk

    badge = "high"


class OutcomeFactory(LookupFactory):
    class Meta:
        model = Outcome

    code = "returned"


class ReliabilityFactory(LookupFactory):
    class Meta:
        model = Reliability

    code = "likely"


class ArrangementFactory(DjangoModelFactory):
    """ArrangementFactory(area=force, unit=team)."""

    class Meta:
        model = Arrangement
        django_get_or_create = ("area",)


class ReviewPeriodFactory(DjangoModelFactory):
    class Meta:
        model = ReviewPeriod

    hours = 4


def arranged(team):
    """The area of this team, whose missing-persons unit it is."""
    area = team.areas.get()
    return ArrangementFactory(area=area.parent or area, unit=team).area


def a_report(**fields):
    """Who rings, and what they say."""
    return MissingReport(
        **{
            "reporter_name": "Joan Birchall",
            "reporter_phone": "01632 960 177",
            "relationship": "Key worker",
            "text": "Not back at 9pm",
        }
        | fields
    )


def report(by, *, profile=None, report=None, area=None, plan=None, **facts):
    """Somebody is reported missing by this user; unless said, a person of their own team."""
    team = by.acting_team
    area = area or team.areas.get()
    profile = profile or make_person(by=by, team=team)
    facts = {
        "name": profile.name,
        "born_on": profile.born_on,
        "last_seen_at": timezone.now() - HOURS,
        "last_seen_place": "The bus station",
        "clothing": "Grey hoodie",
        "description": "Slim, short dark hair",
    } | facts
    return services.report_missing(
        by=by,
        team=team,
        area=area.parent or area,
        report=report or a_report(),
        profile=profile,
        plan=plan,
        **facts,
    )


class EpisodeFactory(DjangoModelFactory):
    """EpisodeFactory(by=user): an episode of the unit of the user's area, as they reported it."""

    class Meta:
        model = Episode

    @classmethod
    def _create(cls, model_class, *args, by, **kwargs):
        return report(by, **kwargs).episode


class MissingReportFactory(DjangoModelFactory):
    class Meta:
        model = MissingReport

    @classmethod
    def _create(cls, model_class, *args, by, episode, **kwargs):
        return write_entry(entry=a_report(episode=episode, **kwargs), by=by, verb=Verb.REPORTED)


class PlanFactory(DjangoModelFactory):
    """PlanFactory(profile=person, by=who keeps it)."""

    class Meta:
        model = Plan

    protocol = Plan.Protocol.PHILOMENA
    description = "Slim, short dark hair"
    lives_at = "The Larches, Wroxham"
    places = "The bus station; her brother’s flat"
    who_to_ring = "Joan Birchall, 01632 960 177"
    review_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=90))

    @classmethod
    def _create(cls, model_class, *args, by, **kwargs):
        return write_entry(entry=Plan(**kwargs), by=by, verb=Verb.PLAN_MADE)


class PlanAdditionFactory(DjangoModelFactory):
    class Meta:
        model = PlanAddition

    text = "Was at the arcade by the pier"

    @classmethod
    def _create(cls, model_class, *args, by, **kwargs):
        return write_entry(entry=PlanAddition(**kwargs), by=by, verb=Verb.PLAN_LEARNED)


class OfEpisodeFactory(DjangoModelFactory):
    """SightingFactory(episode=episode, by=user)."""

    class Meta:
        abstract = True

    verb = None

    @classmethod
    def _create(cls, model_class, *args, by, verb=None, **kwargs):
        return write_entry(entry=model_class(**kwargs), by=by, verb=verb)


class RiskAssessmentFactory(OfEpisodeFactory):
    class Meta:
        model = RiskAssessment

    verb = Verb.ASSESSED
    risk = factory.SubFactory(MissingRiskFactory)
    rationale = "She has been met by a car before"


class InformationFactory(OfEpisodeFactory):
    class Meta:
        model = Information

    verb = Verb.INFORMATION_ADDED
    text = "Her phone was last on at 9.10pm"
    supplier = "Her aunt"
    obtained_at = factory.LazyFunction(timezone.now)


class SightingFactory(OfEpisodeFactory):
    class Meta:
        model = Sighting

    verb = Verb.SIGHTED
    seen_at = factory.LazyFunction(timezone.now)
    obtained_at = factory.LazyFunction(timezone.now)
    place = "Castle Meadow"
    reliability = factory.SubFactory(ReliabilityFactory)


class HypothesisFactory(OfEpisodeFactory):
    class Meta:
        model = Hypothesis

    verb = Verb.HYPOTHESIS_ADDED
    text = "She has gone to her brother"


class InterviewFactory(OfEpisodeFactory):
    class Meta:
        model = Interview

    verb = Verb.INTERVIEW_OFFERED
    kind = Interview.Kind.RETURN


class ClockFactory(DjangoModelFactory):
    class Meta:
        model = Clock

    @classmethod
    def _create(cls, model_class, *args, episode, kind="review", after=HOURS, **kwargs):
        return clocks.start(episode, kind, after=after)
