"""Where a new colleague chooses a password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator

from agencies import services
from agencies.forms.administration import ChoosePasswordForm
from agencies.rules import still_invites
from agencies.selectors import invitation_of, waits_to_join
from core.views import ServiceFormView


@method_decorator(login_not_required, name="dispatch")
class AcceptInvitation(ServiceFormView):
    """Public: the secret link is the permission, and it works once."""

    login_required_page = False
    form_class = ChoosePasswordForm
    template_name = "agencies/invitation.html"

    def dispatch(self, request, *args, **kwargs):
        self.invitation = invitation_of(kwargs["token"])
        if self.invitation is None:
            return render(request, "agencies/invitation_over.html", status=404)
        if not still_invites(self.invitation.invited_by, self.invitation.user):
            maker_left = {"why": services.MAKER_LEFT}
            return render(request, "agencies/invitation_over.html", maker_left, status=404)
        response = super().dispatch(request, *args, **kwargs)
        # The secret address goes nowhere; with "no-referrer" browsers hide the form’s origin too,
        # and it is refused as foreign.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def get_context_data(self, **kwargs):
        person = self.invitation.user
        return super().get_context_data(
            username=person.username, waits=waits_to_join(person), **kwargs
        )

    def act(self, form):
        services.accept_invitation(
            token=self.kwargs["token"], password=form.cleaned_data["password"]
        )
        messages.success(self.request, "Your password is saved. Sign in with it.")
        return reverse("account_login")
