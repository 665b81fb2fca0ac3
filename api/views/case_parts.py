"""What a case is about and belongs to, for programs: its incidents, and cases linked to it."""

from django.utils.functional import cached_property
from rest_framework.views import APIView

from api.routes import resource
from api.serializers.cases import IncidentSerializer, LinkedCaseSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiCreate
from cases.models import Incident
from cases.selectors import linked_to
from cases.views import cases as case_pages
from cases.views import people as people_pages
from cases.views.base import CaseMixin
from core import policy
from core.paging import Page
from core.questions import run
from core.views import ChildMixin, ObjectMixin
from records.models.entries import HAPPENED

# Who reads the actions of a case reads what happened too.
READS = "action.view"


class IncidentList(ApiChildList, CaseMixin, ObjectMixin, APIView):
    """What happened and the case is about, the latest first."""

    action, section = "case.view_actions", "actions"
    resource, row, keys = "cases", IncidentSerializer, HAPPENED

    def rows(self):
        seen = policy.accessible(self.request.user, READS, Incident)
        return seen.filter(case=self.object)


class IncidentDetail(ApiDetail, CaseMixin, ChildMixin, APIView):
    """One incident."""

    action, section = "case.view_actions", "actions"
    child_model, child_action, child_of = Incident, READS, "case"
    resource, answers = "cases", IncidentSerializer


class IncidentAdd(ApiCreate, people_pages.IncidentAdd, APIView):
    """Writes down something that happened."""

    resource, shown_at = "cases", "api:case-incident"


class LinkList(ApiChildList, CaseMixin, ObjectMixin, APIView):
    """The cases that belong to this one, of those that the reader can see."""

    action = "case.view"
    resource, row = "cases", LinkedCaseSerializer

    @cached_property
    def page(self):
        return Page(self.rows())

    def rows(self):
        found = run(linked_to.steps(self.object, self.request.user))
        return [{"case": case, "link": link} for case, link in found]


class LinkAdd(ApiCreate, case_pages.CaseLinkAdd, APIView):
    """Links another case to this one, by its reference. The answer is the whole list."""

    resource, shown_at = "cases", "api:case-links"

    def place_of(self, saved):
        return [self.object.uuid]


HERE = "cases/<uuid:uuid>/"
urlpatterns = [
    *resource(f"{HERE}incidents/", "case-incidents", IncidentList, create=IncidentAdd),
    *resource(f"{HERE}incidents/<uuid:child>/", "case-incident", IncidentDetail),
    *resource(f"{HERE}links/", "case-links", LinkList, create=LinkAdd),
]
