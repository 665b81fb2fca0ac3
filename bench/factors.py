"""What trigger factors cost: 200 rules over all people, by event, by the calendar, and tried out.

Facts and rules are made in one transaction and taken back: the database stays as it was.
"""

import datetime
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from agencies.models import Membership, Team
from alerts.factors import services
from alerts.factors.backtest import try_out
from alerts.models import Fact, Factor, FactorVersion
from bench.report import heading
from profiles.models import Profile

RULES, EVENTS, TRIALS, TEAMS = 200, 200, 40, 20
# Every second rule watches the calendar.
SHAPES = (
    {"kind": "no_contact", "count": 1, "days": 28},
    {"kind": "missed", "count": 3, "days": 90},
    {"kind": "release", "count": 1, "days": 14},
    {"kind": "contact", "count": 5, "days": 7},
    {"kind": "report", "count": 1, "days": 7},
    {"kind": "in_role", "what": "victim", "count": 2, "days": 365},
    {"kind": "no_contact", "count": 1, "days": 56, "age_under": 18},
    {"kind": "risk", "count": 1, "days": 30},
    {"kind": "grant", "count": 1, "days": 30},
    {"kind": "missed", "count": 2, "days": 30, "is_high_risk": True},
)


def measure(rng: random.Random) -> dict[str, Any]:
    """Milliseconds of each part, and how much there was to look at."""
    with transaction.atomic():
        _, writing = timed(lambda: services.rebuild_facts())
        analyse(os.environ["DATABASE_OWNER_URL"])
        factors = rules()
        found = {
            "people": Profile.objects.count(),
            "facts": Fact.objects.count(),
            "rules": len(factors),
            "writing all facts": writing,
            "by event": by_event(rng),
            "tried out": many(tried, rng.sample(factors, TRIALS)),
        }
        fired, found["one night, all rules"] = timed(lambda: services.check_calendar())
        found["fired in that night"] = fired
        _, found["the same night again"] = timed(lambda: services.check_calendar())
        transaction.set_rollback(True)
    return found


def analyse(owner_url: str) -> None:
    """Tell PostgreSQL what the facts are like, as autovacuum does; only here may `app` do it."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("GRANT MAINTAIN ON alerts_fact TO app")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE alerts_fact")


def rules() -> list[Factor]:
    """Ten rules of each of the teams with the most people, switched on yesterday."""
    holding = Team.objects.annotate(people=Count("profileteamholds")).filter(people__gt=0)
    teams = [team for team in holding.order_by("-people")[:TEAMS] for _ in SHAPES]
    made = []
    for number, team in enumerate((teams * RULES)[:RULES]):
        place = Membership.objects.live().filter(team=team).select_related("user").first()
        if place is None:
            continue
        factor = Factor.objects.create(team=team, name=f"Measured {number}")
        shape = SHAPES[number % len(SHAPES)]
        version = FactorVersion.objects.create(factor=factor, number=1, **shape)
        factor.current, factor.is_on = version, True
        factor.switched_at, factor.switched_by = timezone.now(), place.user
        factor.checked_until = timezone.localdate() - datetime.timedelta(days=1)
        factor.save()
        made.append(factor)
    return made


def by_event(rng: random.Random) -> dict[str, float]:
    """A contact of somebody: its facts are written, the rules of the teams with access asked."""
    ids = list(Profile.objects.order_by("pk").values_list("pk", flat=True)[:100_000])

    def one(pk: int) -> None:
        facts = services.derive_facts(kinds=("contact", "missed", "met"), people=[pk])
        today = timezone.localdate()
        for kind in ("contact", "missed"):
            new = Fact.objects.create(kind=kind, profile_id=pk, happens_on=today, source_id=-pk)
            facts.append(new.pk)
        services.fire_on_facts(facts=facts)

    return many(one, rng.sample(ids, min(EVENTS, len(ids))))


def tried(factor: Factor) -> None:
    try_out(factor.current, factor.team, factor.switched_by)


def many(act: Callable[[Any], Any], some: list[Any]) -> dict[str, float]:
    took = [timed(lambda one=one: act(one))[1] for one in some]
    return {
        "p50": statistics.median(took),
        "p95": statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0],
    }


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = act()
    return found, round(1000 * (time.perf_counter() - began), 2)


def markdown(results: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [
        *heading(
            f"Trigger factors: {results['rules']} rules, {results['people']:,} people", results
        ),
        f"{results['facts']:,} facts; ten rules of each of {TEAMS} teams, every second one by the "
        "calendar. Milliseconds.",
        "",
        "| | p50 | p95 |",
        "|---|---:|---:|",
    ]
    for name in ("by event", "tried out"):
        lines.append(f"| {name} | {results[name]['p50']:.1f} | {results[name]['p95']:.1f} |")
    for name in ("one night, all rules", "the same night again", "writing all facts"):
        lines.append(f"| {name} | {results[name]:.0f} | |")
    return "\n".join([*lines, "", f"Fired in that night: {results['fired in that night']}.", ""])
