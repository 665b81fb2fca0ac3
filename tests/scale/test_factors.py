"""With ten thousand people, trigger factors read few facts and no table whole."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Team
from alerts.factors.backtest import try_out
from alerts.factors.kinds import KINDS as FACTS
from alerts.factors.services import rebuild_facts
from alerts.factors.watching import days_of, due, rules_asking, unfired
from alerts.models import Fact, Factor, FactorVersion
from bench.factors import analyse
from tasks.selectors import (
    own_teams,
)
from tests.scale.plans import FEW, assert_from_indexes, plans, some

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scale")]


@pytest.fixture
def facts(world, cluster, populated):
    """The facts of 400 days, of which PostgreSQL knows what they are like."""
    rebuild_facts()
    analyse(cluster.url("owner", populated))
    return Fact.objects.count()


def rule(kind, team):
    """A rule of the team, switched on today."""
    by, today = some("manager"), timezone.now()
    factor = Factor.objects.create(team=team, name=kind)
    factor.current = FactorVersion.objects.create(factor=factor, number=1, kind=kind, days=28)
    factor.is_on, factor.switched_at, factor.switched_by = True, today, by
    factor.save()
    return factor


@pytest.mark.parametrize("kind", [code for code, one in FACTS.items() if one.timing != "counted"])
@pytest.mark.parametrize("user", ["small", "large"])
def test_a_rule_that_watches_the_calendar_reads_few_facts(facts, user, kind):
    """Hardly more than there are of its kind in the days that it asks for."""
    factor = rule(kind, Team.objects.get(pk=own_teams(some(user))[0]))
    today = timezone.localdate()
    since = today - datetime.timedelta(days=3)
    days = days_of(factor.current, since, today)
    there = Fact.objects.filter(kind__in=FACTS[kind].facts, happens_on__range=days).count()

    with plans(run=True) as steps:
        list(unfired(due(factor.current, factor.team, since, today), factor.pk))

    assert_from_indexes(steps)
    assert "alerts_fact" in {step.table for step in steps}
    assert sum(step.read for step in steps if step.table == "alerts_fact") <= 2 * there


def test_the_rules_that_a_fact_concerns_are_found_from_the_persons_holds(facts):
    user = some("large")
    team = Team.objects.get(pk=own_teams(user)[0])
    factor, _ = rule("contact", team), rule("risk", team)
    held = Fact.objects.filter(kind="contact", profile__team_holds__group=team)

    new = list(held.order_by("-happens_on")[:1])
    with plans(run=True) as steps:
        asked = rules_asking(new, timezone.localdate())

    assert asked == [(factor, new)]
    assert_from_indexes(steps)
    assert all(step.read <= FEW for step in steps)


@pytest.mark.parametrize("kind", ["contact", "no_contact", "in_role"])
def test_a_trial_asks_few_statements_and_reads_no_table_whole(facts, kind):
    user = some("large")
    team = Team.objects.get(pk=own_teams(user)[0])

    with plans() as steps, CaptureQueriesContext(connection) as asked:
        trial = try_out(FactorVersion(kind=kind, days=28), team, user)

    assert trial.times > 0
    assert len(asked) == 5
    assert_from_indexes([step for step in steps if step.table != "alerts_fact"])
