"""Who meets in an episode: the unit, the care home that reports, the hospital, a stranger."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, member
from missing import services
from missing.models import MissingRisk, Outcome, Reliability
from missing.tests.factories import arranged, report
from profiles.tests.factories import make_person

MINUTE = datetime.timedelta(minutes=1)


def ago(minutes):
    return timezone.now() - minutes * MINUTE


def a_cast():
    """An episode that the care home has reported an hour after the person was last seen."""
    area = AreaFactory(name="Norfolk")
    unit, home, ward = (
        TeamFactory(name=name, areas=[area])
        for name in ("Norfolk Missing Persons Unit", "The Larches", "Norwich Hospital ward 4")
    )
    arranged(unit)
    officer = member(unit, Membership.Role.MANAGER, name="Femi Adeyoule")
    carer, nurse = member(home, name="Joan Birchall"), member(ward, name="Ann Wroxham")
    person = make_person(by=carer, team=home, forenames="Mia", surname="Calderbrook")
    episode = report(carer, profile=person, last_seen_at=ago(60)).episode
    return SimpleNamespace(
        area=area,
        unit=unit,
        officer=officer,
        carer=carer,
        nurse=nurse,
        ward=ward,
        outsider=member(TeamFactory(areas=[AreaFactory()])),
        person=person,
        episode=episode,
    )


def let_in(cast, team, **terms):
    """Access to the case, as the unit gives it."""
    return give(cast.episode.case, cast.officer, team, **{"sections": ["actions"], **terms})


def a_carer_elsewhere(cast):
    """Of another force, with a unit of its own: they may report the person, and see no episode."""
    area = AreaFactory(name="Suffolk")
    unit, home = (
        TeamFactory(name=name, areas=[area])
        for name in ("Suffolk Missing Persons Unit", "The Willows")
    )
    arranged(unit)
    manager = member(cast.person.owner_team, Membership.Role.MANAGER)
    give(cast.person, manager, home, sections=["missing_plan"], level=Level.CONTRIBUTE)
    return member(home)


def assess(cast, code="high", rationale="She has been met by a car before"):
    risk = MissingRisk.objects.get(code=code)
    return services.assess_risk(
        episode=cast.episode, by=cast.officer, risk=risk, rationale=rationale
    )


def see(cast, by, seen_at=None, **fields):
    return services.add_sighting(
        episode=cast.episode,
        by=by,
        seen_at=seen_at or ago(10),
        place="Castle Meadow",
        reliability=Reliability.objects.get(code="likely"),
        **fields,
    )


def find(cast, code="returned", located_at=None, **fields):
    return services.locate_person(
        episode=cast.episode,
        by=cast.officer,
        located_at=located_at or ago(5),
        outcome=Outcome.objects.get(code=code),
        **fields,
    )
