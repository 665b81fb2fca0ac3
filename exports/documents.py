"""The documents of a record as a list: what each is called and is, and not what is in it."""

from typing import Any

from core import policy
from core.paging import Page, page_down
from exports.kinds import Column
from exports.of_record import OfRecord


class DocumentsExport(OfRecord):
    """Every document in its last version, newest first; none that was withdrawn."""

    title, section = "Documents", "documents"

    def readable(self) -> Any:
        seen = policy.accessible(self.user, "document.view", self.model)
        return seen.of_record(self.record).in_force()

    def batch(self, after: str, size: int) -> Page:
        return page_down(self.readable(), "written_at", "pk", after=after, size=size)

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Document", lambda one: one.name),
            Column("Marking", lambda one: one.get_marking_display()),
            Column("Kind", lambda one: str(one.kind)),
            Column("Description", lambda one: one.description),
            Column("Handling", lambda one: one.handling),
            Column("Version", lambda one: one.version),
            Column("Bytes", lambda one: one.size),
            Column("Added", lambda one: one.written_at),
            Column("Added by", self.names.writer),
        )
