"""Figures, for programs: which there are, and each for a period; the numbers of the pages."""

from rest_framework.views import APIView

from api.filters import refuse_unusable
from api.problems import FieldProblem, ProblemError
from api.routes import resource
from api.serializers.statistics import FiguresSerializer, TableSerializer
from api.views.base import ApiDetail, ApiMixin
from core.periods import PeriodFilter
from figures import selectors
from figures.views import StatisticsMixin


class FigureList(ApiMixin, StatisticsMixin, APIView):
    """The figures that there are, and what each counts."""

    resource, answers = "statistics", FiguresSerializer

    def shown(self):
        return {"results": selectors.figures_for(self.request.user)}

    def seen_detail(self):
        return {}


class FigureTable(ApiDetail, StatisticsMixin, APIView):
    """One figure, counted for a period: the last 90 days, unless others are asked for."""

    resource, answers = "statistics", TableSerializer
    filters, queries = PeriodFilter, tuple(part.name for part in PeriodFilter.filters)

    def load(self):
        super().load()
        key, period = self.kwargs["key"], self.filter.period
        self.table = selectors.table(self.request.user, key, period)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        refuse_unusable(self.filter)
        asked = [name for name in self.queries if name in request.GET]
        if asked and self.table.period is None:
            words = "This figure is of today: it takes no period."
            found = [FieldProblem(name, words) for name in asked]
            raise ProblemError(400, "wrong-parameter", words, found)

    def shown(self):
        return self.table

    def seen_detail(self):
        days = super().seen_detail() if self.table.period else {}
        return {"figure": self.kwargs["key"], **days}


urlpatterns = [
    *resource("statistics/", "statistics", FigureList),
    *resource("statistics/<slug:key>/", "statistic", FigureTable),
]
