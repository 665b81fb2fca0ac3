"""Lists of people, and what belongs to one person, as files: what their pages show, row by row."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from core import policy
from core.dates import format_when
from core.paging import Page, page_down
from core.questions import run, together_in_steps
from exports.documents import DocumentsExport
from exports.kinds import Cell, Column, ListKind, listed
from exports.of_access import AccessExport
from exports.of_record import OfRecord
from profiles.file_rows import PersonRow
from profiles.filters import PeopleFilter
from profiles.list_filters import OfSection
from profiles.log_filters import LogFilter
from profiles.models import Contact, Need, Profile, ProfileDocument, Report, RiskAssessment
from profiles.needs import in_order, needs_of, needs_of_teams
from profiles.querysets import with_amendments
from profiles.report_lists import NEWEST
from profiles.risk_shown import NOT_SHARED
from records.models.entries import HAPPENED

NEWEST_NEED = ("written_at", "pk")


# ---- People -------------------------------------------------------------------------------------
def born(person: PersonRow) -> Cell:
    """The day, an estimate of the age, or nothing."""
    if person.born_on:
        return person.born_on
    return f"About {person.age_by_now}" if person.estimated_age is not None else "Not known"


def places(person: PersonRow) -> str:
    """Where they are: in which prison, or in the community."""
    return "; ".join(f"In {stay}" for stay in person.held_in) or "In the community"


def release(person: PersonRow) -> Cell:
    """When they are expected to leave a prison, if that is known."""
    days = [stay.release_expected_on for stay in person.held_in if stay.release_expected_on]
    return min(days, default=None)


PEOPLE = (
    Column("Reference", lambda person: person.reference),
    Column("Name", lambda person: person.name),
    Column("Date of birth", born),
    Column("Prison number", lambda person: person.prison_number),
    Column("Where they are", places),
    Column("Release expected", release),
    Column("Roles", lambda person: ", ".join(str(role) for role in person.current_roles)),
    Column("Risk", lambda person: person.risk.text),
    Column("Managed by", lambda person: str(person.owner_team)),
)
# The prison number shows where a prison's people are listed, and nowhere else.
IN_COMMUNITY = tuple(column for column in PEOPLE if column.heading != "Prison number")


@listed
class PeopleExport(ListKind):
    """The people whom the reader may see, narrowed and ordered by the address."""

    name, title = "people", "People"
    model, action = Profile, "profile.list"

    @cached_property
    def filter(self) -> PeopleFilter:
        return PeopleFilter(self.request)

    def of_section(self, rows: Iterable[Any]) -> list[int]:
        """Those whose risk is said."""
        return [person.pk for person in rows if person.risk.status != NOT_SHARED.status]

    def subjects(self, rows: Iterable[Any]) -> list[int]:
        return [person.pk for person in rows]

    def reads_all(self, rows: list[int]) -> bool:
        return self.holds("risk", rows)

    def holds(self, section: str, rows: list[int]) -> bool:
        """May the reader still read this section of all of these people?"""
        seen = Profile.objects.visible_to(self.user, section=section).filter(pk__in=rows)
        return seen.order_by().count() == len(rows)

    def sees_all(self, rows: list[int], people: list[int]) -> bool:
        """The people, and of each what narrowed the list: that is said of everybody on it."""
        return super().sees_all(rows, people) and all(
            self.holds(section, rows) for section in self.narrowed_by
        )

    @property
    def narrowed_by(self) -> set[str]:
        """The sections by which the list was narrowed: by its filters, and by the search.

        Of a filter that asks for what is there no longer, too: the file is older.
        """
        asked = {
            part.section
            for part in self.filter.parts
            if isinstance(part, OfSection) and part.typed
        }
        method = self.filter.search.method
        return asked | ({method.section} if method and method.section else set())

    @property
    def query(self) -> str:
        """With the method that finds somebody now: the file is made and fetched by no other."""
        method = self.filter.search.method
        by = {} if method is None else {"by": method.name}
        return self.filter.with_values(**by).removeprefix("?")

    @property
    def columns(self) -> tuple[Column, ...]:
        return PEOPLE if self.filter.prisons else IN_COMMUNITY

    def batch(self, after: str, size: int) -> Page:
        return self.filter.batch(after, size)

    def number(self, most: int) -> int:
        found: int = self.filter.queryset().count_for(
            self.user, cap=most, **self.filter.search.how
        )
        return found

    @property
    def called(self) -> str:
        return self.filter.heading

    @property
    def page(self) -> str:
        return reverse("profiles:list")


@listed
class NeedsOfTeamsExport(ListKind):
    """Open needs that the reader's teams have picked up, or are responsible for."""

    name, title = "needs-of-teams", "Needs of your teams"
    model, action = Need, "need.view"
    columns = (
        Column("Reference", lambda need: need.profile.reference),
        Column("Name", lambda need: need.profile.name),
        Column("What it is", lambda need: need.text),
        Column("Pathway", lambda need: str(need.pathway)),
        Column("Status", lambda need: str(need.status)),
        Column(
            "Picked up by", lambda need: need.picked_up_by_name if need.picker else "Nobody yet"
        ),
    )

    def batch(self, after: str, size: int) -> Page:
        return page_down(needs_of_teams(self.user), *NEWEST_NEED, after=after, size=size)

    def number(self, most: int) -> int:
        return int(needs_of_teams(self.user).order_by()[: most + 1].count())

    @property
    def page(self) -> str:
        return reverse("profiles:needs-of-teams")


# ---- Of one person ------------------------------------------------------------------------------
class OfPerson(OfRecord):
    """A list that is on a page of one person."""

    parent = Profile


