"""Writes facts and rules, lets rules fire, and remembers what people said of an alert."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Team, User
from alerts.factor_models import (
    Fact,
    Factor,
    FactorVersion,
    Firing,
    FiringFact,
    Judgement,
)
from alerts.factors import sources
from alerts.factors.backtest import try_out
from alerts.factors.checks import name_of_what, problems_of, too_many
from alerts.factors.kinds import KINDS, Timing
from alerts.factors.watching import (
    due,
    facts_of,
    kind_of,
    rules_asking,
    set_with,
    unfired,
    watched,
)
from alerts.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.querysets import among

CLOCK = "E-CINS"
KEPT = 400  # days that facts go back: longer than any rule does
LISTS = ("people", "teams")


# ---- Facts ------------------------------------------------------------------------------------
@transaction.atomic
def derive_facts(
    *,
    kinds: Iterable[str],
    people: Iterable[int] | None = None,
    days: int = KEPT,
) -> list[int]:
    """Write the facts of these kinds that follow from the records; returns the new ones' ids."""
    given = {
        "people": None if people is None else sorted(people),
        "since": timezone.localdate() - datetime.timedelta(days=days),
        "missed": list(sources.MISSED),
        "not_met": list(sources.NOT_MET),
    }
    with connection.cursor() as cursor:
        cursor.execute(sources.statement(kinds), given)
        return [row[0] for row in cursor.fetchall()]


