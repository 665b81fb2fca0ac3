"""The register of information-sharing agreements."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies import services
from agencies.filters import AgreementFilter
from agencies.forms.administration import ReasonForm
from agencies.forms.agreements import AgreementForm, EditAgreementForm
from agencies.models import Agreement, Team
from agencies.paging import page_by_name
from agencies.rules import reads_register
from agencies.selectors import (
    agencies_to_choose,
    earlier_versions,
    keepers_in_directory,
    lapsing_soon,
)
from agencies.views.base import Administration, Question
from agencies.views.teams import NO_AREA, after
from core import policy
from core.views import ListPage, ObjectFormPage, ObjectPage, RecordView, ServiceFormView

NOT_FOR_YOU = "The register is for those who work with records or look after an area."


class AgreementList(Administration, ListPage):
    """Which agencies may share with which, and until when."""

    model, action = Agreement, "agreement.list"
    template_name = "agencies/agreement_list.html"
    tab = "agreements"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = AgreementFilter(request)

    def load(self):
        super().load()
        if not reads_register(self.request.user):
            raise PermissionDenied(NOT_FOR_YOU)

    def register(self):
        return policy.accessible(self.request.user, self.action, Agreement)

    def get_page(self):
        found = self.filter.narrow(self.register())
        found = found.select_related("owner_team__agency").prefetch_related("partners")
        page = page_by_name(found, after(self.request))
        keepers_in_directory(page.rows, self.request.user)
        return page

    def seen_detail(self):
        return {"filters": sorted(self.filter.wanted)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            lapsing=lapsing_soon(self.register()),
            may_add=policy.can(self.request.user, "agreement.add"),
            **kwargs,
        )


class AgreementDetail(Administration, ObjectPage):
    """One agreement: between whom, for what, until when, and what it said before."""

    model, action = Agreement, "agreement.view"
    template_name = "agencies/agreement_detail.html"
    tab = "agreements"

    def get_context_data(self, **kwargs):
        agreement = self.object
        keepers_in_directory([agreement], self.request.user)
        return super().get_context_data(
            agreement=agreement,
            partners=agreement.partners.all(),
            versions=earlier_versions(agreement),
            may_edit=self.may("agreement.edit"),
            may_end=self.may("agreement.end"),
            **kwargs,
        )


class AgreementAdd(Question, RecordView, ServiceFormView):
    """A new agreement, kept by a team of the administrator's area."""

    model, action = Team, "agreement.add"
    form_class = AgreementForm
    heading, tab = "Add an agreement", "agreements"

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team).open()
        if not self.teams.exists():
            raise PermissionDenied(NO_AREA)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": self.heading}

    def back(self):
        return reverse("agencies:agreements")

    def get_form_kwargs(self):
        agencies = agencies_to_choose(self.request.user)
        return {**super().get_form_kwargs(), "teams": self.teams, "agencies": agencies}

    def act(self, form):
        agreement = services.add_agreement(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{agreement} is in the register.")
        return agreement


class OfAgreement(Question, ObjectFormPage, abstract=True):
    """A form about one agreement."""

    model, tab = Agreement, "agreements"

    def back(self):
        return self.object.get_absolute_url()


class AgreementEdit(OfAgreement):
    """What an agreement says."""

    action = "agreement.edit"
    form_class = EditAgreementForm

    def get_heading(self):
        return f"Change {self.object}"

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "of": self.object,
            "agencies": agencies_to_choose(user),
            "teams": policy.accessible(user, "agreement.add", Team).open(),
        }

    def act(self, form):
        services.edit_agreement(agreement=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The agreement is saved.")
        return self.object


class AgreementEnd(OfAgreement):
    """The end of an agreement before its last day."""

    action = "agreement.end"
    form_class = ReasonForm
    submit = "End the agreement"
    first = (
        "From now on no access is given under it. Access that was given stays until it ends: "
        "tell the teams. This cannot be undone here."
    )

    def get_heading(self):
        return f"End {self.object}?"

    def act(self, form):
        services.end_agreement(agreement=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{self.object} has ended.")
        return self.object
