"""Statistics: all figures on one page, one with its picture, and one as a file."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from agencies.models import Team
from audit.figure_sheets import sheet
from core import policy
from core.dates import format_day
from core.periods import PeriodFilter
from core.views import FILE, RecordView
from figures import selectors
from figures.registry import FIGURES

REFUSED = (
    "Statistics count the records that you work with. They are for practitioners and managers "
    "of teams."
)


class StatisticsMixin(RecordView, abstract=True):
    """A page of figures of what the reader may see, for the period in the address."""

    model, action = Team, selectors.ACTION

    def load(self):
        super().load()
        if not policy.can(self.request.user, self.action):
            raise PermissionDenied(REFUSED)
        self.filter = PeriodFilter(self.request)

    def subjects(self):
        """Numbers are about nobody."""
        return []

    def seen_detail(self):
        return self.filter.recorded()


class Index(StatisticsMixin, TemplateView):
    """Every figure by topic, the number first."""

    template_name = "figures/index.html"

    def get_context_data(self, **kwargs):
        topics = selectors.topics_for(self.request.user, self.filter.period)
        return super().get_context_data(filter=self.filter, topics=topics, **kwargs)


class FigureMixin(StatisticsMixin, abstract=True):
    """One figure, which the address names."""

    key = ""

    def load(self):
        super().load()
        self.figure = FIGURES[self.key]
        self.table = selectors.table(self.request.user, self.key, self.filter.period)

    @property
    def days(self):
        """The days it is about, in words."""
        today = format_day(timezone.localdate())
        return f"As at today, {today}" if self.figure.is_now else str(self.filter.period)

    def seen_detail(self):
        return {"figure": self.key, **({} if self.figure.is_now else super().seen_detail())}


class FigurePage(FigureMixin, TemplateView):
    """What it counts and whose, its picture and its table."""

    template_name = "figures/figure.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            figure=self.figure,
            table=self.table,
            days=self.days,
            clear=reverse(f"figures:{self.key}"),
            file=reverse(f"figures:{self.key}-file") + self.filter.address,
            **kwargs,
        )


class FigureFile(FigureMixin):
    """The same table for a spreadsheet. Making the file is an event.

    A period that cannot be is said on the page.
    """

    operation = FILE
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        if self.filter.is_wrong and not self.figure.is_now:
            page = reverse(f"figures:{self.key}")
            return redirect(f"{page}?{request.GET.urlencode()}")
        period, today = self.filter.period, timezone.localdate()
        days = str(today) if self.figure.is_now else f"{period.first}-{period.last}"
        return sheet(
            heading=f"{self.figure.title}: {self.days}",
            tables=[self.table],
            name=f"{self.key}-{days}.csv",
        )
