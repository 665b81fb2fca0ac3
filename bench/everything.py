"""The search across everything, beside a plain indexed statement for what it finds most of."""

from collections.abc import Callable, Iterator
from typing import Any

from access.levels import bit
from bench import floors, searches
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import Case
from core.request_cache import request_cache
from home.search.asking import search
from profiles.models import Profile

# Times the floor's p95, at most.
MOST = 15
# In the invented entries: in one of seven; in one of forty; in none.
COMMON, LESS_COMMON, NOWHERE = "housing", "letters visit", "wainscot"
LOG = bit(Profile, "log")
WITH_WORDS = f"""WITH teams AS MATERIALIZED ({floors.TEAMS})
  SELECT c.id, c.text, c.happened_on, p.id, p.reference, p.surname, p.forenames
  FROM profiles_contact c JOIN profiles_profile p ON p.id = c.profile_id
  WHERE c.said @@ plainto_tsquery('public.said', %(words)s) AND EXISTS (
    SELECT 1 FROM profiles_profileteamhold h WHERE h.content_object_id = c.profile_id
    AND h.group_id IN (SELECT team_id FROM teams) AND NOT h.restricted AND {floors.HELD}
    AND h.sections & {LOG} <> 0 AND {floors.NOT_EXCLUDED})
  ORDER BY c.happened_on DESC, c.id DESC LIMIT 25"""


def everything(kind: str, some: list[Case]) -> Iterator[Cell]:
    """By a name, by words of entries, by a word that stands nowhere."""
    named = [case for case in some if "prefix" in case.words]
    yield _cell("a name", kind, named, lambda case: case.words["prefix"], _by_name)
    for name, words in (
        ("a common word", COMMON),
        ("two words", LESS_COMMON),
        ("a word that is nowhere", NOWHERE),
    ):
        yield _cell(name, kind, some, lambda case, words=words: words, _by_words)


def _cell(
    name: str,
    kind: str,
    some: list[Case],
    words_of: Callable[[Case], str],
    floor: Callable[[Case, str], Any],
) -> Cell:
    def product(case: Case) -> int:
        with request_cache("GET"):
            return len(search(case.user, words_of(case)))

    def least(case: Case) -> Any:
        return floor(case, words_of(case))

    designs = {PRODUCT: product, FLOOR: least}
    return Cell(f"everything: {name}", kind, designs, some, floor_p95=MOST, grows=True)


def _by_name(case: Case, words: str) -> list[int]:
    where, params = searches.by_name(words)
    return floors.page(case.user, "name", where=where, **params)


def _by_words(case: Case, words: str) -> list[tuple[Any, ...]]:
    return floors.rows(WITH_WORDS, {"user": case.user.pk, "words": words})
