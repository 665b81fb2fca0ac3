"""The risk of a person, for programs: every assessment, one of them, and a new one."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.risk import AssessmentSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiCreate
from core.views import ChildMixin, ObjectMixin
from profiles.models import RiskAssessment
from profiles.views import risk as pages


class RiskList(ApiChildList, pages.RiskMixin, ObjectMixin, APIView):
    """Every assessment of a person's risk, newest first."""

    action = "profile.view_risk"
    resource, row, keys = "risk", AssessmentSerializer, ("assessed_on", "pk")

    def rows(self):
        return self.of_section("risk", self.object.risk_assessments).with_words()


class RiskOne(ApiDetail, pages.RiskMixin, ChildMixin, APIView):
    """One assessment."""

    action = "profile.view_risk"
    child_model, child_action, child_of = RiskAssessment, "profile.view_risk", "profile"
    resource, answers = "risk", AssessmentSerializer


class RiskAssess(ApiCreate, pages.RiskAssess, APIView):
    """Assesses the risk anew."""

    resource, shown_at = "risk", "api:risk-assessment"


urlpatterns = [
    *resource("profiles/<uuid:uuid>/risk/", "risk", RiskList, create=RiskAssess),
    *resource("profiles/<uuid:uuid>/risk/<uuid:child>/", "risk-assessment", RiskOne),
]
