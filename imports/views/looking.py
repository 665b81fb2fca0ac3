"""What an import came to: the list of imports, one of them, its rows, its problems as a file."""

from django.core.exceptions import PermissionDenied
from django.views.generic.base import View

from access.services import find_record
from agencies.views.base import Administration
from core import policy
from core.paging import page_down
from core.views import FILE, LIST, ListPage, ObjectMixin, ObjectPage, as_file
from imports.models import Import
from imports.outcomes import Outcomes, is_told
from imports.selectors import (
    as_read,
    attach_cells,
    attach_proposed,
    page_of_rows,
    problems_as_csv,
    seen_records,
)
from imports.views.preparing import NOT_YOURS

FIRST = 5
WITH_PROBLEMS = 20


class ImportList(Administration, ListPage):
    """The imports that the reader prepared, or that are for a team that they manage."""

    model, action = Import, "import.list"
    template_name = "imports/import_list.html"
    tab = "imports"
    is_limited = False

    def load(self):
        super().load()
        if not policy.can(self.request.user, "import.prepare"):
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        found = policy.accessible(self.request.user, self.action, Import).with_words()
        page = page_down(found, "asked_at", "pk", after=self.request.GET.get("after", "")[:300])
        for one in page.rows:
            one.is_told = is_told(self.request.user, one)
        return page


class OfImport(Administration, ObjectMixin, abstract=True):
    """What pages about one import share."""

    model, action = Import, "import.view"
    related = ("team", "asked_by", "agreed_by", "basis")
    tab = "imports"

    def load(self):
        super().load()
        self.outcomes = Outcomes(self.request.user, self.object)
        self.object.is_told = self.outcomes.is_told

    def subjects(self):
        """Rows are no records yet."""
        return []


class OfRows(OfImport, abstract=True):
    """A page of rows: whom it names counts against how many people its reader may list."""

    operation, is_limited = LIST, True

    def show(self, rows):
        """A page of these rows, with who is proposed. Records it says to exist were found."""
        self.page = page_of_rows(rows, self.request.GET.get("after", "")[:300])
        self.shown = self.page.rows
        self.outcomes.put_on(self.shown)
        attach_cells(self.object, self.shown)
        for person in attach_proposed(self.request.user, self.shown):
            find_record(obj=person, by=self.request.user)

    def announced(self):
        """A list of people, not the import; which one is in the detail."""
        return

    def seen_detail(self):
        return {"page": "rows of an import", "import": self.object.pk}

    def subjects(self):
        """Those that the page names, and those that it says to exist."""
        return sorted({one.person.pk for row in self.shown for one in row.people})


class ImportDetail(OfImport, ObjectPage):
    """The numbers first; then what is wrong, by row and column; and what can be done next."""

    template_name = "imports/import_detail.html"

    def get_context_data(self, **kwargs):
        of = self.object
        first = list(of.rows.all()[:FIRST])
        wrong = list(of.rows.in_state("problem")[:WITH_PROBLEMS])
        return super().get_context_data(
            numbers=self.outcomes.numbers(),
            ready=self.outcomes.number("ready"),
            imported=self.outcomes.number("imported"),
            possible=self.outcomes.number("duplicate"),
            as_read=as_read(of, first),
            first=first,
            wrong=wrong,
            more_wrong=max(0, self.outcomes.number("problem") - len(wrong)),
            may_start=self.may("import.start"),
            may_cancel=self.may("import.cancel"),
            may_choose=self.may("import.choose"),
            **kwargs,
        )


class ImportProgress(OfImport, ObjectPage):
    """How far an import is, for the script of its page, which asks every three seconds."""

    template_name = "imports/_progress.html"
    http_method_names = ["get", "head"]

    def announce(self):
        """It tells no more than the page that asks, which left an event."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            ready=self.outcomes.number("ready"),
            imported=self.outcomes.number("imported"),
            **kwargs,
        )


class ImportRows(OfRows, ObjectPage):
    """The rows in one state, as they were read, a page at a time."""

    template_name = "imports/import_rows.html"

    def load(self):
        super().load()
        asked = self.request.GET.get("state", "")
        self.states = self.outcomes.numbers()
        self.state = next((one for one in self.states if one.key == asked), None)
        rows = self.outcomes.rows(self.state.key if self.state else "")
        self.show(rows.select_related("profile"))
        told = self.outcomes.is_told
        seen = seen_records(self.request.user, self.shown) if told else set()
        for row in self.shown:
            row.is_seen = row.profile_id in seen

    def subjects(self):
        seen = {row.profile_id for row in self.shown if row.is_seen}
        return sorted({*super().subjects(), *seen})

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, state=self.state, states=self.states, **kwargs
        )


class ProblemsFile(OfImport, View):
    """Every problem as a CSV file, to correct the list by."""

    operation = FILE

    def get(self, request, *args, **kwargs):
        name = f"problems-{self.object.pk}.csv"
        return as_file(problems_as_csv(self.object), name=name, content_type="text/csv")
