"""Trigger factors about people who go missing: the third time in 90 days, risk, handovers."""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import give
from alerts.factors.shipped import SHIPPED
from alerts.models import Fact, Firing, Notice
from alerts.tests.factor_factories import days_ago, drain, rule_of
from alerts.tests.reading import read_by
from audit.models import Event
from core.dates import format_day
from core.querysets import unguarded
from core.wording import listed
from missing.models import Episode, MissingRisk
from missing.saving import record_on_case
from missing.tests.factories import (
    EpisodeFactory,
    OutcomeFactory,
    RiskAssessmentFactory,
    arranged,
)
from missing.verbs import Verb
from tasks.jobs import escalate_handovers
from tasks.models import Handover
from tasks.tests.factories import HandoverFactory

DAY = datetime.timedelta(days=1)
(REPEAT,) = [one for one in SHIPPED if one.code == "repeat-missing"]


@pytest.fixture
def unit(police):
    arranged(police)
    return police


def missing(person, by, days):
    """Somebody went missing so many days ago, and came back the day after."""
    episode = EpisodeFactory(by=by, profile=person)
    at = timezone.now() - days * DAY
    with unguarded("a test moves it into the past"):
        Episode.objects.filter(pk=episode.pk).update(
            reported_at=at,
            last_seen_at=at,
            located_at=at + DAY if days else None,
            located_by=by if days else None,
            outcome=OutcomeFactory() if days else None,
        )
    drain()
    return episode


def test_the_third_report_fires_and_says_why(person, unit, manager, officer, outsider):
    rule_of(unit, manager, name=REPEAT.name, **REPEAT.rule)

    missing(person, officer, 50)
    missing(person, officer, 27)
    before = Firing.objects.count()
    missing(person, officer, 0)

    assert before == 0
    assert Firing.objects.count() == 1
    [notice] = Notice.objects.filter(object_type="alerts.firing", recipient=officer)
    days = [format_day(days_ago(n)).rpartition(" ")[0] for n in (50, 27, 0)]
    assert notice.why == f"{listed(days)}. Rule: 3 missing episodes in 90 days."
    words = f"Jordan Pellworth ({person.reference}) has 3 or more missing episodes within 90 days"
    assert words in read_by(officer)
    assert read_by(outsider) == []


def test_three_times_in_half_a_year_fire_nothing(person, unit, manager, officer):
    rule_of(unit, manager, **REPEAT.rule)

    for days in (170, 80, 0):
        missing(person, officer, days)

    assert Fact.objects.filter(kind="missing").count() == 3
    assert not Firing.objects.exists()


def test_what_a_team_may_not_read_of_the_case_counts_nothing_for_it(
    person, unit, manager, officer, council
):
    """The council holds the person's record, and not the cases of their episodes."""
    give(person, manager, council, sections=["log"])
    rule_of(council, **REPEAT.rule)

    for days in (50, 27, 0):
        missing(person, officer, days)

    assert not Firing.objects.exists()


def test_a_rise_in_risk_fires(person, unit, manager, officer):
    rule_of(unit, manager, kind="missing_risk", count=1, tell="own", level=2)
    episode = missing(person, officer, 0)

    risk = MissingRisk.objects.get(code="high")
    for raised in (False, True):
        RiskAssessmentFactory(
            episode=episode,
            by=officer,
            risk=risk,
            rationale="He is nine",
            is_raised=raised,
            verb=Verb.ASSESSED,
        )
        drain()

    assert Fact.objects.filter(kind="missing_risk", what="high").count() == 2
    assert Firing.objects.count() == 2


def test_a_handover_that_nobody_acknowledges_fires(person, unit, manager, officer, colleague):
    rule_of(unit, manager, kind="handover", count=1, tell="own", level=2)
    episode = missing(person, officer, 0)
    handover = HandoverFactory(by=manager, of=episode.case)
    assert handover.due_at - handover.given_at == datetime.timedelta(minutes=15)

    handover.given_at -= DAY / 24
    handover.due_at -= DAY / 24
    handover.save()
    escalate_handovers()
    drain()

    assert Handover.objects.get().escalated_at is not None
    [fact] = Fact.objects.filter(kind="handover")
    assert (fact.case_id, fact.team_id) == (episode.case_id, unit.pk)
    assert Firing.objects.count() == 1
    assert any("not acknowledged in time" in words for words in read_by(colleague))


def test_an_episode_that_is_linked_later_counts_then(person, unit, manager, officer):
    rule_of(unit, manager, kind="missing", count=1, tell="own", level=2)
    episode = missing(person, officer, 0)
    facts = Fact.objects.filter(kind="missing")
    before = facts.count()
    with unguarded("a test forgets it"):
        facts.delete()

    record_on_case(Verb.LINKED, episode, officer, operation=Event.ALTERATION)
    drain()

    assert (before, facts.count()) == (1, 1)


def test_an_episode_recorded_in_error_counts_no_more(person, unit, manager, officer):
    rule_of(unit, manager, **REPEAT.rule)
    missing(person, officer, 50)
    mistaken = missing(person, officer, 27)
    with unguarded("a test closes it"):
        Episode.objects.filter(pk=mistaken.pk).update(outcome=OutcomeFactory(code="in-error"))

    missing(person, officer, 10)
    before = Firing.objects.count()
    missing(person, officer, 0)

    assert Fact.objects.filter(kind="missing").count() == 4
    assert (before, Firing.objects.count()) == (0, 1)
