"""Your account: acting team, password, second step, sessions."""

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from agencies import services
from agencies.forms import ActingTeamForm
from agencies.forms.administration import ConfirmAddressForm
from agencies.mfa import has_second_step
from agencies.middleware import ACTING
from agencies.selectors import waits_to_join
from core.panels import gather
from core.views import NoRecord, ServiceFormView


class SignOut(LogoutView):
    """Asks, signs out, and lets the browser forget what it kept."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class AccountPage(NoRecord, TemplateView):
    """What users can change about their own account."""

    reason = "Shows the reader's own account alone."
    template_name = "agencies/account.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            memberships=user.live_memberships,
            waits=not user.live_memberships and waits_to_join(user),
            second_step=has_second_step(user),
            second_step_required=settings.MFA_REQUIRED,
            upper=gather("agencies.account", user),
            **kwargs,
        )


class ConfirmAddress(NoRecord, ServiceFormView):
    """The owner of an account says that the address somebody else entered is theirs."""

    reason = "Shows the reader's own address alone."
    form_class = ConfirmAddressForm
    template_name = "agencies/form_page.html"

    def get_form_kwargs(self):
        own = {"submit": "This is my address", "address": self.request.user.email}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=f"Is {self.request.user.email} your e-mail address?",
            first="Links to choose a password for your account go there.",
            back=reverse("account"),
            **kwargs,
        )

    def act(self, form):
        user = self.request.user
        services.confirm_address(user=user, by=user, **form.cleaned_data)
        messages.success(self.request, "Your e-mail address is confirmed.")
        return reverse("account")


class ActingTeam(NoRecord, FormView):
    """Choose which of your teams you are working in."""

    reason = "Shows the reader's own teams alone."
    form_class = ActingTeamForm
    template_name = "agencies/acting_team.html"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "memberships": self.request.user.memberships.live().select_related("team"),
        }

    def form_valid(self, form):
        membership = form.cleaned_data["membership"]
        self.request.session[ACTING] = membership.pk
        messages.success(self.request, f"You are working in {membership.team} now.")
        return redirect("home:home")
