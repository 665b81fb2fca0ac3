"""What is written while somebody is missing, for programs: kind by kind, and on one timeline."""

from typing import ClassVar

from django.utils.functional import cached_property
from rest_framework.views import APIView

from api.parameters import MOST_COUNTED
from api.routes import resource
from api.serializers import missing as told
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate
from core.paging import capped
from core.views import ChildMixin
from missing.entries import how_many, timeline
from missing.models import (
    Hypothesis,
    Information,
    Interview,
    MissingReport,
    RiskAssessment,
    Sighting,
)
from missing.views import entries as pages
from missing.views import returning
from missing.views.episode import OneEpisode

READS = "missing.view_log"


class OfEpisode(ApiChildList, OneEpisode, APIView, abstract=True):
    """What was written of one kind, the latest first."""

    action, section, resource = READS, "actions", "missing"
    keys = ("pk",)
    # The name by which an episode has them, and what is fetched with them.
    many: ClassVar[str] = ""
    beside: ClassVar[tuple[str, ...]] = ()

    def rows(self):
        return getattr(self.object, self.many).select_related(*self.beside)


class OneOf(ApiDetail, OneEpisode, ChildMixin, APIView, abstract=True):
    """One thing that was written."""

    action, section, resource = READS, "actions", "missing"
    child_action, child_of = READS, "episode"


class Timeline(OfEpisode):
    """Assessments, sightings, information and reports, newest first: each where it happened."""

    row = told.MomentSerializer

    @cached_property
    def page(self):
        return timeline(self.object, self.names, self.after, self.limit)

    def count(self):
        return capped(how_many(self.object), MOST_COUNTED)


class AssessmentList(OfEpisode):
    """How high the risk was, and why, the latest first."""

    row, many, beside = told.GradingSerializer, "assessments", ("risk",)


class Assessment(OneOf):
    """One grading of the risk."""

    child_model, answers = RiskAssessment, told.GradingSerializer


class Assess(ApiCreate, pages.RiskAssess, APIView):
    """Says how high the risk is now, and why. The next review is due from now."""

    resource, shown_at = "missing", "api:missing-assessment"


class SightingList(OfEpisode):
    """Where and when they were seen, the latest first."""

    row, many, keys = told.SightingSerializer, "sightings", ("seen_at", "pk")
    beside = ("reliability",)


class OneSighting(OneOf):
    """One sighting."""

    child_model, answers = Sighting, told.SightingSerializer


class SightingAdd(ApiCreate, pages.SightingAdd, APIView):
    """Adds a sighting."""

    resource, shown_at = "missing", "api:missing-sighting"


class InformationList(OfEpisode):
    """Facts, with who told them, the latest first."""

    row, many, keys = told.InformationSerializer, "information", ("obtained_at", "pk")


class OneFact(OneOf):
    """One fact."""

    child_model, answers = Information, told.InformationSerializer


class InformationAdd(ApiCreate, pages.InformationAdd, APIView):
    """Adds information."""

    resource, shown_at = "missing", "api:missing-fact"


class HypothesisList(OfEpisode):
    """What may have happened, apart from facts; the latest first."""

    row, many = told.HypothesisSerializer, "hypotheses"


class OneHypothesis(OneOf):
    """One hypothesis."""

    child_model, answers = Hypothesis, told.HypothesisSerializer
    as_page = "missing:hypothesis-settle"


class HypothesisAdd(ApiCreate, pages.HypothesisAdd, APIView):
    """Adds a hypothesis."""

    resource, shown_at = "missing", "api:missing-hypothesis"


class HypothesisSettle(ApiAct, pages.HypothesisSettle, APIView):
    """Confirms a hypothesis, or rules it out."""

    resource, shown_at = "missing", "api:missing-hypothesis"
    as_page = "missing:hypothesis-settle"


class ReportList(OfEpisode):
    """Who reported it, the latest first."""

    row, many = told.MissingReportSerializer, "reports"


class OneReport(OneOf):
    """One report."""

    child_model, answers = MissingReport, told.MissingReportSerializer


class InterviewList(OfEpisode):
    """The talks that follow the return."""

    row, many = told.InterviewSerializer, "interviews"


class OneInterview(OneOf):
    """One talk."""

    child_model, answers = Interview, told.InterviewSerializer
    as_page = "missing:interview-offer"


class InterviewOffer(ApiAct, returning.InterviewOffer, APIView):
    """Says that the talk was offered."""

    resource, shown_at = "missing", "api:missing-interview"
    as_page = "missing:interview-offer"


class InterviewRecord(ApiAct, returning.InterviewRecord, APIView):
    """Says that the talk was held, or declined."""

    resource, shown_at = "missing", "api:missing-interview"
    as_page = "missing:interview-record"


EPISODE = "missing/<uuid:uuid>/"
ONE = "<uuid:child>/"
urlpatterns = [
    *resource(f"{EPISODE}timeline/", "missing-timeline", Timeline),
    *resource(f"{EPISODE}risk/", "missing-assessments", AssessmentList, create=Assess),
    *resource(f"{EPISODE}risk/{ONE}", "missing-assessment", Assessment),
    *resource(f"{EPISODE}sightings/", "missing-sightings", SightingList, create=SightingAdd),
    *resource(f"{EPISODE}sightings/{ONE}", "missing-sighting", OneSighting),
    *resource(f"{EPISODE}information/", "missing-facts", InformationList, create=InformationAdd),
    *resource(f"{EPISODE}information/{ONE}", "missing-fact", OneFact),
    *resource(f"{EPISODE}hypotheses/", "missing-hypotheses", HypothesisList, create=HypothesisAdd),
    *resource(f"{EPISODE}hypotheses/{ONE}", "missing-hypothesis", OneHypothesis),
    *resource(f"{EPISODE}hypotheses/{ONE}settle/", "missing-hypothesis-settle", HypothesisSettle),
    *resource(f"{EPISODE}reports/", "missing-reports", ReportList),
    *resource(f"{EPISODE}reports/{ONE}", "missing-report", OneReport),
    *resource(f"{EPISODE}interviews/", "missing-interviews", InterviewList),
    *resource(f"{EPISODE}interviews/{ONE}", "missing-interview", OneInterview),
    *resource(f"{EPISODE}interviews/{ONE}offer/", "missing-interview-offer", InterviewOffer),
    *resource(f"{EPISODE}interviews/{ONE}record/", "missing-interview-record", InterviewRecord),
]
