"""Writing a referral: start it, its facts, its people, its form; the advice of an RJ champion."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property

from agencies.models import Team
from core import policy
from core.conflict import last_in_history
from core.views import ChildFormPage, RecordView, ServiceFormView
from profiles.views.base import FindsPeople, PersonInAddress
from records import answers
from records.keeping import KeepsDraft
from referrals import selectors, services
from referrals.forms import (
    AdviseForm,
    ButtonForm,
    ConsultForm,
    FactsForm,
    PartyForm,
    StartForm,
)
from referrals.models import Consultation, Party, ReferralFormPart
from referrals.suitability import problems_of, special_checks
from referrals.task_list import address_of
from referrals.views.acting import OfParty, OfReferral, OneReferral, ReferralAct, ReferralPress
from referrals.views.one import WithForm

OF_PERSON = ("forenames", "surname", "born_on")


class ChoosesPerson(PersonInAddress, RecordView, abstract=True):
    """A page whose address may name a person’s record, of those that the reader sees."""

    def get_initial(self):
        """What their record says, to be confirmed: the coordinator reads what is written here."""
        begun = {name: getattr(self.person, name) for name in OF_PERSON} if self.person else {}
        return {**super().get_initial(), **begun}

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)


class ReferralStart(ChoosesPerson, RecordView, ServiceFormView):
    """A new referral of one of the author’s teams; from a person’s page, of them."""

    model, action = Team, "referral.draft"
    form_class, template_name = StartForm, "referrals/referral_new.html"
    asks_about_repeats = True

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team)
        if not self.teams:
            raise PermissionDenied(
                "Only practitioners and managers of a team can start referrals. "
                "Ask the administrator of your area."
            )

    def subjects(self):
        return [self.person.pk] if self.person else []

    def seen_detail(self):
        return {"page": "new referral"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def save(self, form):
        fields = dict(form.cleaned_data)
        of_person = {name: fields.pop(name) for name in OF_PERSON}
        party = Party(profile=self.person, role=selectors.responsible(), **of_person)
        return services.start_referral(by=self.request.user, parties=[party], **fields)

    def act(self, form):
        referral = self.save(form)
        messages.success(self.request, f"Referral {referral.reference} started.")
        return referral


class ReferralEdit(ReferralAct):
    """Change what the referral says of what happened."""

    action, form_class, heading = "referral.edit", FactsForm, "What happened"
    done_words = "Saved."

    def load(self):
        super().load()
        self.require_words()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.entry}

    def save(self, form):
        return services.edit_intervention(
            intervention=self.entry, by=self.request.user, **form.cleaned_data
        )


# ---- The people ---------------------------------------------------------------------------------
class PartyAdd(FindsPeople, ChoosesPerson, ReferralAct):
    """Name somebody who takes part: look for their record first, then say as whom."""

    action, form_class = "referral.edit", PartyForm
    template_name = "referrals/referral_party_add.html"

    def subjects(self):
        return sorted({*super().subjects(), *([self.person.pk] if self.person else [])})

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "records_consent": True}

    def save(self, form):
        party = Party(profile=self.person, **form.cleaned_data)
        return services.add_party(intervention=self.entry, by=self.request.user, party=party)

    def act(self, form):
        self.save(form)
        return f"{self.done('Added.')}#people"


class PartyEdit(OfParty):
    """Correct what is said of somebody, or record that they agree to take part."""

    action, form_class = "referral.edit", PartyForm
    heading, done_words = "Who takes part", "Saved."
    template_name = "referrals/referral_party_form.html"
    service = staticmethod(services.edit_party)

    def get_form_kwargs(self):
        # Who agreed and was submitted withdraws on a page of its own.
        records_consent = self.object.is_draft or not self.child.consents
        own = {"instance": self.child, "records_consent": records_consent}
        return {**super().get_form_kwargs(), **own}


class PartyRemove(OfParty):
    """Take out somebody who was named by mistake."""

    action, form_class = "referral.edit", ButtonForm
    heading, done_words = "Take out", "Taken out."
    explains = (
        "Only for somebody named by mistake. If they no longer want to take part, record that "
        "they withdrew."
    )
    service = staticmethod(services.remove_party)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "submit": f"Take out {self.shown.name}"}


# ---- The form -----------------------------------------------------------------------------------
class SectionWrite(KeepsDraft, OneReferral, ChildFormPage):
    """Answer the questions of one section of the form of a draft."""

    action = "referral.view"
    child_model, child_action, child_of = (
        ReferralFormPart,
        "referralform.write",
        "form__referral",
    )
    template_name = "referrals/referral_section.html"
    draft_kind = "referral-section"
    asks_about_repeats = False

    @property
    def drafted(self):
        return self.child

    def get_form_class(self):
        sent = self.request.POST if self.request.method == "POST" else self.get_initial()
        return answers.form_of(self.child, sent)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.child}

    def last_change(self, row, names):
        return last_in_history(row, names, lambda past, name: past.answers.get(name))

    def save(self, form):
        values = dict(form.cleaned_data)
        return services.write_referral_section(
            part=self.child, by=self.request.user, opened=values.pop("opened"), **values
        )

    def act(self, form):
        self.save(form)
        return self.done(f"{self.child} saved.", *self.what_follows())

    def what_follows(self):
        """The next section; after the last, the answers to check."""
        seen = policy.accessible(self.request.user, "referralform.write", ReferralFormPart)
        parts = list(seen.filter(form=self.child.form_id).values_list("uuid", flat=True))
        after = parts[parts.index(self.child.uuid) + 1 :]
        return ("section", after[0]) if after else ("check",)


class ReferralCheck(WithForm, ReferralPress):
    """Everything that is said, what is missing, and the button that submits it."""

    action, submit, heading = "referral.submit", "Submit the referral", "Check your answers"
    template_name = "referrals/referral_check.html"
    service = staticmethod(services.submit_referral)

    def load(self):
        super().load()
        self.require_words()

    @cached_property
    def missing(self):
        """What is missing, and where it is given; nothing of what is submitted already."""
        found = problems_of(self.object) if self.object.is_draft else []
        return [(problem.words, address_of(problem, self.address)) for problem in found]

    def get_context_data(self, **kwargs):
        return super().get_context_data(missing=self.missing, content=self.content, **kwargs)

    def said(self, form):
        return {}

    done_words = "Submitted. The coordinator is asked to accept or decline it."


# ---- The advice of an RJ champion ---------------------------------------------------------------
class ReferralConsult(ReferralAct):
    """Ask an RJ champion of the area whether it is suitable."""

    action, form_class, heading = "referral.consult", ConsultForm, "Ask an RJ champion"
    done_words = "Asked. The champion has a task, and sees this referral."
    template_name = "referrals/referral_consult.html"
    service = staticmethod(services.consult_champion)

    @cached_property
    def champions(self):
        return selectors.champions_to_ask(self.entry.area, self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "champions": self.champions}

    def get_context_data(self, **kwargs):
        checks = special_checks(self.object)
        return super().get_context_data(
            champions=self.champions,
            checks=checks,
            is_waiting=self.object.consultations.waiting().exists(),
            **kwargs,
        )


class ReferralAdvise(WithForm, OfReferral):
    """Advise on a referral, as the RJ champion who was asked."""

    action, form_class, heading = "referral.view", AdviseForm, "Advise"
    child_model, child_action, child_of = Consultation, "referral.advise", "referral"
    done_words, called = (
        "Your advice is with the officer, and goes into the register.",
        "consultation",
    )
    template_name = "referrals/referral_advise.html"
    service = staticmethod(services.advise)

    def load(self):
        super().load()
        self.require_words()

    def get_context_data(self, **kwargs):
        return super().get_context_data(content=self.content, **kwargs)

    def said(self, form):
        return form.said()
