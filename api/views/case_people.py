"""The people in a case, for programs: who they are to the reader, a new one, and their part."""

from dataclasses import replace

from rest_framework.views import APIView

from api.naming_people import PERSON, person_named
from api.routes import resource
from api.sending import Beside
from api.serializers.cases import ParticipantSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiCreate, ApiEdit
from cases.models import Participant
from cases.participants import as_known
from cases.views import people as pages
from cases.views.base import CaseMixin
from core import policy
from core.views import ChildMixin, ObjectMixin


class ParticipantList(ApiChildList, CaseMixin, ObjectMixin, APIView):
    """Everybody in a case, those named last first; also those who are no longer part of it."""

    action, section = "case.view_people", "people"
    resource, row, keys = "cases", ParticipantSerializer, ("pk",)

    def rows(self):
        return self.object.participants.with_words()

    def prepared(self, page):
        for one in page:
            one.case = self.object
        return replace(page, rows=as_known(page, self.request.user))


class ParticipantDetail(ApiDetail, CaseMixin, ChildMixin, APIView):
    """One person in a case."""

    action, section = "case.view_people", "people"
    child_model, child_action, child_of = Participant, "participant.view", "case"
    resource, answers, as_page = "cases", ParticipantSerializer, "cases:participant-edit"

    def shown(self):
        self.child.case = self.object
        (known,) = as_known([self.child], self.request.user)
        return known


class ParticipantAdd(ApiCreate, pages.ParticipantAdd, APIView):
    """Names a person in a case, by their record or without one."""

    resource, shown_at = "cases", "api:case-person"
    beside = {"person": Beside("text", f"{PERSON}. Without one, send their name")}

    def changed_body(self, body):
        self.person = person_named(self.request.user, body)
        return body


class ParticipantEdit(ApiEdit, pages.ParticipantEdit, APIView):
    """Corrects or ends the part of a person in a case."""

    resource, shown_at, as_page = "cases", "api:case-person", "cases:participant-edit"

    def lock(self):
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


PEOPLE, ONE = "cases/<uuid:uuid>/people/", "cases/<uuid:uuid>/people/<uuid:child>/"
urlpatterns = [
    *resource(PEOPLE, "case-people", ParticipantList, create=ParticipantAdd),
    *resource(ONE, "case-person", ParticipantDetail, edit=ParticipantEdit),
]
