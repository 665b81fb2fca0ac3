"""Referrals to restorative justice, for programs: written, submitted, withdrawn and decided."""

from typing import ClassVar

from django.utils.functional import cached_property
from rest_framework.views import APIView

from access.naming import Naming
from api.parameters import MOST_COUNTED, tabs
from api.problems import wrong_parameter
from api.routes import resource
from api.serializers.referrals import (
    ReferralRowSerializer,
    ReferralSerializer,
    SectionSerializer,
)
from api.serializers.rj import PartySerializer
from api.views.base import ApiDetail
from api.views.choosing import NamesPerson, PersonForm
from api.views.lists import ApiChildList, ApiList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from core import policy
from core.paging import Page, capped
from core.views import ChildMixin
from records import answers
from referrals import selectors
from referrals.filters import TABS, ReferralFilter
from referrals.forms import PartyForm, StartForm
from referrals.models import Panel, ReferralFormPart, ReferralStep, Term
from referrals.views import deciding, lists, writing
from referrals.views.acting import OfParty, OneReferral
from referrals.views.one import WithForm


class ReferralList(ApiList, lists.ReferralList, APIView):
    """Referrals of one `tab`: the client's own, unless another is asked for."""

    resource, row, filters = "referrals", ReferralRowSerializer, ReferralFilter
    parameters: ClassVar = {"tab": tabs(TABS)}

    def check_queries(self, request):
        super().check_queries(request)
        if request.GET.get("tab", "") not in ("", *TABS):
            raise wrong_parameter("tab", f"Choose one of these: {', '.join(TABS)}.")

    def context(self):
        return {**super().context(), "names": Naming(self.request.user, manages=False)}

    def count(self):
        asked = self.filter
        rows = asked.narrow(selectors.rows_of(asked.tab, self.request.user))
        return capped(rows.order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)


class Referral(ApiDetail, WithForm, APIView):
    """One referral: where it stands, what it says, who takes part, what was agreed."""

    action = "referral.view"
    resource, answers = "referrals", ReferralSerializer

    def context(self):
        referral, entry = self.object, self.entry
        return {
            **super().context(),
            "reads_words": entry.reads_words,
            "terms": self.seen("rj.view", Term).of_entry(entry),
            "panels": self.seen("referral.view", Panel).of_referral(referral),
            "steps": self.seen("referral.view", ReferralStep).of_referral(referral),
            "consultations": referral.consultations.with_words(),
            "sections": self.sections(),
            "content": [] if referral.is_draft else self.content,
            "case": selectors.case_seen(referral, self.request.user),
        }

    def seen(self, action, model):
        return policy.accessible(self.request.user, action, model)

    def sections(self):
        """What is written of a draft, for those who write it."""
        is_written = self.object.is_draft and self.entry.reads_words
        return self.parts if is_written and self.may("referral.edit") else []


# ---- Writing ------------------------------------------------------------------------------------
class StartByProgram(StartForm, PersonForm):
    """A new referral, with the record of the person responsible if they have one.

    The names are sent all the same, as the coordinator is to read them.
    """

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, teams=teams, **kwargs)
        self.teams = teams
        self.fields["team"].required = len(teams) > 1

    def clean_team(self):
        return self.cleaned_data["team"] or self.teams[0]


class AtReferral:
    """Goes before what is done with a referral, and shows it afterwards."""

    resource, shown_at = "referrals", "api:referral"

    def place_of(self, saved):
        return [self.object.uuid]


class ReferralStart(NamesPerson, ApiCreate, writing.ReferralStart, APIView):
    """Starts a referral: a draft of the client's team."""

    resource, shown_at, form_class = "referrals", "api:referral", StartByProgram
    sometimes = ("team",)

    def place_of(self, saved):
        return [saved.uuid]


class ReferralEdit(AtReferral, ApiEdit, writing.ReferralEdit, APIView):
    """Changes what the referral says of what happened."""

    def lock(self):
        super().lock()
        self.entry = policy.lock(self.request.user, "rj.edit", self.entry)


class Section(ApiDetail, OneReferral, ChildMixin, APIView):
    """One section of the form of a draft, for those who write it."""

    action = "referral.view"
    child_model, child_action, child_of = (
        ReferralFormPart,
        "referralform.write",
        "form__referral",
    )
    resource, answers, as_page = "referrals", SectionSerializer, "referrals:section"


