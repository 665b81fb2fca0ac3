"""Handovers of cases and tasks, for programs: those that wait, one, a new one, the answer."""

from typing import ClassVar

from rest_framework.views import APIView

from api.parameters import MOST_COUNTED, tabs
from api.routes import resource
from api.serializers.tasks import HandoverSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiList
from api.views.tasks import tab_of
from api.views.writing import ApiAct, ApiCreate
from core.paging import capped
from tasks.filters import HANDOVER_TABS
from tasks.handovers import handovers_in
from tasks.views import handovers as pages


class HandoverList(ApiList, pages.HandoverList, APIView):
    """Handovers of one tab: mine, team or over; those that wait come most urgent first."""

    resource, row, queries = "tasks", HandoverSerializer, ("tab",)
    parameters: ClassVar = {"tab": tabs(HANDOVER_TABS)}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        tab_of(request, HANDOVER_TABS)
        self.size = self.limit

    def count(self):
        if self.page.is_first and self.page.next_cursor is None:
            return capped(len(self.page))
        rows = handovers_in(self.tab, self.request.user).order_by()
        return capped(rows[: MOST_COUNTED + 1].count(), MOST_COUNTED)


class HandoverDetail(ApiDetail, pages.OneHandover, APIView):
    """Who gives what to whom, and what they must know."""

    action = "handover.view"
    resource, answers = "tasks", HandoverSerializer


class NewHandover(ApiCreate):
    """Hands something over to the team that has it, or to one person of that team."""

    resource, shown_at = "tasks", "api:handover"

    def place_of(self, saved):
        return [saved.uuid]


class CaseHandOver(NewHandover, pages.CaseHandOver, APIView):
    """Hands a case over: by its lead, or by anybody of its team if nobody leads it."""


class TaskHandOver(NewHandover, pages.TaskHandOver, APIView):
    """Hands a task over. Its assignee does."""


class HandoverAnswer(ApiAct):
    """Answers a handover."""

    resource, shown_at = "tasks", "api:handover"

    def place_of(self, saved):
        return [self.object.uuid]


class HandoverAcknowledge(HandoverAnswer, pages.HandoverAcknowledge, APIView):
    """Takes over what was handed over."""


class HandoverWithdraw(HandoverAnswer, pages.HandoverWithdraw, APIView):
    """Takes a handover back."""


ONE = "handovers/<uuid:uuid>/"
urlpatterns = [
    *resource("handovers/", "handover-list", HandoverList),
    *resource(ONE, "handover", HandoverDetail),
    *resource(f"{ONE}acknowledge/", "handover-acknowledge", HandoverAcknowledge),
    *resource(f"{ONE}withdraw/", "handover-withdraw", HandoverWithdraw),
    *resource("cases/<uuid:uuid>/hand-over/", "case-hand-over", CaseHandOver),
    *resource("tasks/<uuid:uuid>/hand-over/", "task-hand-over", TaskHandOver),
]
