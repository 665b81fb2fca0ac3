"""One referral: where it stands, what it says, and what can be done about it; its form."""

from django.http import Http404
from django.utils.functional import cached_property

from core import policy
from core.views import ObjectPage
from records import answers
from referrals import selectors
from referrals.arranged import waits_too_long
from referrals.models import Panel, ReferralForm, ReferralStep, Term
from referrals.standing import Facts, acts_of, main_act, stages_of
from referrals.task_list import task_list_of
from referrals.views.acting import OneReferral


class WithForm(OneReferral, abstract=True):
    """A page that shows what the form says, to those who read its words."""

    @cached_property
    def form_read(self):
        return policy.find(
            self.request.user,
            "referralform.view",
            ReferralForm,
            *("kind", "referral__author_team"),
            referral=self.object,
        )

    @cached_property
    def parts(self):
        """The sections of a draft, with their questions."""
        form = self.form_read
        return list(form.parts.with_words()) if form and form.state == form.State.DRAFT else []

    @cached_property
    def content(self):
        """As it was submitted; of a draft, as it stands."""
        if self.form_read is None:
            return []
        return answers.in_words(self.parts) if self.parts else self.form_read.content


class ReferralPage(WithForm, ObjectPage):
    """Where it stands, what happened, who takes part, what was agreed, and its steps."""

    action, template_name = "referral.view", "referrals/referral_detail.html"

    def get_context_data(self, **kwargs):
        referral, user = self.object, self.request.user
        panels = list(self.seen(Panel, "referral.view").of_referral(referral))
        terms = list(self.seen(Term, "rj.view").of_entry(self.entry))
        steps = list(self.seen(ReferralStep, "referral.view").of_referral(referral))
        facts = Facts(
            has_planned_panel=any(panel.is_planned for panel in panels),
            has_open_terms=any(term.is_open for term in terms),
            has_terms=bool(terms),
        )
        acts = acts_of(referral, user, facts)
        return super().get_context_data(
            stages=stages_of(referral, steps, panels),
            is_late=waits_too_long(referral),
            panels=panels,
            terms=terms,
            steps=steps,
            consultations=referral.consultations.with_words(),
            consultation=selectors.open_consultation(referral, user),
            task_list=self.task_list(),
            content=[] if referral.is_draft else self.content,
            case=selectors.case_seen(referral, user),
            **self.buttons(acts, facts),
            **self.permissions(),
            **kwargs,
        )

    def seen(self, model, action):
        return policy.accessible(self.request.user, action, model)

    def task_list(self):
        """What is left to write of a draft, for those who write it."""
        if not (self.object.is_draft and self.may("referral.edit") and self.entry.reads_words):
            return []
        return task_list_of(self.object, self.parts, self.address)

    def buttons(self, acts, facts):
        main = main_act(acts, facts, self.object.state)
        buttons = [(self.address(name), words, name == main) for name, words in acts]
        # The button first, the others as links.
        return {"buttons": sorted(buttons, key=lambda one: not one[2])}

    def permissions(self):
        may_run, referral = self.may("referral.run"), self.object
        return {
            "may_edit": self.may("referral.edit") and referral.is_open,
            "may_end_consent": self.may("referral.end_consent") and self.takes_withdrawals,
            "may_record_panel": may_run and referral.state in ("preparation", "panel"),
            "may_settle": may_run and referral.state == "agreement",
        }

    @property
    def takes_withdrawals(self):
        referral = self.object
        return referral.is_draft or referral.is_undecided or referral.is_under_way


class FormPage(WithForm, ObjectPage):
    """The form as it is read: the task to the coordinator leads here."""

    action, template_name = "referral.view", "referrals/referral_form.html"

    def load(self):
        super().load()
        if self.form_read is None:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(filled=self.form_read, content=self.content, **kwargs)
