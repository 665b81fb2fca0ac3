"""Records that the rows of an import may be about: compared for all rows at once.

Only in the name of a manager of the team: with the records that the team's people see, and with
those that exact particulars would show the manager in the limited view, one by one: the same
number, or the same name and date of birth, in a team at work in the same area. Never with a
restricted record, nor with one from which somebody who decides about this import is excluded.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from agencies.models import Membership, Team
from core.alike import all_with_sounds, same_names
from core.names import name_key, name_words, sort_name
from core.querysets import as_array
from imports.models import Import
from profiles.duplicates import births_agree
from profiles.models import Identifier, Profile, ProfileExclusion, ProfileTeamHold

MOST = 5
SHORTEST = 3
ANY_DAY = "any day"  # in place of a date of birth, among the keys of a row

ROWS = """WITH r AS (SELECT * FROM unnest(%(rows)s::int[], %(names)s::text[], %(born)s::date[],
  %(words)s::text[]) AS r(row, sort_name, born_on, words))"""
NUMBERS = """WITH r AS (SELECT * FROM unnest(%(of)s::int[], %(kinds)s::text[], %(values)s::text[])
  AS r(row, kind, value))"""
# Whether the team sees the record, or only what exact particulars show of it.
HELD = """EXISTS (SELECT 1 FROM {hold} h WHERE h.content_object_id = p.id
  AND h.group_id = %(team)s AND NOT h.restricted AND h.valid_until > statement_timestamp())"""
OPEN = """NOT p.is_restricted AND NOT EXISTS (SELECT 1 FROM {exclusion} e
  WHERE e.content_object_id = p.id AND e.ended_at IS NULL
  AND e.user_id = ANY(%(deciders)s::bigint[]))"""
BESIDE = "p.owner_team_id = ANY(%(beside)s::bigint[])"
BY_NUMBER = """{numbers} SELECT r.row, p.id, r.value, {held} FROM r JOIN {identifier} i
    ON i.value = r.value AND i.kind = r.kind JOIN {profile} p ON p.id = i.profile_id
    WHERE {open} AND ({held} OR {beside}) ORDER BY r.row, p.id"""
# All of one birth date and a word of the name like it; all of one name.
BY_NAME = """{rows} SELECT r.row, p.id, p.sort_name = r.sort_name, p.born_on, {held}
    FROM r JOIN {profile} p ON p.born_on = r.born_on
    WHERE (p.sort_name = r.sort_name
      OR (string_to_array(p.search_names, ' ') && string_to_array(r.words, ' ') AND {held}))
      AND {open} AND ({held} OR {beside})
    UNION ALL SELECT r.row, p.id, true, p.born_on, true
    FROM r JOIN {profile} p ON p.sort_name = r.sort_name
      AND (p.born_on = r.born_on) IS NOT TRUE
    WHERE {open} AND {held} ORDER BY 1, 3 DESC, 2"""


@dataclass(frozen=True)
class Sought:
    """Who a row is about, for comparing."""

    row: int
    surname: str
    forenames: str
    born_on: Any
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def sort_name(self) -> str:
        return sort_name(self.surname, self.forenames)

    @property
    def keys(self) -> list[tuple[Any, ...]]:
        """What a later row about the same person may have in common with this one."""
        return [*self.numbers, (self.sort_name, self.born_on), (self.sort_name, ANY_DAY)]

    @property
    def earlier_keys(self) -> list[tuple[Any, ...]]:
        """What it has in common with an earlier one. A date that is not known may be any."""
        days = (ANY_DAY,) if self.born_on is None else (self.born_on, None)
        return [*self.numbers, *((self.sort_name, day) for day in days)]


def possible_records(
    of: Import, sought: Sequence[Sought], beside: Collection[int] = ()
) -> dict[int, list[dict[str, Any]]]:
    """By the number of the row, records that may be of the same person: the likeliest first.

    Beside some records, by their ids. None, unless a manager of the team asks.
    """
    asks = of.agreed_by or of.compared_by
    if not sought or asks is None or not asks.is_manager_of(of.team_id):
        return {}
    asked = {**_terms(of), **_rows(sought), **_numbers(sought)}
    found: dict[int, dict[int, dict[str, Any]]] = {}

    def propose(row: int, person: int, because: str, held: bool) -> None:
        of_row = found.setdefault(row, {}) if person not in beside else {}
        if len(of_row) < MOST:
            of_row.setdefault(person, {"person": person, "because": because, "held": held})

    for row, person, value, held in _ask(BY_NUMBER, asked):
        propose(row, person, f"Has the number {value}", held)
    born = {one.row: one.born_on for one in sought}
    for row, person, same_name, born_on, held in _ask(BY_NAME, asked):
        agree = births_agree(born_on, born[row])
        if agree is not None:
            name = "Same name" if same_name else "A part of the name like it"
            propose(row, person, f"{name}, {agree}" if agree else name, held)
    return {row: list(people.values()) for row, people in found.items()}


def same_in_file(sought: Sequence[Sought]) -> dict[int, int]:
    """Rows about a person of whom there is an earlier row; with the number of that."""
    first: dict[tuple[Any, ...], int] = {}
    found = {}
    for one in sought:
        earlier = [first[key] for key in one.earlier_keys if key in first]
        if earlier:
            found[one.row] = min(earlier)
        for key in one.keys:
            first.setdefault(key, one.row)
    return found


def _terms(of: Import) -> dict[str, Any]:
    managers = Membership.objects.live().filter(team=of.team_id, role=Membership.Role.MANAGER)
    deciders = {of.asked_by_id, *managers.values_list("user_id", flat=True)}
    return {
        "team": of.team_id,
        "deciders": as_array(deciders),
        "beside": as_array(_teams_beside(of.team)),
    }


def _teams_beside(team: Team) -> list[int]:
    """Other teams at work in an area of this one, none of them discreet."""
    own = team.areas.values("pk")
    teams = Team.objects.filter(
        Q(areas__in=own) | Q(areas__parent__in=own) | Q(areas__districts__in=own)
    )
    return list(teams.filter(is_discreet=False).exclude(pk=team.pk).values_list("pk", flat=True))


def _rows(sought: Sequence[Sought]) -> dict[str, Any]:
    return {
        "rows": [one.row for one in sought],
        "names": [one.sort_name for one in sought],
        "born": [one.born_on for one in sought],
        "words": _words(sought),
    }


def _words(sought: Sequence[Sought]) -> list[str]:
    """The words of each name that are compared, with what they sound like and stand for."""
    plain = []
    for one in sought:
        first = name_words(one.forenames).split()[:1]
        words = [
            name_key(one.surname),
            *first,
            *(same for name in first for same in same_names(name)),
        ]
        plain.append(" ".join(word for word in words if len(word) >= SHORTEST))
    return all_with_sounds(plain)


def _numbers(sought: Sequence[Sought]) -> dict[str, Any]:
    every = [(one.row, kind, value) for one in sought for kind, value in one.numbers]
    return {
        "of": [row for row, _, _ in every],
        "kinds": [kind for _, kind, _ in every],
        "values": [value for _, _, value in every],
    }


def _ask(statement: str, terms: dict[str, Any]) -> list[tuple[Any, ...]]:
    tables = {
        "profile": Profile._meta.db_table,
        "identifier": Identifier._meta.db_table,
        "hold": ProfileTeamHold._meta.db_table,
        "exclusion": ProfileExclusion._meta.db_table,
    }
    parts = {"held": HELD.format(**tables), "open": OPEN.format(**tables), "beside": BESIDE}
    parts |= {"numbers": NUMBERS, "rows": ROWS}
    with connection.cursor() as cursor:
        # Names of tables come from the models; values are parameters.
        cursor.execute(statement.format(**tables, **parts), terms)
        return list(cursor.fetchall())
