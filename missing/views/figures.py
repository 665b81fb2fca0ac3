"""Figures about missing people, as a page and as a file for a spreadsheet."""

import csv
import io

from django.conf import settings
from django.views.generic import TemplateView

from audit.sheets import harmless
from core.dates import format_day
from core.views import FILE, READ, RecordView, as_file
from missing.figures import figures_of
from missing.filters import FiguresFilter
from missing.models import Episode


class FiguresBase(RecordView, abstract=True):
    """The figures of the days that the address asks for."""

    model, action = Episode, "missing.figures"

    def load(self):
        super().load()
        self.filter = FiguresFilter(self.request)
        self.figures = figures_of(self.request.user, self.filter.first, self.filter.last)

    def subjects(self):
        """Numbers are about nobody."""
        return []

    def seen_detail(self):
        return {
            "from": self.filter.first.isoformat(),
            "until": self.filter.last.isoformat(),
        }


class Figures(FiguresBase, TemplateView):
    """Each figure as a table, with what it means."""

    operation = READ
    template_name = "missing/figures.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, figures=self.figures, **kwargs)


class FiguresFile(FiguresBase):
    """The same tables for a spreadsheet. Making the file is an event."""

    operation = FILE
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        file = io.StringIO()
        lines = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines.writerow([settings.MARKING])
        lines.writerow([self.heading])
        for one in self.figures:
            lines.writerow([])
            for row in ((one.title,), (one.definition,), one.columns, *one.rows):
                lines.writerow([harmless(value) for value in row])
        name = f"missing-people-{self.filter.first}-{self.filter.last}.csv"
        body = file.getvalue().encode("utf-8-sig")
        return as_file(body, name=name, content_type="text/csv; charset=utf-8")

    @property
    def heading(self):
        first, last = format_day(self.filter.first), format_day(self.filter.last)
        return f"Missing people, reported from {first} to {last}"
