"""Rows of the list of people for a file of 100,000: what `list_rows` gives, in fewer objects.

Of each person the few values that the file has, and no record; teams, prisons and levels of risk
are few, so each is fetched once for many rows. The rule is that of the list: whom the rows are of
says its queryset, and whose risk is told the section risk. A test holds the two equal.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone

from agencies.models import Team
from core.querysets import among
from profiles.models import (
    CustodyStay,
    Establishment,
    Identifier,
    Profile,
    RiskAssessment,
    RiskLevel,
    Role,
)
from profiles.risk_shown import RiskShown, risk_shown

FIELDS = (
    *("pk", "uuid", "reference", "surname", "forenames", "born_on", "estimated_age"),
    *("age_estimated_on", "owner_team_id"),
)


class Stay(NamedTuple):
    """Where somebody is held, in the words of the record."""

    establishment: Establishment
    release_expected_on: Any

    __str__ = CustodyStay.__str__


class PersonRow:
    """A person as a file has them, in the words of the record."""

    __slots__ = (
        *FIELDS,
        *("owner_team", "current_roles", "held_in", "prison_number", "risk"),
    )
    name, age_by_now = Profile.name, Profile.age_by_now

    def __init__(self, values: tuple[Any, ...]) -> None:
        for name, value in zip(FIELDS, values, strict=True):
            setattr(self, name, value)
        self.current_roles: list[Role] = []
        self.held_in: list[Stay] = []
        self.prison_number = ""


def file_rows(keys: Iterable[int], user: Any) -> dict[int, PersonRow]:
    """The people with these ids, each with what their row of a file has."""
    of_them, today = among(keys), timezone.localdate()
    people = Profile._base_manager.filter(pk__in=of_them).values_list(*FIELDS)
    rows = {values[0]: PersonRow(values) for values in people}
    _put_teams(rows.values())
    roles = Role.objects.filter(profile_id__in=of_them).current(today)
    for person, kind in roles.values_list("profile_id", "kind"):
        rows[person].current_roles.append(_role(kind))
    _put_stays(rows, of_them)
    numbers = Identifier.objects.filter(profile_id__in=of_them, kind=Identifier.Kind.PRISON)
    for person, value in numbers.current(today).values_list("profile_id", "value"):
        rows[person].prison_number = value
    _put_risks(rows, of_them, user)
    return rows


def _put_teams(rows: Iterable[PersonRow]) -> None:
    teams = Team._base_manager.in_bulk({row.owner_team_id for row in rows})
    for row in rows:
        row.owner_team = teams[row.owner_team_id]


@cache
def _role(kind: str) -> Role:
    return Role(kind=kind)


def _put_stays(rows: dict[int, PersonRow], of_them: Any) -> None:
    stays = CustodyStay.objects.filter(profile_id__in=of_them).current()
    values = list(stays.values_list("profile_id", "establishment_id", "release_expected_on"))
    prisons = Establishment._base_manager.in_bulk({prison for _, prison, _ in values})
    for person, prison, release in values:
        rows[person].held_in.append(Stay(prisons[prison], release))


def _put_risks(rows: dict[int, PersonRow], of_them: Any, user: Any) -> None:
    """Who holds the section of somebody reads its assessments: the rule is asked once."""
    held = Profile.objects.visible_to(user, section=RiskAssessment.section_name())
    told = set(held.filter(pk__in=of_them).values_list("pk", flat=True))
    assessed = RiskAssessment.objects.filter(profile_id__in=among(told), is_latest=True)
    latest = dict(assessed.values_list("profile_id", "level_id"))
    levels = RiskLevel._base_manager.in_bulk(set(latest.values()))
    shown: dict[Any, RiskShown] = defaultdict(lambda: risk_shown(True, None))
    shown |= {pk: risk_shown(True, RiskAssessment(level=level)) for pk, level in levels.items()}
    for person, row in rows.items():
        row.risk = shown[latest.get(person)] if person in told else risk_shown(False, None)
