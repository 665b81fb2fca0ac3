"""The History of an entry in the register, as one reader may see it.

If the entry ever named somebody whom the reader may not know, the acts are listed without their
words: any of them may name that person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from access.naming import Naming
from audit.selectors import acts_on
from audit.words import Line, in_words
from core.paging import Page, page_down
from profiles.models import Profile
from referrals.models import Intervention, Party
from referrals.naming import is_hidden
from referrals.querysets import kept_from

# What names somebody of the team that recorded it.
OF_THE_TEAM = ("officer_name", "officer_phone", "facilitator", "champion_name")


@dataclass(frozen=True)
class EntryHistory:
    """A page of it, and the people with a record whom that page names."""

    page: Page
    lines: list[Line]
    people: list[int]


def history_of(entry: Intervention, names: Naming, after: str = "") -> EntryHistory:
    """The latest first. Acts of discreet teams are left out."""
    acts = acts_on(entry, (), names.reader, manages=False)
    page = page_down(acts.without_teams(names.hidden_teams), "pk", after=after)
    lines = in_words(list(page.rows), names.row, names.told)
    ever = Party.history.filter(intervention_id=entry.pk).order_by("history_id")
    people = {row.profile_id for row in ever if row.profile_id}
    if kept_from(names.reader, Profile.objects.filter(pk__in=people)).exists():
        return EntryHistory(page, [Line(line.event, line.what) for line in lines], [])
    told = [_told(entry, names, line, ever) for line in lines]
    return EntryHistory(page, told, sorted(people))


def _told(entry: Intervention, names: Naming, line: Line, ever: Sequence[Any]) -> Line:
    """Adds the person the act was about; leaves out staff whom the reader may not know."""
    changes = line.changes
    if is_hidden(entry, names):
        fields = [str(Intervention._meta.get_field(name).verbose_name) for name in OF_THE_TEAM]
        left_out = {words.casefold() for words in fields}
        changes = [change for change in changes if change[0].casefold() not in left_out]
    versions = [row for row in ever if row.id == line.event.detail.get("party")]
    named = [("Person", "", f"{row.forenames} {row.surname}".strip()) for row in versions[-1:]]
    return Line(line.event, line.what, [*named, *changes])
