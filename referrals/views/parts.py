"""Who takes part in an intervention; what was agreed, and what came of it."""

from profiles.views.base import FindsPeople
from referrals import services
from referrals.forms.parts import (
    AgreeForm,
    EndForm,
    PartyForm,
    RemovePartyForm,
    SettleForm,
    WithdrawForm,
)
from referrals.models import Party, PartyRole, Term
from referrals.views.base import EntryForm, EntryPartForm, shown_or_404


class PartyAdd(FindsPeople, EntryForm):
    """Name somebody: look for their record first, then say in which role they take part."""

    form_class, done_words = PartyForm, "Added."
    template_name = "referrals/party_add.html"

    def subjects(self):
        return sorted({*super().subjects(), *([self.person.pk] if self.person else [])})

    def get_initial(self):
        names = ("forenames", "surname", "born_on") if self.person else ()
        return {name: getattr(self.person, name) for name in names}

    def act(self, form):
        party = Party(profile=self.person, **form.cleaned_data)
        services.add_party(intervention=self.object, by=self.request.user, party=party)
        return self.done()


class OneParty(EntryPartForm, abstract=True):
    """A form about somebody who takes part, whom the writer may name."""

    child_model = Party

    def load(self):
        super().load()
        self.shown = shown_or_404(self.object, self.child)
        # As the page has it: with the role, and what it is part of.
        self.child = self.shown.party


class PartyEdit(OneParty):
    """Correct what is said of somebody, or record that they agreed, or how content they are."""

    form_class = PartyForm

    def get_heading(self):
        return f"Edit {self.shown.name}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.child}

    def act(self, form):
        services.edit_party(party=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()


class PartyRemove(OneParty):
    """Take out somebody who was named by mistake."""

    form_class, done_words = RemovePartyForm, "Taken out."
    first = "Do this only if they were named by mistake. What was said stays in the history."

    def get_heading(self):
        return f"Take out {self.shown.name}?"

    def act(self, form):
        services.remove_party(party=self.child, by=self.request.user)
        return self.done()


class PartyWithdraw(OneParty):
    """Record that somebody takes part no longer."""

    form_class, done_words = WithdrawForm, "Recorded. They no longer take part."
    without_referral = True
    first = "Everybody may withdraw at any time. If there is an agreement, record what came of it."

    def get_heading(self):
        return f"{self.shown.name} withdraws"

    def act(self, form):
        services.withdraw_consent(party=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()


class AgreementAdd(EntryForm):
    """What was agreed, term by term; or more of it."""

    form_class, heading, done_words = AgreeForm, "What was agreed", "Agreement recorded."
    without_referral = True

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "agreed_on": self.object.agreed_on}

    def act(self, form):
        services.agree_terms(
            intervention=self.object,
            by=self.request.user,
            agreed_on=form.cleaned_data.get("agreed_on") or self.object.agreed_on,
            terms=form.terms(),
        )
        return self.done()


class TermSettle(EntryPartForm):
    """Was this term done?"""

    child_model, form_class = Term, SettleForm
    without_referral = True

    def get_heading(self):
        return self.child.text

    def act(self, form):
        services.settle_entry_term(term=self.child, by=self.request.user, **form.cleaned_data)
        return self.done()


class AgreementEnd(EntryForm):
    """What came of the agreement as a whole."""

    form_class, heading, done_words = EndForm, "What came of it", "Recorded."
    without_referral = True

    def get_form_kwargs(self):
        sides = (PartyRole.Side.RESPONSIBLE, PartyRole.Side.HARMED)
        parties = [one.party for one in self.object.shown if one.role.side in sides]
        return {**super().get_form_kwargs(), "parties": parties}

    def act(self, form):
        fields = {name: form.cleaned_data[name] for name in ("agreement", "ended_on", "words")}
        services.end_agreement(
            intervention=self.object,
            by=self.request.user,
            satisfaction=form.satisfaction(),
            **fields,
        )
        return self.done()
