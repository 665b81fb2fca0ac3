"""After a referral is accepted: panels, the agreement and its terms, and how it ends."""

from django.core.exceptions import ValidationError

from core import policy
from core.dates import Moment
from referrals import selectors, services
from referrals.forms import (
    AgreementForm,
    BreakForm,
    CloseForm,
    CompleteForm,
    HeldForm,
    PanelForm,
    TermForm,
)
from referrals.models import Panel, Term
from referrals.views.acting import OfReferral, ReferralAct, ReferralSay


def renamed(problem, names):
    """What a service says by its own fields, by those of the form."""
    if not hasattr(problem, "error_dict"):
        return problem
    return ValidationError(
        {names.get(name, name): words for name, words in problem.message_dict.items()}
    )


class PanelPlan(ReferralAct):
    action, form_class, heading = "referral.run", PanelForm, "Plan a panel"
    done_words = "Panel planned."

    def save(self, form):
        fields = dict(form.cleaned_data)
        fields["held_on"], fields["held_at_time"] = fields.pop("moment")
        try:
            panel = services.plan_panel(referral=self.object, by=self.request.user, **fields)
        except ValidationError as problem:
            raise renamed(problem, {"held_on": "moment"}) from problem
        self.done_words = f"Panel planned for {Moment(panel.held_on, panel.held_at_time)}."
        return panel


class PanelRecord(OfReferral):
    """What came of a panel."""

    action, form_class, heading = "referral.run", HeldForm, "Record the panel"
    child_model, child_action, child_of = Panel, "referral.view", "referral"
    called, done_words = "panel", "Panel recorded."
    service = staticmethod(services.record_panel)

    def get_form_kwargs(self):
        names = {one.party.pk: f"{one.name} ({one.role})" for one in self.entry.shown}
        parties = selectors.parties_of(self.object)
        return {**super().get_form_kwargs(), "parties": parties, "names": names}


class ReferralAgreement(ReferralAct):
    """What was agreed, several terms at once; more of them later."""

    action, form_class, heading = "referral.run", AgreementForm, "The agreement"
    explains = "You are reminded of each term on its day."
    done_words = "Agreement saved."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "agreed_on": self.entry.agreed_on}

    def save(self, form):
        agreed_on = form.cleaned_data.get("agreed_on") or self.entry.agreed_on
        # The service counts the terms that it gets; the form, its rows.
        rows = {f"due_on_{n}": f"due_on_{row}" for n, row in enumerate(form.numbers, 1)}
        try:
            return services.record_agreement(
                referral=self.object,
                by=self.request.user,
                agreed_on=agreed_on,
                terms=form.terms(),
            )
        except ValidationError as problem:
            raise renamed(problem, rows) from problem


class TermSettle(OfReferral):
    """Whether a term was kept."""

    action, form_class, heading = "referral.run", TermForm, "A term of the agreement"
    child_model, child_action, child_of = Term, "rj.view", "intervention__referral"
    called, done_words = "term", "Recorded."
    template_name = "referrals/term_settle.html"
    service = staticmethod(services.settle_term)

    def load(self):
        super().load()
        self.require_words()


class ReferralEnds(ReferralAct, abstract=True):
    """How an agreement ended; how content each side is."""

    action = "referral.run"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "shown": self.entry.shown}

    def said(self, form):
        return form.said()


class ReferralComplete(ReferralEnds):
    form_class, heading = CompleteForm, "The agreement was kept"
    done_words = "Recorded that the agreement was kept."
    service = staticmethod(services.complete_agreement)


class ReferralBreak(ReferralEnds):
    form_class, heading = BreakForm, "The agreement was broken"
    explains = "The referral goes back to the officer, who decides what follows."
    done_words = "Recorded. The officer’s team is asked to decide what follows."
    service = staticmethod(services.break_agreement)


class ReferralEnd(ReferralSay):
    action, submit, heading = "referral.run", "End it", "End without an agreement"
    asks, missing = "Why are you ending it?", "Enter why you are ending it"
    explains = "The referral is withdrawn. The case stays open for what follows."
    done_words = "Ended."
    service = staticmethod(services.withdraw_accepted)


class ReferralClose(ReferralAct):
    """Nothing is left to do; its case may close too."""

    action, form_class, heading = "referral.close", CloseForm, "Close the referral"
    done_words = "Closed."
    service = staticmethod(services.close_referral)

    def get_form_kwargs(self):
        case = selectors.case_seen(self.object, self.request.user)
        offers = case is not None and case.is_open
        return {
            **super().get_form_kwargs(),
            "offers_case": offers and policy.can(self.request.user, "case.close", case),
            "needs_words": self.object.state == "broken",
        }

    def said(self, form):
        return form.said()