def rebuild_facts(*, days: int = KEPT) -> int:
    """Write the facts of the past, for a site that has records and no facts. Nothing fires."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '900s'")  # nobody waits at a page
        return len(derive_facts(kinds=sources.SELECTS, days=days))


# ---- Firing -----------------------------------------------------------------------------------
@transaction.atomic
def fire_on_facts(*, facts: Iterable[int]) -> int:
    """Let every rule fire that these new facts complete. Returns how many did.

    Rules are asked in one order, so that two workers wait for each other and never in a circle.
    """
    today = timezone.localdate()
    asked = rules_asking(facts_of(facts), today)
    return sum(_fire_on(factor, some, today) for factor, some in asked)


def check_calendar(*, today: datetime.date | None = None) -> int:
    """Let rules fire whose day has come since each was last checked. Returns how many did.

    A day left out is made up for by the next; the same day again asks nothing.
    """
    today = today or timezone.localdate()
    codes = [code for code, kind in KINDS.items() if kind.timing is not Timing.COUNTED]
    waiting = Factor.objects.in_force().filter(current__kind__in=codes, checked_until__lt=today)
    return sum(_check(pk, today) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _check(pk: int, today: datetime.date) -> int:
    factor = Factor.objects.select_for_update().filter(pk=pk, is_on=True).first()
    if factor is None or factor.checked_until is None or factor.checked_until >= today:
        return 0
    version = factor.current
    facts = unfired(due(version, factor.team, factor.checked_until, today), factor.pk)
    found = list(facts.order_by("happens_on", "pk").values_list("pk", "profile_id"))
    fired = sum(_fire(factor, version, person, [fact]) for fact, person in found)
    factor.checked_until = today
    factor.save(update_fields=["checked_until"])
    return fired


def _fire_on(factor: Factor, facts: list[Fact], today: datetime.date) -> int:
    version = factor.current
    if kind_of(version).timing is Timing.COUNTED:
        return sum(_fire_with(factor, version, fact) for fact in facts)
    # Written late: its day came before the last check, and since the rule was switched on.
    come = due(version, factor.team, timezone.localdate(factor.switched_at), today)
    new = unfired(come, factor.pk).filter(pk__in=among(fact.pk for fact in facts))
    found = list(new.order_by("happens_on", "pk").values_list("pk", "profile_id"))
    return sum(_fire(factor, version, person, [fact]) for fact, person in found)


def _fire_with(factor: Factor, version: FactorVersion, fact: Fact) -> int:
    days = datetime.timedelta(days=version.days)
    near = watched(version, factor.team).filter(
        profile_id=fact.profile_id,
        happens_on__gt=fact.happens_on - days,
        happens_on__lt=fact.happens_on + days,
    )
    rows = list(
        unfired(near, factor.pk).order_by("happens_on", "pk").values_list("happens_on", "pk")
    )
    counted = set_with(rows, (fact.happens_on, fact.pk), version.count, version.days)
    if not counted:
        return 0
    return _fire(factor, version, fact.profile_id, [pk for _, pk in counted])


@transaction.atomic
def _fire(factor: Factor, version: FactorVersion, person: int, facts: list[int]) -> int:
    """Once for each fact: those who run at the same moment wait for each other here."""
    Factor.objects.select_for_update().get(pk=factor.pk)
    if FiringFact.objects.filter(factor=factor, fact__in=facts).exists():
        return 0
    firing = Firing.objects.create(
        factor=factor,
        version=version,
        profile_id=person,
        sections=kind_of(version).sections(version),
    )
    for fact in facts:
        FiringFact.objects.create(factor=factor, fact_id=fact, firing=firing)
    record(
        verb=Verb.FIRED,
        operation=Event.COMBINATION,
        actor=CLOCK,
        target=firing,
        detail={"firing": firing.pk, "version": version.number},
    )
    return 1


# ---- Rules ------------------------------------------------------------------------------------
@transaction.atomic
def add_factor(*, team: Team, by: User, name: str, **rule: Any) -> Factor:
    """Give a team a new rule, switched off. Raises ValidationError, by field."""
    team = policy.lock(by, "factor.add", team)
    factor = Factor(team=team, name=name)
    _write(factor, by, rule)
    _record(Verb.FACTOR_ADDED, factor, by)
    return factor


@transaction.atomic
def edit_factor(*, factor: Factor, by: User, number: int, name: str, **rule: Any) -> Factor:
    """Write the next version of a rule; earlier ones are kept.

    `number` is the version that the writer saw. Raises ValidationError, by field.
    """
    factor = policy.lock(by, "factor.edit", factor)
    if factor.current.number != number:
        who = factor.current.written_by or CLOCK
        raise ValidationError(
            f"{who} has saved version {factor.current.number} since you opened this page. "
            "Open the rule again to see it."
        )
    factor.name = name
    _write(factor, by, rule)
    _record(Verb.FACTOR_EDITED, factor, by)
    return factor


def _write(factor: Factor, by: User, rule: dict[str, Any]) -> None:
    lists = {name: rule.pop(name, []) for name in LISTS}
    version = FactorVersion(written_by=by, **rule)
    problems = problems_of(version, factor.team, **lists)
    if problems:
        raise ValidationError(problems)
    version.what_name = name_of_what(version)
    if refused := too_many(try_out(version, factor.team, by), factor.team):
        raise ValidationError(refused)
    try:
        factor.validate_constraints()
    except ValidationError as taken:
        raise ValidationError({"name": taken.messages}) from taken
    number = factor.current.number + 1 if factor.current else 1
    factor.save()
    version.factor, version.number = factor, number
    version.save()
    for name, some in lists.items():
        getattr(version, name).set(some)
    factor.current = version
    if factor.is_on:
        factor.checked_until = timezone.localdate() - datetime.timedelta(days=1)
    factor.save()


@transaction.atomic
def switch_factor(*, factor: Factor, by: User, on: bool) -> Factor:
    """Switch a rule on, as tried out, or off. Raises ValidationError for one that is too wide."""
    factor = policy.lock(by, "factor.switch", factor)
    if factor.is_on == on:
        return factor
    if on and (refused := too_many(try_out(factor.current, factor.team, by), factor.team)):
        raise ValidationError(refused)
    factor.is_on, factor.switched_at, factor.switched_by = on, timezone.now(), by
    # From today on: what came before is in the trial, and nobody is told of it now.
    factor.checked_until = timezone.localdate() - datetime.timedelta(days=1) if on else None
    factor.save()
    _record(Verb.FACTOR_SWITCHED_ON if on else Verb.FACTOR_SWITCHED_OFF, factor, by)
    return factor


def _record(verb: str, factor: Factor, by: User) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=factor,
        detail={"version": factor.current.number},
    )


# ---- Afterwards -------------------------------------------------------------------------------
@transaction.atomic
def judge_firing(*, firing: Firing, by: User, is_useful: bool) -> Judgement:
    """Say whether an alert was useful; the last word of each person counts."""
    firing = policy.lock(by, "firing.judge", firing)
    judgement, _ = Judgement.objects.update_or_create(
        firing=firing, user=by, defaults={"is_useful": is_useful}
    )
    record(
        verb=Verb.JUDGED,
        operation=Event.ALTERATION,
        actor=by,
        target=firing,
        detail={"useful": is_useful},
    )
    return judgement
