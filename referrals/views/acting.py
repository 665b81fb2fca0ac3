"""What the pages of one referral share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from access.naming import Naming
from core.views import ChildMixin, ObjectFormPage, ObjectMixin
from referrals.forms import ButtonForm, WordsForm
from referrals.models import Party, Referral
from referrals.naming import officer_of, officer_phone_of
from referrals.parties import attach, subjects_shown
from referrals.standing import sentence_of, waited_in_words


class OneReferral(ObjectMixin, abstract=True):
    """Puts what the referral is about, and where it stands, above the page."""

    model = Referral
    related = (
        *("intervention__offence", "intervention__level", "intervention__method"),
        *("intervention__area", "intervention__team", "author_team", "to_team"),
    )

    def load(self):
        super().load()
        self.entry = self.object.intervention
        attach([self.entry], self.request.user)

    @cached_property
    def names(self):
        return Naming(self.request.user, manages=False)

    def address(self, name="referral", *child):
        return reverse(f"referrals:{name}", args=[self.object.uuid, *child])

    def subjects(self):
        """The people whom the page names, of those who have records."""
        return subjects_shown([self.entry])

    def done(self, words, name="referral", *child):
        """Say what was done, and go on to another page of the referral."""
        messages.success(self.request, words)
        return self.address(name, *child)

    def require_words(self):
        """Who may not know somebody in it reads no words of it, and so changes none."""
        if not self.entry.reads_words:
            raise Http404

    def get_context_data(self, **kwargs):
        referral = self.object
        return super().get_context_data(
            referral=referral,
            entry=self.entry,
            names=self.names,
            officer=officer_of(self.entry, self.names),
            officer_phone=officer_phone_of(self.entry, self.names),
            standing=sentence_of(referral, self.names),
            waited=waited_in_words(referral),
            **kwargs,
        )


class ReferralAct(OneReferral, ObjectFormPage, abstract=True):
    """A page that does something about a referral. Who comes second keeps what they typed.

    Each names the `service` that does it.
    """

    template_name = "referrals/referral_act.html"
    heading, done_words, explains = "", "", ""
    service: Callable[..., Any]

    def get_context_data(self, **kwargs):
        said = {"heading": self.heading, "explains": self.explains}
        return super().get_context_data(**said, **kwargs)

    def cancels_to(self):
        return self.address()

    def save(self, form):
        return self.service(referral=self.object, by=self.request.user, **self.said(form))

    def act(self, form):
        self.save(form)
        return self.done(self.done_words)

    def said(self, form):
        """What the service takes of the form."""
        return form.cleaned_data

    def form_invalid(self, form):
        """As it is now: somebody else may have moved it since the page was opened."""
        self.load()
        return super().form_invalid(form)


class ReferralPress(ReferralAct, abstract=True):
    """An act that needs a button and nothing else."""

    form_class = ButtonForm
    submit = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "submit": self.submit}


class ReferralSay(ReferralAct, abstract=True):
    """An act that needs a few words; `says` is what the service calls them."""

    form_class = WordsForm
    submit, asks, missing, says = "", "Why?", "Enter why", "reason"
    asks_about_repeats = False

    def get_form_kwargs(self):
        asked = {"submit": self.submit, "asks": self.asks, "missing": self.missing}
        return {**super().get_form_kwargs(), **asked}

    def said(self, form):
        return {self.says: form.cleaned_data["words"]}


class OfReferral(ReferralAct, ChildMixin, abstract=True):
    """An act on something that belongs to a referral; `called` is what the service calls it."""

    called = ""

    def save(self, form):
        values = {self.called: self.child, **self.said(form)}
        return self.service(by=self.request.user, **values)


class OfParty(OfReferral, abstract=True):
    """An act on somebody who takes part, whom the reader may know."""

    child_model, child_action, child_of = Party, "rj.view", "intervention__referral"
    called = "party"

    def load(self):
        super().load()
        shown = {one.party.pk: one for one in self.entry.shown}
        self.shown = shown[self.child.pk]
        if self.shown.is_masked:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=self.shown, **kwargs)
