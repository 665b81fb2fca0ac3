"""`search`: what the words find of every kind, for the page and for the API."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from core.panels import gather
from core.signals import object_seen
from core.views import SEARCH
from home.search import entries, people, records, register
from home.search.asked import SHOWN, Asked, as_reference
from home.search.rows import KINDS, Group
from home.search.spelling import near_words

# People, where other things were found too.
PEOPLE = 8
# What is searched by its words, which may be misspelt.
TEXTS = {*entries.OF_KIND, "tasks"}
FINDERS: dict[str, Callable[[Asked], Group]] = {
    "people": people.find,
    "cases": records.cases,
    "tasks": records.tasks,
    "referrals": records.referrals,
    "register": register.find,
}


def search(
    user: Any,
    words: str,
    kinds: Iterable[str] = tuple(KINDS),
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    by: str = "",
    after: str = "",
    size: int = SHOWN,
) -> list[Group]:
    """What the user may see of these kinds that has the words: a group of rows for each kind.

    `since` and `until` narrow what has a date. One kind alone is paged by `after`. Who shows the
    rows also calls `announce`.
    """
    chosen = tuple(kind for kind in KINDS if kind in set(kinds))
    return find(Asked(user, words, chosen, since, until, by, after, size))


def find(asked: Asked) -> list[Group]:
    """As `search`, of what was asked already."""
    if not asked.words:
        return []
    written = {group.kind: group for group in entries.find(asked)}
    asked.is_found = any(written.values())
    asked.is_common = any(group.next_cursor for group in written.values())
    groups = []
    for kind in asked.kinds:
        groups.append(written[kind] if kind in written else FINDERS[kind](asked))
        asked.is_found |= bool(groups[-1]) and not groups[-1].is_alike
    if not asked.is_found:
        groups = _with_near_words(asked, groups)
    for group in groups:
        if group.kind == "people" and any(one for one in groups if one is not group):
            people.cut(group, PEOPLE)
    return groups


def _with_near_words(asked: Asked, groups: list[Group]) -> list[Group]:
    """Nothing has the words themselves: in their place, texts with words spelt nearly so."""
    texts = [group for group in groups if group.kind in TEXTS]
    # Where not all was looked through, nobody knows that nothing has them.
    if not texts or any(group.note for group in texts):
        return groups
    asked.near = near_words(asked.tokens, entries.TABLES)
    if not asked.near:
        return groups
    near = {group.kind: group for group in entries.find(asked)}
    if "tasks" in asked.kinds:
        near["tasks"] = records.tasks(asked)
    return [near.get(group.kind, group) for group in groups]


def page_with_reference(user: Any, words: str) -> str:
    """The page of what has exactly this reference, if the user sees it; else nothing.

    What the user may not see answers as what never existed.
    """
    reference = as_reference(words) or "".join(words.upper().split())
    found = gather("search.reference", user, reference)
    return str(found[0]) if found else ""


def announce(
    groups: Iterable[Group], *, by: Any, detail: dict[str, Any], channel: str = "web"
) -> None:
    """Tell the log what these groups show, each under the rule and the section it is read by.

    The search of people always, so that one that found nobody is known too; never the words.
    """
    for group in groups:
        for look in filter(group.is_seen, group.looks):
            object_seen.send(
                look.model,
                obj=None,
                by=by,
                action=look.action,
                section=look.section,
                subjects=group.subjects(look),
                operation=SEARCH,
                detail={**look.detail, **detail},
                channel=channel,
                is_limited=look.is_limited,
            )
