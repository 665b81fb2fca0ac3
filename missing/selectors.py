"""Who is missing now and who came back, as a user may see it: for the board, and for Home."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from core import panels, policy, prepared
from core.paging import Page, decode, encode, moment
from core.querysets import as_array
from core.questions import Steps, in_steps, together_in_steps
from missing.models import Clock, Episode, Interview, Sighting
from profiles.models import Profile

# Cards of a page; those who came back; and on Home.
CARDS, BACK, ON_HOME = 30, 25, 5
# Before everybody: where the first page begins.
FIRST = (-2, datetime.datetime.min.replace(tzinfo=datetime.UTC), 0)
ACTION = "missing.list"


@dataclass(frozen=True)
class Beside:
    """What stands beside episodes on the board, by the episode's id."""

    clocks: dict[int, list[Clock]] = field(default_factory=dict)
    # When and where they were seen last, and how sure that is: for readers of the case's actions.
    sightings: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    interviews: dict[tuple[int, str], Interview] = field(default_factory=dict)
    # The photos of records that the user reads, by the record's id.
    faces: dict[int, Profile] = field(default_factory=dict)
    # What other apps say of the cases, by the case's id.
    lines: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A page of the board: who is missing, who came back, and how many there are by area."""

    page: Page
    back: list[Episode]
    areas: list[tuple[str, str, int]]
    beside: Beside

    @property
    def number(self) -> int:
        """How many people are missing, whatever the filters show of them."""
        return sum(number for _, _, number in self.areas)


@in_steps
def board_of(user: Any, filters: Any) -> Steps:
    """A page of the board, as its filters ask for it."""
    start = start_of(filters.after)
    asked = [_back.later(user=user), areas_with_missing.later(user=user)]
    if filters.in_use:
        seen = policy.accessible(user, ACTION, Episode)
        rows = list(_rows(filters.narrow(seen), start or FIRST, filters.size))
        back, areas = yield asked
    else:
        rank, at, pk = start or FIRST
        first = _page.later(filters.size, user=user, rank=rank, at=at, pk=pk)
        rows, back, areas = yield [first, *asked]
    page = _page_of(rows, filters.size, is_first=start is None)
    levels = filters.part("risk").fetched()
    beside, _ = yield from together_in_steps([_beside_in_steps(user, page.rows, back), levels])
    return Found(page, back, areas, beside)


def missing_now(user: Any) -> Any:
    """Everybody missing now whom the user sees."""
    return policy.accessible(user, ACTION, Episode).missing_now()


def start_of(cursor: str) -> tuple[int, datetime.datetime, int] | None:
    """Where a page begins; None, that is the first page, for anything that is not one of ours."""
    key = decode(cursor, (int, str, int)) if cursor else None
    at = moment(key[1]) if key else None
    return (key[0], at, key[2]) if key and at else None


def _page_of(rows: list[Episode], size: int, *, is_first: bool) -> Page:
    cursor = None
    if len(rows) > size:
        last = rows[size - 1]
        cursor = encode(last.rank, last.last_seen_at.isoformat(), last.pk)
    return Page(rows[:size], next_cursor=cursor, is_first=is_first)


@prepared.query
def _page(size: int, *, user: Any, rank: Any, at: Any, pk: Any) -> QuerySet:
    start = prepared.unread(rank), prepared.unread(at), prepared.unread(pk)
    return _rows(policy.accessible(user, ACTION, Episode), start, size)


def _rows(seen: Any, start: Any, size: int) -> QuerySet:
    rank, at, pk = start
    later = Q(last_seen_at__gt=at) | Q(last_seen_at=at, pk__gt=pk)
    rows = seen.missing_now().worst_first().filter(Q(rank__gt=rank) | Q(rank=rank) & later)
    return rows.for_board()[: size + 1]


@prepared.query
def _back(*, user: Any) -> QuerySet:
    return policy.accessible(user, ACTION, Episode).to_interview().for_board()[: BACK + 1]


def returned_page(user: Any, after: str = "", size: int = BACK) -> Page:
    """Those who came back and with whom somebody must talk, the most urgent first."""
    key = decode(after, (str, int)) if after else None
    at = moment(key[0]) if key else None
    rows = policy.accessible(user, ACTION, Episode).to_interview()
    if key and at:
        rows = rows.filter(Q(next_due__gt=at) | Q(next_due=at, pk__gt=key[1]))
    found = list(rows.for_board()[: size + 1])
    last = found[size - 1] if len(found) > size else None
    cursor = encode(last.next_due.isoformat(), last.pk) if last else None
    return Page(found[:size], next_cursor=cursor, is_first=at is None)


@in_steps
def returned_found(user: Any, after: str, size: int) -> Steps:
    """As `returned_page`, with what stands beside them on the board."""
    page = returned_page(user, after, size)
    back = list(page)
    return Found(page, back, [], (yield from _beside_in_steps(user, [], back)))


@prepared.query
def areas_with_missing(*, user: Any) -> QuerySet:
    """The areas in which somebody is missing whom the user sees, with how many."""
    return policy.accessible(user, ACTION, Episode).missing_now().by_area()


# ---- What stands beside them --------------------------------------------------------------------
def _beside_in_steps(user: Any, missing: Any, back: list[Episode]) -> Steps:
    shown = [*missing, *back]
    if not shown:
        return Beside()
    cases = [one.case for one in missing]
    said, found = yield from together_in_steps(
        [
            panels.gather_in_steps("missing.board.card", user, cases),
            _asked_of(user, shown),
        ]
    )
    clocks: dict[int, list[Clock]] = {}
    for clock in found["clocks"]:
        clocks.setdefault(clock.episode_id, []).append(clock)
    lines: dict[int, list[dict[str, Any]]] = {}
    for by_case in said:
        for case, content in by_case.items():
            lines.setdefault(case, []).append(content)
    return Beside(
        clocks,
        {row[0]: row[1:] for row in found["sightings"]},
        {(one.episode_id, one.kind): one for one in found["interviews"]},
        {person.pk: person for person in found["people"]},
        lines,
    )


def _asked_of(user: Any, episodes: list[Episode]) -> Steps:
    ids = as_array(one.pk for one in episodes)
    people = as_array(one.profile_id for one in episodes if one.profile_id is not None)
    (found,) = yield [_beside.later(user=user, ids=ids, people=people)]
    return found


@prepared.query
def _beside(*, user: Any, ids: Any, people: Any) -> dict[str, QuerySet]:
    sightings = Sighting.objects.visible_to(user).of_episodes(ids)
    latest = sightings.order_by("episode_id", "-seen_at", "-pk").distinct("episode_id")
    return {
        # Those who see the episode see what is due.
        "clocks": Clock.objects.running().of_episodes(ids).order_by("due_at", "pk"),
        "sightings": latest.values_list("episode_id", "seen_at", "place", "reliability__name"),
        "interviews": Interview.objects.visible_to(user).of_episodes(ids).order_by("pk"),
        "people": Profile.objects.visible_to(user)
        .filter(pk__any=people)
        .order_by()
        .only("uuid", "photo"),
    }


# ---- On Home ------------------------------------------------------------------------------------
@in_steps
def worst_now(user: Any) -> Steps:
    """Those at highest risk whom the user sees, for Home: one more than it shows."""
    if not policy.is_someone(user) or not user.practises:
        return []
    (found,) = yield [_worst.later(user=user)]
    return found


@prepared.query
def _worst(*, user: Any) -> QuerySet:
    seen = policy.accessible(user, ACTION, Episode)
    return seen.missing_now().worst_first().for_board()[: ON_HOME + 1]
