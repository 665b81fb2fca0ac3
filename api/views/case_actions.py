"""The actions log of a case, for programs: its entries, a new one, its result, what is added."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.cases import ActionRowSerializer, ActionSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate
from cases.filters import ActionFilter
from cases.querysets import with_amendments, with_attachments
from cases.views import actions as pages
from core.views import ObjectMixin
from records.models.entries import HAPPENED

FILES = ("files", "document_kind")


class ActionList(ApiChildList, pages.FilteredActions, ObjectMixin, APIView):
    """What every partner has done in a case and plans, newest first."""

    action = "case.view_actions"
    resource, row, keys, filters = "cases", ActionRowSerializer, HAPPENED, ActionFilter

    def rows(self):
        return self.found.with_words()

    def list_filter(self):
        return self.filter

    def prepared(self, page):
        with_amendments(page)
        with_attachments(page)
        return page


class ActionDetail(ApiDetail, pages.ActionPage, APIView):
    """One action in full, with what was added to it."""

    resource, answers, as_page = "cases", ActionSerializer, "cases:action"

    def shown(self):
        with_attachments([self.child])
        return self.child


class ActionAdd(ApiCreate, pages.ActionAdd, APIView):
    """Writes an action into the log, done or planned."""

    resource, shown_at, leaves_out = "cases", "api:case-action", FILES


class OfAction:
    """What is done with one action."""

    resource, shown_at = "cases", "api:case-action"

    def place_of(self, saved):
        return [self.object.uuid, self.child.uuid]


class ActionResult(OfAction, ApiAct, pages.ActionResultAdd, APIView):
    """Says what came of a planned action."""

    as_page = "cases:action-result"


class ActionAmend(OfAction, ApiAct, pages.ActionAmend, APIView):
    """Adds to an action; the action stays as it was."""

    as_page, leaves_out = "cases:action-amend", FILES


ONE = "cases/<uuid:uuid>/actions/<uuid:child>/"
urlpatterns = [
    *resource("cases/<uuid:uuid>/actions/", "case-actions", ActionList, create=ActionAdd),
    *resource(ONE, "case-action", ActionDetail),
    *resource(f"{ONE}result/", "case-action-result", ActionResult),
    *resource(f"{ONE}add/", "case-action-add", ActionAmend),
]
