"""What the pages of imports show: rows a page at a time, and who is proposed, for this reader."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from agencies.models import Membership, User
from audit.sheets import harmless
from core import prepared
from core.paging import PAGE_SIZE, Page, decode, encode
from core.questions import Steps, in_steps
from imports.columns import BY_KEY, COLUMNS
from imports.models import Import, ImportRow
from imports.outcomes import knowable
from profiles.models import Profile

HIDDEN = "A record that this team already has"
ELSEWHERE = "A record that another team manages"


@dataclass(frozen=True)
class Proposed:
    """A record that may be of the person of a row: as much of it as the reader may know."""

    words: str
    because: str
    person: Profile
    url: str = ""


def page_of_rows(rows: QuerySet, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of rows in the order of the file."""
    start = decode(after, (int,)) if after else None
    if start is not None:
        rows = rows.filter(number__gt=start[0])
    found = list(rows.order_by("number")[: size + 1])
    cursor = encode(found[size - 1].number) if len(found) > size else None
    return Page(found[:size], cursor, is_first=start is None)


def attach_proposed(user: User, rows: Sequence[ImportRow]) -> list[Profile]:
    """Put onto each row who is proposed and may be known to this reader now.

    Returns those that the reader can only know to exist.
    """
    wanted = {one["person"] for row in rows for one in row.proposed}
    seen, known = knowable(user, wanted)
    for row in rows:
        found = (_proposed(one, seen, known) for one in row.proposed)
        row.people = [one for one in found if one is not None]
    return list(known.values())


def seen_records(user: User, rows: Iterable[ImportRow]) -> set[int]:
    """Which of the records that were made from these rows the reader may read."""
    made = [row.profile_id for row in rows if row.profile_id]
    return set(Profile.objects.filter(pk__in=made).visible_to(user).values_list("pk", flat=True))


def _proposed(
    one: dict[str, Any], seen: dict[int, Profile], known: dict[int, Profile]
) -> Proposed | None:
    if person := seen.get(one["person"]):
        words = f"{person.name}, {person.reference}"
        return Proposed(words, one["because"], person, person.get_absolute_url())
    if person := known.get(one["person"]):
        words = HIDDEN if one["held"] else ELSEWHERE
        return Proposed(f"{words}: {person.reference}, {person.owner_team}", "", person)
    return None


def attach_cells(of: Import, rows: Iterable[ImportRow]) -> None:
    """Put onto each row its cells in the order of the file: pairs of heading and text."""
    columns = [BY_KEY[key] for key in of.headings if key in BY_KEY]
    for row in rows:
        row.in_order = [(column.heading, row.cells.get(column.key, "")) for column in columns]


def as_read(of: Import, rows: Sequence[ImportRow]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows side by side: each heading, with what stands below it in each row."""
    columns = [BY_KEY[key] for key in of.headings if key in BY_KEY]
    return [
        (column.heading, [(f"Row {row.number}", row.cells.get(column.key, "")) for row in rows])
        for column in columns
    ]


def problems_as_csv(of: Import) -> bytes:
    """Every problem, a line each: row, column, what was read, what is wrong. For a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([settings.MARKING])
    writer.writerow(["Row", "Column", "As read", "Problem"])
    for row in of.rows.in_state("problem").order_by("number"):
        for key, words in row.problems.items():
            heading = BY_KEY[key].heading if key in BY_KEY else ""
            read = harmless(row.cells.get(key, ""))
            writer.writerow([row.number, heading, read, harmless(words)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def template_as_csv() -> bytes:
    """An empty file with our headings."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(column.heading for column in COLUMNS)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@in_steps
def to_agree(user: User) -> Steps:
    """Imports that wait for this manager, the oldest first."""
    (rows,) = yield [_to_agree.later(user=user)]
    return rows


@prepared.query
def _to_agree(*, user: Any) -> QuerySet:
    managed = Membership.objects.managing(user).values("team_id")
    waiting = Import.objects.filter(state="checked", team__in=managed).exclude(asked_by=user.pk)
    return waiting.order_by("asked_at").values_list("uuid", "asked_at", "team__name", "counts")[
        :10
    ]


def address_of(uuid: Any) -> str:
    return reverse("imports:detail", args=[uuid])
