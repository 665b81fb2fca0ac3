"""Handing a record over: the proposal, taking it back, and the answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst

from access import services
from access.forms import AnswerTransferForm, EndAccessForm, TransferForm
from access.forms.transfers import YEAR
from access.kinds import address_of
from access.models import Transfer
from access.naming import called, naming
from access.projection import object_of
from access.section_access import held_sections
from access.selectors import accesses_that_stay, possible_leads, transfer_of
from access.sentences import sections_in_words
from access.suggestions import directory_of, teams_who_know
from access.usual import usual_terms
from access.views.sharing import Sharing
from core import policy
from core.views import ObjectFormPage, ObjectMixin, ServiceFormView


class TransferPage(Sharing, ObjectFormPage, abstract=True):
    """Ask another team to manage the record; nothing changes until it accepts."""

    action = "owner.transfer"
    form_class = TransferForm
    template_name = "access/transfer.html"

    def get_initial(self):
        return {"keep": YEAR, "basis": usual_terms(self.request.user).basis}

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "directory": directory_of(user),
            "names_url": address_of(self.model, "names"),
            "suggested": teams_who_know(self.object, user),
        }

    def get_context_data(self, **kwargs):
        stays = accesses_that_stay(self.object, self.request.user)
        return super().get_context_data(proposed=transfer_of(self.object), stays=stays, **kwargs)

    def save(self, form):
        try:
            return services.propose_transfer(
                obj=self.object, by=self.request.user, **form.as_terms()
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem

    def act(self, form):
        transfer = self.save(form)
        return self.back_to_sharing(f"{transfer.to_team} has been asked to accept.")


class WithdrawPage(Sharing, ObjectFormPage, abstract=True):
    """Take a proposal back before it is answered."""

    action = "owner.transfer"
    form_class = EndAccessForm
    template_name = "access/withdraw.html"

    def load(self):
        super().load()
        self.transfer = transfer_of(self.object)
        if self.transfer is None:
            raise Http404

    def get_form(self, *args):
        form = super().get_form(*args)
        form.submit = "Withdraw the proposal"
        form.relabel(because="Why are you withdrawing it?")
        form.fields["because"].error_messages["required"] = "Enter why you are withdrawing it"
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(transfer=self.transfer, **kwargs)

    def act(self, form):
        services.withdraw_transfer(
            transfer=self.transfer, by=self.request.user, **form.cleaned_data
        )
        return self.back_to_sharing("The proposal is withdrawn.")


def named_in(transfer, names):
    """Who proposed, and who answered or withdrew it, as far as the reader may know them."""
    withdrawn = transfer.state == Transfer.State.WITHDRAWN
    decided_for = transfer.from_team if withdrawn else transfer.to_team
    return {
        "from_team": names.team(transfer.from_team),
        "proposed_by": names.person(transfer.proposed_by, transfer.from_team),
        "decided_by": transfer.decided_by and names.person(transfer.decided_by, decided_for),
    }


class AnswerTransfer(ObjectMixin, ServiceFormView):
    """A manager of the receiving team takes the record over, or declines.

    Shows the proposal, not the record: its name to those who read the record, its reference alone
    to others. An answered one shows its answer and nothing of today.
    """

    model, action = Transfer, "owner.accept"
    form_class = AnswerTransferForm
    template_name = "access/answer_transfer.html"

    def subjects(self):
        return object_of(self.object).subject_ids()

    def get_form_kwargs(self):
        leads = possible_leads(object_of(self.object), self.object.to_team, self.request.user)
        present = leads.filter(pk=object_of(self.object).lead_id).first()
        lead = present or self.request.user
        return {**super().get_form_kwargs(), "leads": leads, "lead": lead}

    def get_context_data(self, **kwargs):
        transfer, record, reader = self.object, object_of(self.object), self.request.user
        names = naming(reader, record)
        reads = policy.is_visible(reader, record)
        live = {}
        if transfer.is_waiting:
            live = {
                "phone": names.phone(transfer.from_team),
                "stays": accesses_that_stay(record, reader, besides=transfer.to_team),
                "may_see": sections_in_words(record, held_sections(reader, record), "nothing"),
            }
        return super().get_context_data(
            transfer=transfer,
            record=record if reads else None,
            called=called(record, reads=reads),
            reference=record.reference,
            named=named_in(transfer, names),
            **live,
            **kwargs,
        )

    def act(self, form):
        transfer, by = self.object, self.request.user
        if form.cleaned_data["answer"] == AnswerTransferForm.DECLINE:
            services.decline_transfer(
                transfer=transfer, by=by, because=form.cleaned_data["why_not"]
            )
            asking = naming(by, object_of(transfer)).team(transfer.from_team)
            messages.success(self.request, f"{capfirst(asking)} has your reason.")
            return reverse("home:home")
        lead = form.cleaned_data["lead"]
        services.accept_transfer(transfer=transfer, by=by, basis=transfer.basis, lead=lead)
        messages.success(self.request, f"{transfer.to_team} manages this record now.")
        return object_of(transfer)
