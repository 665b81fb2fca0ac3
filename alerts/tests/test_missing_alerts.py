"""Who is told about somebody who is missing, how urgently, and who is told nothing."""

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import give
from agencies.tests.factories import member
from alerts.models import Level, Notice
from alerts.tests.reading import read_by
from audit.jobs import drain_deliveries
from audit.models import Event
from audit.services import CLOCK, record
from missing.models import MissingRisk
from missing.saving import record_on_case, save_episode
from missing.services import locate_person
from missing.tests.factories import (
    EpisodeFactory,
    InformationFactory,
    OutcomeFactory,
    RiskAssessmentFactory,
    SightingFactory,
    arranged,
)
from missing.verbs import Verb


@pytest.fixture
def unit(police, officer, colleague):
    """The officer's team is the missing-persons unit of the area."""
    arranged(police)
    return police


@pytest.fixture
def carer(council):
    return member(council)


@pytest.fixture
def episode(unit, officer):
    return EpisodeFactory(by=officer)


def assess(episode, by, code, *, raised=False):
    """As the page does."""
    risk, _ = MissingRisk.objects.get_or_create(
        code=code, defaults={"name": code.capitalize(), "badge": code}
    )
    RiskAssessmentFactory(
        episode=episode,
        by=by,
        risk=risk,
        rationale="He is nine",
        is_raised=raised,
        verb=Verb.ASSESSED,
    )
    drain_deliveries()


def told(user):
    return [
        (one.level, one.address)
        for one in Notice.objects.visible_to(user).filter(object_type="cases.case").order_by("pk")
    ]


def test_the_unit_is_told_at_once_by_name(unit, carer, colleague):
    episode = EpisodeFactory(by=carer, name="Callum Drayfield")

    assert read_by(colleague) == [
        f"Callum Drayfield ({episode.case.reference}) was reported missing"
    ]
    assert told(colleague) == [(Level.HIGH, episode.get_absolute_url())]
    assert read_by(carer) == []


def test_who_is_excluded_from_the_record_is_told_nothing(
    unit, officer, colleague, manager, person
):
    exclude_person(obj=person, by=manager, user=colleague, reason="Related")

    EpisodeFactory(by=officer, profile=person)

    assert read_by(colleague) == []


def test_who_is_excluded_later_reads_the_notice_no_more(unit, officer, colleague, manager, person):
    EpisodeFactory(by=officer, profile=person)
    before = read_by(colleague)

    exclude_person(obj=person, by=manager, user=colleague, reason="Related")

    assert len(before) == 1
    assert read_by(colleague) == []


def test_high_risk_is_critical_for_the_unit_and_high_for_partners(
    episode, officer, colleague, manager, council, carer
):
    give(episode.case, manager, council, sections=["actions"])
    drain_deliveries()

    assess(episode, officer, "high")

    assert told(colleague)[-1][0] == Level.CRITICAL
    assert told(carer)[-1] == (Level.HIGH, episode.get_absolute_url())
    assert read_by(carer)[-1].endswith("who is missing, was assessed as high")
    assert not Notice.objects.filter(text__contains="nine").exists()


def test_partners_without_the_actions_are_not_told_of_the_risk(
    episode, officer, manager, council, carer
):
    give(episode.case, manager, council, sections=["people"])

    assess(episode, officer, "high")

    assert not any("assessed" in words for words in read_by(carer))


def test_a_raise_is_high_and_a_first_low_level_is_told_to_nobody(episode, officer, colleague):
    drain_deliveries()
    assess(episode, officer, "low")
    before = len(told(colleague))

    assess(episode, officer, "medium", raised=True)

    assert before == 1
    assert told(colleague)[-1][0] == Level.HIGH
    assert read_by(colleague)[-1].endswith("was raised to medium")


@pytest.mark.parametrize(
    ("clock", "level"), [("review", Level.CRITICAL), ("interview", Level.HIGH)]
)
def test_a_clock_that_ran_out(episode, officer, colleague, clock, level):
    drain_deliveries()
    episode.risk, episode.risk_at = MissingRisk.objects.get(code="high"), timezone.now()
    save_episode(episode, officer)

    record(
        verb=Verb.CLOCK_RAN_OUT,
        operation=Event.ADMINISTRATION,
        actor=CLOCK,
        target=episode.case,
        section="actions",
        detail={"clock": clock},
    )
    drain_deliveries()

    assert told(colleague)[-1][0] == level
    assert read_by(colleague)[-1].endswith("was not done in time")


def test_those_who_were_told_hear_that_they_were_found(episode, officer, colleague, outsider):
    drain_deliveries()
    episode.located_at, episode.located_by = timezone.now(), officer
    episode.outcome = OutcomeFactory()
    save_episode(episode, officer)

    record_on_case(Verb.LOCATED, episode, officer, operation=Event.ALTERATION)

    assert read_by(colleague)[-1].endswith("is no longer missing")
    assert read_by(outsider) == []


def test_the_unit_is_told_what_others_see_and_hear(unit, council, carer, colleague):
    episode = EpisodeFactory(by=carer, name="Callum Drayfield")
    read_by(colleague)

    SightingFactory(episode=episode, by=carer)
    InformationFactory(episode=episode, by=carer)

    named = f"Callum Drayfield ({episode.case.reference}), who is missing"
    assert read_by(colleague)[1:] == [f"A sighting of {named}", f"New information about {named}"]
    assert read_by(carer) == []


def test_those_who_were_let_in_are_told_of_the_return(unit, officer, manager, prison):
    ward = member(prison)
    episode = EpisodeFactory(by=officer, name="Callum Drayfield")
    give(episode.case, manager, prison, sections=["actions"])
    before = len(read_by(ward))

    locate_person(episode=episode, by=officer, located_at=timezone.now(), outcome=OutcomeFactory())

    found = f"Callum Drayfield ({episode.case.reference}) is no longer missing"
    assert read_by(ward)[before:] == [found]
