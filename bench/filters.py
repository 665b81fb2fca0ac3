"""Every filter of the list of people, beside the same rows by one statement."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

from access.levels import bit
from agencies.models import Team
from bench import floors
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import Case
from bench.searches import people_page
from profiles.list_filters import QUIET_DAYS
from profiles.models import Profile, RiskLevel, WarningKind

TODAY = """(q.starts_on IS NULL OR q.starts_on <= current_date)
  AND (q.ends_on IS NULL OR q.ends_on >= current_date)"""


def _has(table: str, condition: str) -> str:
    return f"""EXISTS (SELECT 1 FROM profiles_{table} q
      WHERE q.profile_id = h.content_object_id AND {condition})"""


def _is(condition: str) -> str:
    return f"""EXISTS (SELECT 1 FROM profiles_profile q
      WHERE q.id = h.content_object_id AND {condition})"""


def _of_section(section: str) -> str:
    return f"h.sections & {bit(Profile, section)} <> 0"


IN_ROLE = _has("role", f"q.kind = %(role)s AND {TODAY}")
OWNED = _is("q.owner_team_id = ANY(%(teams)s)")
NOT_OWNED = _is("q.owner_team_id <> ALL(%(teams)s)")
AT_RISK = _has("riskassessment", "q.is_latest AND q.level_id = %(level)s")
WARNED = _has("warning", f"q.kind_id = %(kind)s AND {TODAY}")
INSIDE = _has("custodystay", "q.ends_on IS NULL")
MINE = f"""h.content_object_id IN (
  SELECT q.id FROM profiles_profile q WHERE q.lead_id = %(user)s
  UNION SELECT q.profile_id FROM profiles_involvement q WHERE q.user_id = %(user)s AND {TODAY}
  UNION SELECT q.profile_id FROM profiles_statutorystatus q
    WHERE q.user_id = %(user)s AND {TODAY})"""
TOOK_PLACE = """(q.outcome_id IS NULL OR q.outcome_id NOT IN
  (SELECT o.id FROM profiles_contactoutcome o WHERE o.speaks_for_itself))"""
MET_SINCE = _has("contact", f"q.happened_on > %(day)s AND {TOOK_PLACE}")
MET_BEFORE = _has("contact", f"q.happened_on <= %(day)s AND {TOOK_PLACE}")
OPENED_BEFORE = _is("q.created_at < (%(day)s + 1)::timestamptz")
QUIET = f"NOT {MET_SINCE} AND ({OPENED_BEFORE} OR {MET_BEFORE})"

Asked = Callable[[Case], dict[str, Any]]


def _filters() -> Iterator[tuple[str, Asked, list[str], Asked]]:
    """Name of the filter, what the address asks, the floor's conditions, their parameters."""
    level = RiskLevel.objects.order_by("pk").last()
    kind = WarningKind.objects.filter(is_offered=True, is_restricted=False).first()
    day = timezone.localdate() - datetime.timedelta(days=QUIET_DAYS)

    def own(case: Case) -> dict[str, Any]:
        return {"teams": list(Team.objects.own_to(case.user).values_list("pk", flat=True))}

    def of_area(case: Case) -> dict[str, Any]:
        teams = Team.objects.based_in(case.team.areas.order_by("pk").first())
        return {"teams": list(teams.values_list("pk", flat=True))}

    def area(case: Case) -> dict[str, Any]:
        return {"area": case.team.areas.order_by("pk").first().code}

    yield from [
        ("role", lambda c: {"role": "offender"}, [IN_ROLE], lambda c: {"role": "offender"}),
        ("rare role", lambda c: {"role": "missing"}, [IN_ROLE], lambda c: {"role": "missing"}),
        ("team", lambda c: {"team": str(c.team.pk)}, [OWNED], lambda c: {"teams": [c.team.pk]}),
        (
            "role in a team",
            lambda c: {"team": str(c.team.pk), "role": "offender"},
            [OWNED, IN_ROLE],
            lambda c: {"teams": [c.team.pk], "role": "offender"},
        ),
        ("own teams", lambda c: {"team": "ours"}, [OWNED], own),
        ("shared with us", lambda c: {"team": "shared"}, [NOT_OWNED], own),
        ("area", area, [OWNED], of_area),
        (
            "risk",
            lambda c: {"risk": level.code},
            [_of_section("risk"), AT_RISK],
            lambda c: {"level": level.pk},
        ),
        (
            "kind of warning",
            lambda c: {"warning": kind.code},
            [WARNED],
            lambda c: {"kind": kind.pk},
        ),
        ("in custody", lambda c: {"custody": "in"}, [INSIDE], lambda c: {}),
        ("my people", lambda c: {"mine": "on"}, [MINE], lambda c: {}),
        (
            "no contact for 28 days",
            lambda c: {"contact": str(QUIET_DAYS)},
            [_of_section("log"), QUIET],
            lambda c: {"day": day},
        ),
    ]


def filtered(kind: str, some: list[Case]) -> Iterator[Cell]:
    """Each filter's first page."""
    for name, asked, conditions, params in _filters():
        where = "".join(f" AND {condition}" for condition in conditions)
        yield _cell(f"filter: {name}", kind, some, asked, where, params)


def _cell(name: str, kind: str, some: list[Case], asked: Asked, where: str, params: Asked) -> Cell:
    return Cell(
        name,
        kind,
        {
            PRODUCT: lambda case: people_page(case, **asked(case)),
            FLOOR: lambda case: floors.page(case.user, "name", where=where, **params(case)),
        },
        some,
        goal=60,
        same=True,
    )
