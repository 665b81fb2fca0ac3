"""What an import came to: the list of imports, one of them, its rows, its problems as a file."""

from django.core.exceptions import PermissionDenied
from django.views.generic.base import View

from agencies.views.base import Administration
from core import policy
from core.paging import page_down
from core.views import FILE, ListPage, ObjectMixin, ObjectPage, as_file
from imports.models import Import, ImportRow
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
State = ImportRow.State


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
        return page_down(found, "asked_at", "pk", after=self.request.GET.get("after", "")[:300])


class OfImport(Administration, ObjectMixin, abstract=True):
    """What pages about one import share."""

    model, action = Import, "import.view"
    related = ("team", "asked_by", "agreed_by", "basis")
    tab = "imports"
    shown = ()

    def subjects(self):
        """Those whom the page names from their records; rows are no records yet."""
        people = [
            one.person.pk
            for row in self.shown
            for one in getattr(row, "people", ())
            if one.is_seen
        ]
        return sorted({*people, *(pk for row in self.shown for pk in row.subject_ids())})


class ImportDetail(OfImport, ObjectPage):
    """The numbers first; then what is wrong, by row and column; and what can be done next."""

    template_name = "imports/import_detail.html"

    def get_context_data(self, **kwargs):
        of = self.object
        first = list(of.rows.all()[:FIRST])
        wrong = list(of.rows.in_state("problem")[:WITH_PROBLEMS])
        numbers = [(State(name), of.number(name)) for name in State.values if of.number(name)]
        return super().get_context_data(
            numbers=numbers,
            as_read=as_read(of, first),
            first=first,
            wrong=wrong,
            may_start=self.may("import.start"),
            may_cancel=self.may("import.cancel"),
            may_choose=self.may("import.choose"),
            **kwargs,
        )


class ImportRows(OfImport, ObjectPage):
    """The rows in one state, as they were read, a page at a time."""

    template_name = "imports/import_rows.html"

    def load(self):
        super().load()
        asked = self.request.GET.get("state", "")
        self.state = State(asked) if asked in State.values else None
        rows = self.object.rows.select_related("profile")
        rows = rows.in_state(self.state) if self.state else rows.all()
        self.page = page_of_rows(rows, self.request.GET.get("after", "")[:300])
        self.shown = self.page.rows
        attach_proposed(self.request.user, self.shown)
        attach_cells(self.object, self.shown)
        seen = seen_records(self.request.user, self.shown)
        for row in self.shown:
            row.is_seen = row.profile_id in seen

    def subjects(self):
        seen = {row.profile_id for row in self.shown if row.is_seen}
        people = {one.person.pk for row in self.shown for one in row.people if one.is_seen}
        return sorted(seen | people)

    def get_context_data(self, **kwargs):
        states = [(State(name), self.object.number(name)) for name in State.values]
        return super().get_context_data(
            page=self.page,
            state=self.state,
            states=[(state, number) for state, number in states if number],
            **kwargs,
        )


class ProblemsFile(OfImport, View):
    """Every problem as a CSV file, to correct the list by."""

    operation = FILE

    def get(self, request, *args, **kwargs):
        name = f"problems-{self.object.pk}.csv"
        return as_file(problems_as_csv(self.object), name=name, content_type="text/csv")
