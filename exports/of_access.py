"""Who can see one record, and why, as a file: what its tab Sharing says to this reader."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from access.explain import Access, explain
from access.models import Grant
from core import policy
from core.dates import day_of
from core.paging import Page
from exports.kinds import Cell, Column, ListKind


@dataclass(frozen=True)
class Row:
    """A team or a person with access. Its id is that of the grant; the owner's is 0."""

    access: Access

    @property
    def pk(self) -> int:
        grant = self.access.grant
        return 0 if grant is None else int(grant.pk)


def until(row: Row) -> Cell:
    """The last day; of what somebody ended, that day; nothing, where none is set."""
    access = row.access
    if access.grant and access.grant.ended_at:
        return day_of(access.grant.ended_at)
    return access.until if access.is_emergency else access.last_day


def state(row: Row) -> str:
    """In force; set aside; or why it is over."""
    access = row.access
    if access.over_at:
        return f"Ended: {access.ended_because}"
    return "Nothing while the record is restricted" if access.is_set_aside else "In force"


class AccessExport(ListKind):
    """Everybody with access to a record, then the access that has ended; for its readers."""

    title = "Who can see this record"
    model, action = Grant, "access.explain"
    columns = (
        Column("Who", lambda row: row.access.who),
        Column("Team of a named person", lambda row: row.access.named_in),
        Column("Can", lambda row: row.access.can),
        Column("Sections", lambda row: ", ".join(row.access.sections)),
        Column("Why", lambda row: row.access.why),
        Column("Basis", lambda row: row.access.basis),
        Column("Agreement", lambda row: row.access.agreement),
        Column("From", lambda row: day_of(row.access.since)),
        Column("Until", until),
        Column("Given by", lambda row: "" if row.access.is_owner else row.access.by),
        Column("State", state),
    )

    @property
    def is_open(self) -> bool:
        """Who shares a record without reading it has the page, and no file."""
        record = self.record
        return super().is_open and record is not None and policy.is_visible(self.user, record)

    @cached_property
    def rows(self) -> list[Row]:
        """What the tab says now."""
        found = explain(self.record, self.user)
        return [Row(access) for access in [*found.live, *found.over]]

    def batch(self, after: str, size: int) -> Page:
        """All of them, as on the page."""
        return Page(self.rows)

    def number(self, most: int) -> int:
        return len(self.rows)

    def sees_all(self, rows: list[int], people: list[int]) -> bool:
        """Whom the file names, the tab must still name."""
        return set(rows) <= {row.pk for row in self.rows}

    @property
    def called(self) -> str:
        return f"Who can see {self.record}"

    @property
    def label(self) -> str:
        return f"Who can see {self.record.reference}"