class SectionWrite(ApiEdit, writing.SectionWrite, APIView):
    """Answers the questions of one section of the form."""

    resource, shown_at, as_page = "referrals", "api:referral-section", "referrals:section"
    # The fields that are sent: a table has rows enough for them.
    sent = ()

    def filled(self, body, *, keep):
        self.sent = tuple(body)
        return super().filled(body, keep=keep)

    def get_form_class(self):
        return answers.form_of(self.child, self.sent)

    def lock(self):
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


# ---- The people ---------------------------------------------------------------------------------
class People(ApiChildList, OneReferral, APIView):
    """Who takes part, as the reader may know them."""

    action = "referral.view"
    resource, row = "referrals", PartySerializer

    @cached_property
    def page(self):
        return Page(self.entry.shown)

    def rows(self):
        return self.entry.shown


class OneParty(ApiDetail, OfParty, APIView):
    """Somebody who takes part, whom the reader may know."""

    action = "referral.view"
    resource, answers, as_page = "referrals", PartySerializer, "referrals:party-edit"

    def answer(self):
        """`shown` is the page's name for the party as the reader may know them."""
        return self.answers(self.shown, context=self.context()).data


class PartyByProgram(PartyForm, PersonForm):
    """Somebody who takes part, with their record if they have one."""


class AtParty:
    """Goes before what is done with somebody who takes part, and shows them afterwards."""

    resource, shown_at = "referrals", "api:referral-party"


class PartyAdd(NamesPerson, AtParty, ApiCreate, writing.PartyAdd, APIView):
    """Names somebody who takes part."""

    form_class = PartyByProgram


class PartyEdit(AtParty, ApiEdit, writing.PartyEdit, APIView):
    """Corrects what is said of somebody, or records that they agree to take part."""

    as_page = "referrals:party-edit"

    def lock(self):
        super().lock()
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


class PartyRemove(AtReferral, ApiAct, writing.PartyRemove, APIView):
    """Takes out somebody who was named by mistake."""

    as_page = "referrals:party-remove"


class ConsentWithdraw(AtReferral, ApiAct, deciding.ConsentWithdraw, APIView):
    """Records that somebody will take part no longer."""

    as_page = "referrals:consent-withdraw"


# ---- Its way ------------------------------------------------------------------------------------
class Submit(AtReferral, ApiAct, writing.ReferralCheck, APIView):
    """Submits the referral to the coordinator of the area."""


class Consult(AtReferral, ApiAct, writing.ReferralConsult, APIView):
    """Asks an RJ champion of the area for advice."""


class Withdraw(AtReferral, ApiAct, deciding.ReferralWithdraw, APIView):
    """Withdraws the referral, and says why."""


class Ask(AtReferral, ApiAct, deciding.ReferralAsk, APIView):
    """Asks the officer for more information."""


class Answer(AtReferral, ApiAct, deciding.ReferralAnswer, APIView):
    """Answers the coordinator's question."""


class Accept(AtReferral, ApiAct, deciding.ReferralAccept, APIView):
    """Accepts the referral: a case opens."""


class Decline(AtReferral, ApiAct, deciding.ReferralDecline, APIView):
    """Declines the referral, and says why."""


ONE = "referrals/<uuid:uuid>/"
PARTY = f"{ONE}people/<uuid:child>/"
urlpatterns = [
    *resource("referrals/", "referrals", ReferralList, create=ReferralStart),
    *resource(ONE, "referral", Referral, edit=ReferralEdit),
    *resource(f"{ONE}sections/<uuid:child>/", "referral-section", Section, edit=SectionWrite),
    *resource(f"{ONE}people/", "referral-people", People, create=PartyAdd),
    *resource(PARTY, "referral-party", OneParty, edit=PartyEdit),
    *resource(f"{PARTY}remove/", "referral-party-remove", PartyRemove),
    *resource(f"{PARTY}withdraw/", "referral-party-withdraw", ConsentWithdraw),
    *resource(f"{ONE}submit/", "referral-submit", Submit),
    *resource(f"{ONE}consult/", "referral-consult", Consult),
    *resource(f"{ONE}withdraw/", "referral-withdraw", Withdraw),
    *resource(f"{ONE}ask/", "referral-ask", Ask),
    *resource(f"{ONE}answer/", "referral-answer", Answer),
    *resource(f"{ONE}accept/", "referral-accept", Accept),
    *resource(f"{ONE}decline/", "referral-decline", Decline),
]
