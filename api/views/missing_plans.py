"""Missing plans, for programs; and what an episode has from a record: link, plan and PDF."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.plans import PlanSerializer
from api.views.base import AnyContent, ApiDetail
from api.views.choosing import NamesPerson, PersonForm
from api.views.missing import AtEpisode
from api.views.writing import ApiAct, ApiEdit, ApiWrite
from core.views import ObjectMixin
from missing.forms.plans import LinkForm
from missing.models import Plan
from missing.plans import learned, plan_of
from missing.views import linking, plans, returning


class PlanDetail(ApiDetail, plans.OfPlan, ObjectMixin, APIView):
    """The missing plan of a person, and what was learned when they came back."""

    action = "profile.view_missing_plan"
    resource, answers = "missing", PlanSerializer

    def shown(self):
        plan = self.plan or Plan(review_on=None)
        plan.last = plan.history.first() if self.plan else None
        return plan

    def context(self):
        return {**super().context(), "learned": learned(self.plan) if self.plan else []}


class AtPlan:
    """Goes before what is done with a plan, and shows it afterwards."""

    resource, shown_at = "missing", "api:missing-plan"

    def place_of(self, saved):
        return [self.object.uuid]


class PlanWrite(AtPlan, ApiEdit, plans.PlanWrite, APIView):
    """Writes the plan of a person who has none, or changes it."""

    def lock(self):
        super().lock()
        self.plan = plan_of(self.object)


class PlanReview(AtPlan, ApiAct, plans.PlanReview, APIView):
    """Confirms that the plan is still right."""


# ---- In an episode ------------------------------------------------------------------------------
class LinkByProgram(LinkForm, PersonForm):
    """Whose record it is."""


class EpisodeLink(NamesPerson, AtEpisode, ApiAct, linking.EpisodeLink, APIView):
    """Says whose record it is, of somebody who was reported by name."""

    form_class = LinkByProgram


class EpisodeTakeOver(AtEpisode, ApiAct, linking.EpisodeTakeOver, APIView):
    """Lets the episode say what the plan says now. What was written by hand since is kept."""


class BriefingSheet(AnyContent, ApiWrite, returning.BriefingSheet, APIView):
    """Makes a briefing sheet for somebody: a PDF, recorded as a disclosure and not kept."""

    # What is not kept cannot be answered again.
    resource, media_type, keyed = "missing", "application/pdf", False

    def post(self, request, *args, **kwargs):
        self.begin(request)
        return self.file(self.saved(self.filled(self.read(), keep=False)))


PERSON, EPISODE = "profiles/<uuid:uuid>/missing-plan/", "missing/<uuid:uuid>/"
urlpatterns = [
    *resource(PERSON, "missing-plan", PlanDetail, edit=PlanWrite),
    *resource(f"{PERSON}review/", "missing-plan-review", PlanReview),
    *resource(f"{EPISODE}link/", "missing-link", EpisodeLink),
    *resource(f"{EPISODE}plan/", "missing-take-over", EpisodeTakeOver),
    *resource(f"{EPISODE}briefing/", "missing-briefing", BriefingSheet),
]
