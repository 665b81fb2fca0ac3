"""Lists of cases, and the actions log of one, as files: what their pages show, row by row."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from access.naming import naming
from access.section_access import held_sections
from cases.filters import ActionFilter, CaseFilter
from cases.models import Action, Case
from cases.participants import people_in
from cases.querysets import with_amendments
from core.dates import format_when
from core.paging import Page, page_down
from core.questions import run, together_in_steps
from exports.kinds import Column, ListKind, listed
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


@listed
class ActionsExport(ListKind):
    """The actions log of a case, newest first, with what was added to each."""

    name, title = "actions", "Actions"
    model, action = Action, "case.view_actions"
    parent, section = Case, "actions"

    @property
    def is_open(self) -> bool:
        return super().is_open and self.record is not None

    @cached_property
    def names(self) -> Any:
        return naming(self.user, self.record)

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

    def subjects(self, rows: Any) -> list[int]:
        """The people of the case whom its page names from their records."""
        return list(self.people)

    @cached_property
    def people(self) -> list[int]:
        if "people" not in held_sections(self.user, self.record):
            return []
        (people,) = run(together_in_steps([people_in.steps(self.record, self.user)]))
        return sorted({one.person.pk for one in people if one.person})

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
