"""Lists of cases, and what belongs to one case, as files: what their pages show, row by row."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from cases.filters import ActionFilter, CaseFilter
from cases.models import Action, Case, CaseDocument, Participant
from cases.participants import Shown, current, people_in
from cases.querysets import with_amendments
from core.dates import format_when
from core.paging import Page, page_down
from core.questions import run, together_in_steps
from exports.documents import DocumentsExport
from exports.kinds import Column, ListKind, listed
from exports.of_access import AccessExport
from exports.of_record import OfRecord
from records.models.entries import HAPPENED


def state_of(case: Case) -> str:
    """Open, with its rating; or closed, with what came of it."""
    return "Open" if case.is_open else f"Closed: {case.outcome}"


@listed
class CasesExport(ListKind):
    """The cases that the reader may see, narrowed and ordered by the address."""

    name, title = "cases", "Cases"
    model, action = Case, "case.list"
    columns = (
        Column("Reference", lambda case: case.reference),
        Column("Title", lambda case: case.title),
        Column("Kind", lambda case: str(case.kind)),
        Column("Stage", lambda case: case.stage and str(case.stage)),
        Column("State", state_of),
        Column("RAG", lambda case: case.rag and str(case.rag)),
        Column("Risk", lambda case: case.risk and case.risk.name),
        Column("Managed by", lambda case: str(case.owner_team)),
        Column("Review by", lambda case: case.review_on),
    )

    @cached_property
    def filter(self) -> CaseFilter:
        return CaseFilter(self.request)

    def batch(self, after: str, size: int) -> Page:
        return self.filter.batch(after, size)

    def number(self, most: int) -> int:
        found: int = self.filter.cases.count_for(self.user, words=self.filter.words, cap=most)
        return found

    def subjects(self, rows: Any) -> list[int]:
        """A row names the case, and nobody in it."""
        return []

    @property
    def page(self) -> str:
        return reverse("cases:list")


class OfCase(OfRecord):
    """A list that is on a page of one case: above it stand the people of the case."""

    parent = Case

    def subjects(self, rows: Any) -> list[int]:
        """The people of the case whom its pages name from their records."""
        return sorted({one.person.pk for one in self.people if one.person})

    @cached_property
    def people(self) -> list[Shown]:
        """Everybody in the case as the reader may know them; nobody without the section."""
        if "people" not in self.held:
            return []
        (people,) = run(together_in_steps([people_in.steps(self.record, self.user)]))
        return list(people)


@listed
class ActionsExport(OfCase):
    """The actions log of a case, newest first, with what was added to each."""

    name, title = "actions", "Actions"
    model, action, section = Action, "case.view_actions", "actions"

    @cached_property
    def filter(self) -> ActionFilter:
        return ActionFilter(self.request, self.record, self.names)

    def actions(self) -> Any:
        return self.filter.narrow(self.record.actions.all())

    def readable(self) -> QuerySet:
        rows: QuerySet = self.record.actions.all()
        return rows

    def batch(self, after: str, size: int) -> Page:
        page = page_down(self.actions().with_words(), *HAPPENED, after=after, size=size)
        run(together_in_steps([with_amendments.steps(page)]))
        return page

    def number(self, most: int) -> int:
        return int(self.actions().order_by()[: most + 1].count())

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Date", lambda one: one.happened_on),
            Column("Time", lambda one: one.happened_at_time and f"{one.happened_at_time:%H:%M}"),
            Column("Action", lambda one: str(one.kind)),
            Column("What was done", lambda one: one.text),
            Column("Planned for", lambda one: one.planned_for),
            Column("Result", lambda one: "Planned" if one.is_planned else str(one.result)),
            Column("Result in words", lambda one: one.result_words),
            Column("Done by", self.names.doer),
            Column("Added later", self.added),
            Column("Written by", self.names.writer),
        )

    def added(self, one: Action) -> str:
        """What was added to an action, with who says so."""
        return "\n".join(
            f"{format_when(more.written_at)}, {self.names.writer(more)}: {more.text}"
            for more in one.added
        )

    @property
    def page(self) -> str:
        return reverse("cases:actions", args=[self.of])


@dataclass(frozen=True)
class Row:
    """Somebody in the case as the file has them. Its id is below zero if it names nobody.

    So the file is kept from a reader who would no longer find a name that is in it.
    """

    shown: Shown

    @property
    def pk(self) -> int:
        pk: int = self.shown.participant.pk
        return -pk if self.shown.is_masked else pk


def record_of(one: Shown) -> str:
    """Whose record it is, as the page says it."""
    if one.asks_of:
        return f"{one.asks_of.owner_team} manages the record"
    return "" if one.person or one.is_masked else "No record on E-CINS"


@listed
class CasePeopleExport(OfCase):
    """Everybody in the case, each as the reader may know them; those who left it last."""

    name, title = "case-people", "People"
    model, action, section = Participant, "case.view_people", "people"
    columns = (
        Column("Name", lambda row: row.shown.name),
        Column("Role", lambda row: str(row.shown.role)),
        Column("Record", lambda row: record_of(row.shown)),
        Column("Note", lambda row: row.shown.note or ""),
        Column("Until", lambda row: row.shown.participant.ends_on),
    )

    def batch(self, after: str, size: int) -> Page:
        """All of them, as on the page."""
        now = current(self.people)
        return Page([Row(one) for one in [*now, *(one for one in self.people if one not in now)]])

    def number(self, most: int) -> int:
        return len(self.people)

    def sees_all(self, rows: list[int], people: list[int]) -> bool:
        """Whom the file names, and from whose record, the page must still name so."""
        found = {abs(row.pk): row.pk for row in map(Row, self.people)}
        named = all(found.get(abs(pk), 0) in (pk, abs(pk)) for pk in rows)
        return named and set(people) <= set(self.subjects([]))

    @property
    def page(self) -> str:
        return reverse("cases:people", args=[self.of])


@listed
class CaseDocumentsExport(DocumentsExport, OfCase):
    """The names of the documents of a case."""

    name = "case-documents"
    model, action = CaseDocument, CaseDocument.view_action

    @property
    def page(self) -> str:
        return reverse("cases:documents", args=[self.of])


@listed
class CaseAccessExport(AccessExport):
    """Who can see a case, and why."""

    name, parent = "case-access", Case

    def subjects(self, rows: Any) -> list[int]:
        """It names the case, and nobody in it."""
        return []

    @property
    def page(self) -> str:
        return reverse("cases:sharing", args=[self.of])
