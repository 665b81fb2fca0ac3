"""Figures about missing people, as a page and as a file for a spreadsheet."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from audit.figure_sheets import sheet
from core.periods import PeriodFilter
from core.views import FILE, READ, RecordView
from missing.figures import tables_of
from missing.models import Episode


class FiguresBase(RecordView, abstract=True):
    """The figures of the days that the address asks for."""

    model, action = Episode, "missing.figures"

    def load(self):
        super().load()
        self.filter = PeriodFilter(self.request)

    @property
    def tables(self):
        return tables_of(self.request.user, self.filter.period)

    def subjects(self):
        """Numbers are about nobody."""
        return []

    def seen_detail(self):
        return self.filter.recorded()


class Figures(FiguresBase, TemplateView):
    """Each figure as a table, with what it means."""

    operation = READ
    template_name = "missing/figures.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, figures=self.tables, **kwargs)


class FiguresFile(FiguresBase):
    """The same tables for a spreadsheet. Making the file is an event.

    Days that cannot be are said on the page.
    """

    operation = FILE
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        if self.filter.is_wrong:
            return redirect(f"{reverse('missing:figures')}?{request.GET.urlencode()}")
        period = self.filter.period
        return sheet(
            heading=f"Missing people, reported from {period}",
            tables=self.tables,
            name=f"missing-people-{period.first}-{period.last}.csv",
        )