@listed
class LogExport(OfPerson):
    """The entries of a person's log, newest first, with what was added to them."""

    name, title = "log", "Log"
    model, action, section = Contact, "profile.view_log", "log"

    @cached_property
    def filter(self) -> LogFilter:
        return LogFilter(self.request, self.record.contacts.all(), self.names)

    def entries(self) -> Any:
        return self.filter.narrow(self.record.contacts.all())

    def readable(self) -> QuerySet:
        rows: QuerySet = self.record.contacts.all()
        return rows

    def batch(self, after: str, size: int) -> Page:
        page = page_down(self.entries().with_words(), *HAPPENED, after=after, size=size)
        run(together_in_steps([with_amendments.steps(page)]))
        return page

    def number(self, most: int) -> int:
        return int(self.entries().order_by()[: most + 1].count())

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Date", lambda one: one.happened_on),
            Column("Time", lambda one: one.happened_at_time and f"{one.happened_at_time:%H:%M}"),
            Column("What", lambda one: one.title),
            Column("What happened", lambda one: one.text),
            Column("Basis", lambda one: one.get_basis_display()),
            Column("Told by", lambda one: one.told_by),
            Column("Attitude", lambda one: one.get_attitude_display()),
            Column("Response", lambda one: one.response),
            Column("Anxieties", lambda one: one.anxieties),
            Column("To follow up", self.follow_up),
            Column("Added later", self.added),
            Column(
                "Needs raised", lambda one: "; ".join(str(need.pathway) for need in one.raised)
            ),
            Column("Written by", self.names.writer),
        )

    def follow_up(self, one: Contact) -> str:
        """What is to follow an entry, or what came of it."""
        todo = getattr(one, "follow_up", None)
        if todo is None:
            return ""
        if todo.done_at:
            return f"{todo.what}: {todo.done_word} ({self.names.finisher(todo)})"
        return f"{todo.what}, by {format_when(todo.due_on)}"

    def added(self, one: Contact) -> str:
        """What was added to an entry, with who says so."""
        return "\n".join(
            f"{format_when(more.written_at)}, {self.names.writer(more)}: {more.text}"
            for more in one.added
        )

    @property
    def page(self) -> str:
        return reverse("profiles:log", args=[self.of])


@listed
class ReportsExport(OfPerson):
    """The reports that were submitted, newest first; no drafts, which are their team's."""

    name, title = "reports", "Reports"
    model, action, section = Report, "profile.view_reports", "reports"

    def readable(self) -> QuerySet:
        seen = policy.accessible(self.user, "report.view", Report).of_person(self.record)
        rows: QuerySet = seen.submitted().listed()
        return rows

    def batch(self, after: str, size: int) -> Page:
        return page_down(self.readable(), *NEWEST, after=after, size=size)

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Report", lambda one: str(one.kind)),
            Column("Submitted", lambda one: one.submitted_at),
            Column("Written by", self.names.writer),
        )

    @property
    def page(self) -> str:
        return reverse("profiles:reports", args=[self.of])


@listed
class RiskExport(OfPerson):
    """Every assessment of risk, newest first, with the reasons."""

    name, title = "risk", "Risk assessments"
    model, action, section = RiskAssessment, "profile.view_risk", "risk"

    def readable(self) -> QuerySet:
        rows: QuerySet = self.record.risk_assessments.with_words()
        return rows

    def batch(self, after: str, size: int) -> Page:
        return page_down(self.readable(), "assessed_on", "pk", after=after, size=size)

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Assessed on", lambda one: one.assessed_on),
            Column("Risk", lambda one: str(one.level)),
            Column("Risk of what", lambda one: one.of_what),
            Column("Why", lambda one: one.rationale),
            Column("Review by", lambda one: one.review_on if one.is_latest else None),
            Column("Assessed by", self.names.writer),
        )

    @property
    def page(self) -> str:
        return reverse("profiles:risk", args=[self.of])


@listed
class PersonAccessExport(AccessExport):
    """Who can see a person, and why."""

    name, parent = "access", Profile

    @property
    def page(self) -> str:
        return reverse("profiles:sharing", args=[self.of])


@listed
class NeedsExport(OfPerson):
    """The anxieties and needs of a person: those that are open by pathway, then the resolved."""

    name, title = "needs", "Needs"
    model, action, section = Need, "profile.view_needs", "log"

    def readable(self) -> QuerySet:
        rows: QuerySet = needs_of(self.record, self.user)
        return rows

    def batch(self, after: str, size: int) -> Page:
        """All of them, as on the page."""
        still_open, resolved = in_order(list(needs_of(self.record, self.user).by_pathway()))
        return Page([*still_open, *resolved])

    @property
    def columns(self) -> tuple[Column, ...]:
        names = self.names
        return (
            Column("Kind", lambda need: need.get_kind_display()),
            Column("What it is", lambda need: need.text),
            Column("Pathway", lambda need: str(need.pathway)),
            Column("Status", lambda need: str(need.status)),
            Column("Raised", lambda need: need.written_at),
            Column("Raised by", names.writer),
            Column("Team responsible", lambda need: need.team and names.team(need.team)),
            Column("Picked up", lambda need: need.picked_up_at),
            Column("Picked up by", lambda need: need.picker and names.writer(need.picker)),
            Column("Resolved", lambda need: need.resolved_at),
            Column("Resolved by", lambda need: need.resolver and names.writer(need.resolver)),
            Column("How", lambda need: need.resolution),
        )

    @property
    def page(self) -> str:
        return reverse("profiles:needs", args=[self.of])


@listed
class PersonDocumentsExport(DocumentsExport, OfPerson):
    """The names of the documents of a person."""

    name = "documents"
    model, action = ProfileDocument, ProfileDocument.view_action

    @property
    def page(self) -> str:
        return reverse("profiles:documents", args=[self.of])
