"""Leaving an establishment, what a move proposes, and the people of the reader's own prison."""

from django.http import Http404
from django.urls import reverse
from django.views.generic import RedirectView

from access.views.sharing import Sharing
from core.stale import OPENED
from core.views import ChildFormPage, NoRecord, ObjectFormPage
from profiles import services
from profiles.custody import proposals_for
from profiles.forms.custody import DismissForm, LeaveForm
from profiles.list_filters import OWN
from profiles.models import CustodyStay, Profile
from profiles.views.base import PersonMixin


class MyPrison(NoRecord, RedirectView):
    """A short address of the list of people, narrowed to the reader's own prison."""

    reason = "Redirects to the list of people, which checks access."

    def get_redirect_url(self):
        return f"{reverse('profiles:list')}?custody={OWN}"


class CustodyLeave(PersonMixin, ChildFormPage):
    """A release, or a move to another establishment."""

    model, action = Profile, "profile.view"
    child_model, child_action, child_of = CustodyStay, "detail.edit", "profile"
    form_class = LeaveForm
    template_name = "profiles/custody_leave.html"
    tab = "details"

    def load(self):
        super().load()
        # Sent by somebody who opened the page in time: the form asks about both dates.
        if not self.child.is_current and self.request.method != "POST":
            raise Http404

    def get_form_kwargs(self):
        asked = [
            warning
            for warning in self.facts["warnings"]
            if warning.kind.asked_at_release and self.may("detail.edit", warning)
        ]
        return {**super().get_form_kwargs(), "stay": self.child, "warnings": asked}

    def act(self, form):
        place = form.next_place
        services.leave_custody(
            stay=self.child,
            by=self.request.user,
            next_stay=CustodyStay(**place) if place else None,
            warnings_to_end=form.warnings_to_end,
            **{name: form.cleaned_data[name] for name in ("ends_on", OPENED)},
        )
        words = "The move is saved." if place else "The release is saved."
        return self.done(words, "details")


class CustodyDismiss(PersonMixin, Sharing, ObjectFormPage):
    """Leave access as it is after a move, with the reason."""

    action = "custody.dismiss"
    form_class = DismissForm
    template_name = "profiles/custody_dismiss.html"

    def load(self):
        super().load()
        found = proposals_for(self.request.user, self.object)
        stay = self.kwargs["stay"]
        self.proposal = next((one for one in found if one.stay.uuid == stay), None)
        if self.proposal is None:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, **kwargs)

    def act(self, form):
        services.dismiss_proposal(
            stay=self.proposal.stay, by=self.request.user, **form.cleaned_data
        )
        return self.back_to_sharing(f"The access of {self.proposal.team} stays as it is.")
