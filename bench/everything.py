"""The search across everything, beside one plain statement that looks in the same places."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import OperationalError

from access.levels import bit
from bench import floors
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import Case
from cases.models import Case as JointWork
from core.alike import containing
from core.request_cache import request_cache
from home.search.asking import search
from profiles.models import Profile

# Times the floor's p95, at most.
MOST = 15
# In the invented entries: in one of seven; in one of forty; in none.
COMMON, LESS_COMMON, NOWHERE = "housing", "letters visit", "wainscot"
SIZE = 6


def _named(records: str, holds: str, shown: str) -> str:
    """Records with the word in their names, of the user's teams."""
    return f"""(SELECT r.id, r.reference, {shown}, NULL::date FROM teams t
      CROSS JOIN LATERAL (SELECT h.content_object_id AS pid, h.sort_name FROM {holds} h
        WHERE h.group_id = t.team_id AND NOT h.restricted AND {floors.HELD}
        AND h.search_names LIKE %(like)s
        ORDER BY h.sort_name, h.content_object_id LIMIT {SIZE}) f
      JOIN {records} r ON r.id = f.pid ORDER BY f.sort_name, f.pid LIMIT {SIZE})"""


def _written(table: str, parent: str, holds: str, held: int) -> str:
    """Entries with the words, of records whose section the user's teams hold."""
    return f"""(SELECT c.id, '', c.text, c.happened_on FROM {table} c
      WHERE c.said @@ plainto_tsquery('public.said', %(words)s) AND EXISTS (
        SELECT 1 FROM {holds} h WHERE h.content_object_id = c.{parent}
        AND h.group_id IN (SELECT team_id FROM teams) AND NOT h.restricted AND {floors.HELD}
        AND h.sections & {held} <> 0)
      ORDER BY c.happened_on DESC, c.id DESC LIMIT {SIZE})"""


PLACES = (
    _named("profiles_profile", "profiles_profileteamhold", "r.surname"),
    _named("cases_case", "cases_caseteamhold", "r.title"),
    _written("profiles_contact", "profile_id", "profiles_profileteamhold", bit(Profile, "log")),
    _written("cases_action", "case_id", "cases_caseteamhold", bit(JointWork, "actions")),
    f"""(SELECT k.id, k.reference, k.detail, k.due_on FROM tasks_task k
      WHERE k.to_team_id IN (SELECT team_id FROM teams)
      AND folded(k.detail) LIKE %(like)s ORDER BY k.id DESC LIMIT {SIZE})""",
    f"""(SELECT p.id, '', p.surname, p.born_on FROM referrals_party p
      WHERE p.is_registered AND p.search_names LIKE %(like)s LIMIT {SIZE})""",
)
STATEMENT = f"WITH teams AS MATERIALIZED ({floors.TEAMS}) {' UNION ALL '.join(PLACES)}"


def everything(kind: str, some: list[Case]) -> Iterator[Cell]:
    """By a name, by words of entries, by a word that stands nowhere."""
    named = [case for case in some if "prefix" in case.words]
    yield _cell("a name", kind, named, lambda case: case.words["prefix"])
    for name, words in (
        ("a common word", COMMON),
        ("two words", LESS_COMMON),
        ("a word that is nowhere", NOWHERE),
    ):
        yield _cell(name, kind, some, lambda case, words=words: words)


def _cell(name: str, kind: str, some: list[Case], words_of: Callable[[Case], str]) -> Cell:
    def product(case: Case) -> int:
        with request_cache("GET"):
            return len(search(case.user, words_of(case)))

    def least(case: Case) -> list[tuple[Any, ...]]:
        words = words_of(case)
        asked = {"user": case.user.pk, "words": words, "like": containing(words)}
        try:
            return floors.rows(STATEMENT, asked)
        except OperationalError:
            return []  # ended by the timeout of the pages, 20 s: it would take longer

    designs = {PRODUCT: product, FLOOR: least}
    return Cell(f"everything: {name}", kind, designs, some, floor_p95=MOST, grows=True)
