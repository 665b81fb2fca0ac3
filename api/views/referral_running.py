"""After a referral is accepted, for programs: panels, the agreement and its terms, how it ends."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.referrals import PanelSerializer, ReferralTermSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.referrals import AtReferral
from api.views.writing import ApiAct, ApiCreate
from core import policy
from core.views import ChildMixin
from referrals.models import Panel, Term
from referrals.views import running
from referrals.views.acting import OneReferral


class OfReferral:
    """Goes first: words are for those who may know everybody in the referral."""

    action, resource = "referral.view", "referrals"

    def context(self):
        return {**super().context(), "reads_words": self.entry.reads_words}


# ---- Panels -------------------------------------------------------------------------------------
class PanelList(OfReferral, ApiChildList, OneReferral, APIView):
    """The panels of a referral, the latest first."""

    row, keys = PanelSerializer, ("held_on", "pk")

    def rows(self):
        seen = policy.accessible(self.request.user, "referral.view", Panel)
        return seen.of_referral(self.object)


class OnePanel(OfReferral, ApiDetail, OneReferral, ChildMixin, APIView):
    """One panel."""

    child_model, child_action, child_of = Panel, "referral.view", "referral"
    answers, as_page = PanelSerializer, "referrals:panel-record"


class PanelPlan(ApiCreate, running.PanelPlan, APIView):
    """Plans a panel, once both sides have agreed to take part."""

    resource, shown_at = "referrals", "api:referral-panel"


class PanelRecord(ApiAct, running.PanelRecord, APIView):
    """Records what came of a panel, on its day or later."""

    resource, shown_at, as_page = "referrals", "api:referral-panel", "referrals:panel-record"


# ---- The agreement ------------------------------------------------------------------------------
class Agreement(AtReferral, ApiAct, running.ReferralAgreement, APIView):
    """Records what was agreed, several terms at once; more of them later."""

    sometimes = ("agreed_on",)


class TermList(OfReferral, ApiChildList, OneReferral, APIView):
    """What was agreed, term by term, the one that is due last first."""

    row, keys = ReferralTermSerializer, ("due_on", "pk")

    def rows(self):
        seen = policy.accessible(self.request.user, "rj.view", Term)
        return seen.of_entry(self.entry)


class OneTerm(OfReferral, ApiDetail, OneReferral, ChildMixin, APIView):
    """One thing that was agreed."""

    child_model, child_action, child_of = Term, "rj.view", "intervention__referral"
    answers, as_page = ReferralTermSerializer, "referrals:term"


class TermSettle(ApiAct, running.TermSettle, APIView):
    """Records whether a term was kept."""

    resource, shown_at, as_page = "referrals", "api:referral-term", "referrals:term"


# ---- How it ends --------------------------------------------------------------------------------
class Ends(AtReferral, ApiAct):
    """How satisfied each side is depends on who takes part: GET names the fields."""

    form_class = None

    def get_form_class(self):
        return self.form_of_page


class Complete(Ends, running.ReferralComplete, APIView):
    """Records that the agreement was kept, and how content each side is."""

    form_of_page = running.ReferralComplete.form_class


class Break(Ends, running.ReferralBreak, APIView):
    """Records that the agreement was broken: the officer’s team decides what follows."""

    form_of_page = running.ReferralBreak.form_class


class End(AtReferral, ApiAct, running.ReferralEnd, APIView):
    """Ends it without an agreement. The case stays open for what follows."""


class Close(AtReferral, ApiAct, running.ReferralClose, APIView):
    """Closes the referral: nothing is left to do."""

    sometimes = ("case",)


ONE = "referrals/<uuid:uuid>/"
PANEL, TERM = f"{ONE}panels/<uuid:child>/", f"{ONE}terms/<uuid:child>/"
urlpatterns = [
    *resource(f"{ONE}panels/", "referral-panels", PanelList, create=PanelPlan),
    *resource(PANEL, "referral-panel", OnePanel),
    *resource(f"{PANEL}record/", "referral-panel-record", PanelRecord),
    *resource(f"{ONE}agreement/", "referral-agreement", Agreement),
    *resource(f"{ONE}terms/", "referral-terms", TermList),
    *resource(TERM, "referral-term", OneTerm),
    *resource(f"{TERM}settle/", "referral-term-settle", TermSettle),
    *resource(f"{ONE}complete/", "referral-complete", Complete),
    *resource(f"{ONE}break/", "referral-break", Break),
    *resource(f"{ONE}end/", "referral-end", End),
    *resource(f"{ONE}close/", "referral-close", Close),
]
