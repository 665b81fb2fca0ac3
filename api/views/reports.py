"""Reports about a person, for programs: the list, one of them, and writing one."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.reports import (
    ReportRowSerializer,
    ReportSectionSerializer,
    ReportSerializer,
)
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from core import policy
from core.views import ChildMixin, ObjectMixin
from profiles.models import Report, ReportSection
from profiles.views import reports as pages
from records import answers


class ReportList(ApiChildList, pages.ReportsMixin, ObjectMixin, APIView):
    """Reports about a person that were submitted, and the drafts of the client's team."""

    action = "profile.view_reports"
    resource, row, keys = "reports", ReportRowSerializer, ("pk",)

    def rows(self):
        seen = policy.accessible(self.request.user, "report.view", Report)
        return seen.of_person(self.object).listed()


class ReportDetail(ApiDetail, pages.OneReport, APIView):
    """One report: what it says; of a draft, where it is written and what is missing."""

    resource, answers, as_page = "reports", ReportSerializer, "profiles:report"

    def shown(self):
        report = self.child
        report.content = self.content
        report.sections = self.parts
        report.missing = [question.label for _, question in self.missing]
        report.added = report.additions.all()
        return report


class ReportStart(ApiCreate, pages.ReportStart, APIView):
    """Starts a report; one that the team is writing already goes on."""

    resource, shown_at = "reports", "api:report"


class SectionDetail(ApiDetail, pages.ReportsMixin, ChildMixin, APIView):
    """The answers in one section of a draft."""

    action = "profile.view_reports"
    child_model, child_action, child_of = ReportSection, "report.write", "report__profile"
    resource, answers, as_page = "reports", ReportSectionSerializer, "profiles:report-section"


class SectionWrite(ApiEdit, pages.SectionWrite, APIView):
    """Answers questions of one section of a draft; what is not sent stays as it is."""

    resource, shown_at, as_page = "reports", "api:report-section", "profiles:report-section"
    sent = ()

    def get_form_class(self):
        return answers.form_of(self.child, self.sent)

    def changed_body(self, body):
        """Rows of a table are sent by the names of their cells; there are enough of them."""
        self.sent = tuple(body)
        return body

    def lock(self):
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


class ReportSubmit(ApiAct, pages.ReportSubmit, APIView):
    """Submits a draft: it is locked, and read by all who hold the section."""

    resource, shown_at, as_page = "reports", "api:report", "profiles:report-submit"


class ReportAddTo(ApiAct, pages.ReportAddTo, APIView):
    """Adds to a report that was submitted."""

    resource, shown_at, as_page = "reports", "api:report", "profiles:report-add-to"

    def place_of(self, saved):
        return [self.object.uuid, self.child.uuid]


OF_PERSON = "profiles/<uuid:uuid>/reports/"
urlpatterns = [
    *resource(OF_PERSON, "reports", ReportList, create=ReportStart),
    *resource(
        f"{OF_PERSON}sections/<uuid:child>/", "report-section", SectionDetail, edit=SectionWrite
    ),
    *resource(f"{OF_PERSON}<uuid:child>/", "report", ReportDetail),
    *resource(f"{OF_PERSON}<uuid:child>/submit/", "report-submit", ReportSubmit),
    *resource(f"{OF_PERSON}<uuid:child>/add/", "report-add-to", ReportAddTo),
]
