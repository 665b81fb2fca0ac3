"""People, exactly as the list of people finds them; and records that are shown in limited view."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from access.services import find_record
from core.paging import Page
from home.search.asked import Asked
from home.search.rows import Group, Look, Row
from profiles.exact_match import unseen
from profiles.filters import PeopleFilter
from profiles.models import Profile

DATED = "People are searched without dates. Remove the dates to find people."


@dataclass(frozen=True)
class PeopleFound:
    """The list of people with these words, its first page, and people with similar names."""

    filter: PeopleFilter
    page: Page
    similar: list[Profile]


def find(asked: Asked) -> Group:
    """The first page of the list of people with these words."""
    group = Group("people", [Look(Profile, "profile.list")])
    if asked.is_dated:
        group.note = DATED
        return group
    if not asked.words:
        return group
    filters = PeopleFilter(SimpleNamespace(user=asked.user, GET=_address(asked)))
    if asked.kinds == (group.kind,):
        filters.size = asked.size
    filters.search.offers_likenesses = asked.is_common
    page, similar = filters.page_and_similar()
    group.looks = [Look(Profile, "profile.list", detail=filters.recorded())]
    group.count = filters.count()
    group.all_url = f"{reverse('profiles:list')}{filters.address}"
    group.people = PeopleFound(filters, page, similar)
    group.rows = [_row(person) for person in page]
    group.next_cursor, group.is_first = page.next_cursor or "", page.is_first
    group.is_alike = filters.search.fell_back
    group.similar = [person.pk for person in similar]
    return group


def cut(group: Group, most: int) -> None:
    """Leave the first people alone, where other things were found too."""
    found = group.people
    if found is None or len(group.rows) <= most:
        return
    page = replace(found.page, rows=found.page.rows[:most])
    group.rows, group.people = group.rows[:most], replace(found, page=page)
    group.next_cursor = group.next_cursor or "more"


def _address(asked: Asked) -> dict[str, str]:
    return {"q": asked.words, "by": asked.by, **({"after": asked.after} if asked.after else {})}


def _row(person: Any) -> Row:
    """For programs; the page shows people as their list does."""
    told = [match for match in person.matches if not match.is_reach]
    why = "; ".join(f"{match.label}: {match.text}" for match in told)
    return Row(
        "people",
        person.uuid,
        person.reference,
        person.name,
        person.get_absolute_url(),
        person.born_on,
        why,
        mark=person.mark,
        who=f"Managed by {person.owner_team}",
        subjects=[person.pk],
    )


def stubs(asked: Asked, groups: Iterable[Group]) -> list[Profile]:
    """Records that exact particulars show to exist: the reader may now ask for access.

    Only where people were looked for.
    """
    if not any(group.people for group in groups):
        return []
    found = unseen(asked.user, asked.words)
    for person in found:
        find_record(obj=person, by=asked.user)
    return found
