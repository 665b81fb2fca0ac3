"""Cases, for programs: the list with the filters of its page, one, a new one, and how it ends."""

from rest_framework.views import APIView

from api.naming_people import PERSON, person_named
from api.problems import FieldProblem, ProblemError
from api.routes import resource
from api.sending import Beside
from api.serializers.cases import CaseRowSerializer, CaseSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from cases.filters import CaseFilter
from cases.views import cases as pages
from cases.views.base import CaseMixin
from core.views import ObjectMixin

TAGS = Beside("list", "Words to find it by")


class TagsInList:
    """Tags as a list; pages take them between commas."""

    def changed_body(self, body):
        if isinstance(body.get("tags"), list):
            body["tags"] = ", ".join(body["tags"])
        return body


class CaseList(ApiList, pages.CaseList, APIView):
    """Cases the reader may see."""

    resource, row, filters = "cases", CaseRowSerializer, CaseFilter


class CaseDetail(ApiDetail, CaseMixin, ObjectMixin, APIView):
    """One case, and which of its sections the reader holds."""

    action = "case.view"
    resource, answers = "cases", CaseSerializer


class CaseOpen(TagsInList, ApiCreate, pages.CaseOpen, APIView):
    """Opens a case, with its first person if one is named."""

    resource, shown_at = "cases", "api:case"
    beside = {"tags": TAGS, "person": Beside("text", f"{PERSON}, with their role in the case")}

    def changed_body(self, body):
        self.person = person_named(self.request.user, body)
        if "role" in body and self.person is None:
            words = "Say who has this role: send the person too."
            raise ProblemError(422, "invalid", words, [FieldProblem("person", words)])
        return super().changed_body(body)

    def place_of(self, saved):
        return [saved.uuid]


class OfCase:
    """What is done with a case itself."""

    resource, shown_at = "cases", "api:case"

    def place_of(self, saved):
        return [self.object.uuid]


class CaseEdit(TagsInList, OfCase, ApiEdit, pages.CaseEdit, APIView):
    """Changes what a case is."""

    beside = {"tags": TAGS}


class CaseClose(OfCase, ApiAct, pages.CaseClose, APIView):
    """Ends the work on a case."""

    sometimes = ("open_work",)


class CaseReopen(OfCase, ApiAct, pages.CaseReopen, APIView):
    """Goes on with a closed case."""


urlpatterns = [
    *resource("cases/", "case-list", CaseList, create=CaseOpen),
    *resource("cases/<uuid:uuid>/", "case", CaseDetail, edit=CaseEdit),
    *resource("cases/<uuid:uuid>/close/", "case-close", CaseClose),
    *resource("cases/<uuid:uuid>/reopen/", "case-reopen", CaseReopen),
]
