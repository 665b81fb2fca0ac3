"""Places in teams that wait for agreement, and those who decide."""

from django.contrib import messages
from django.urls import reverse

from agencies import services
from agencies.forms.administration import ConfirmForm, ReasonForm
from agencies.forms.agreements import JoinForm
from agencies.models import JoiningProposal, Membership
from agencies.selectors import to_decide
from agencies.views.base import Administration, Question
from agencies.views.teams import Mine, OfTeam, after
from core import policy
from core.paging import page_down
from core.views import ObjectFormPage, ObjectPage


class MembershipPropose(OfTeam):
    """An administrator asks to work in a team of the area."""

    action = "membership.propose"
    form_class = JoinForm
    first = (
        "You would read the team’s records. Its managers and the other administrators of the "
        "area are told now. Nothing changes until another administrator agrees."
    )

    def get_heading(self):
        return f"Ask to join {self.object}"

    def act(self, form):
        proposal = services.propose_joining(
            team=self.object, by=self.request.user, **form.cleaned_data
        )
        messages.success(self.request, "You have asked. Another administrator decides.")
        return proposal


class JoiningList(Mine):
    """What waits for the reader, what they asked for, and what was decided in their teams."""

    model, action = JoiningProposal, "membership.review"
    template_name = "agencies/joining_list.html"
    tab = "joining"

    def get_page(self):
        rows = self.mine().select_related("team", "user", "asked_by")
        return page_down(rows, "pk", after=after(self.request))

    def seen_detail(self):
        return {"page": "joining"}

    def get_context_data(self, **kwargs):
        waiting = to_decide(self.request.user)[:50]
        return super().get_context_data(waiting=waiting, **kwargs)


class JoiningDetail(Administration, ObjectPage):
    """One place in a team that waits, or waited, for agreement."""

    model, action = JoiningProposal, "membership.review"
    template_name = "agencies/joining_detail.html"
    tab = "joining"

    def get_context_data(self, **kwargs):
        proposal, user = self.object, self.request.user
        is_open = proposal.state == JoiningProposal.State.ASKED
        return super().get_context_data(
            proposal=proposal,
            is_open=is_open,
            may_decide=is_open and policy.can(user, "membership.second", proposal),
            may_withdraw=is_open and policy.can(user, "membership.withdraw", proposal),
            **kwargs,
        )


class OfProposal(Question, ObjectFormPage, abstract=True):
    """A form about one place that waits for agreement."""

    model, tab = JoiningProposal, "joining"

    def back(self):
        return self.object.get_absolute_url()


class MembershipSecond(OfProposal):
    """A second person agrees."""

    action = "membership.second"
    form_class = ConfirmForm
    submit = "Agree"

    def get_heading(self):
        return f"Let {self.object.user} join {self.object.team}?"

    def get_first(self):
        reads = self.object.role in Membership.RECORD_ROLES
        return (
            f"{'They read the team’s records' if reads else 'They work in the team'}, as "
            f"{self.object.get_role_display().lower()}. The log names you and "
            f"{self.object.asked_by}, and the team’s managers are told."
        )

    def act(self, form):
        services.second_joining(proposal=self.object, by=self.request.user)
        messages.success(
            self.request, f"You have agreed: {self.object.user} joins {self.object.team}."
        )
        return self.back()


class MembershipRefuse(OfProposal):
    """A second person says no."""

    action = "membership.refuse"
    form_class = ReasonForm
    submit = "Refuse"

    def get_heading(self):
        return f"Refuse {self.object.user} a place in {self.object.team}?"

    def act(self, form):
        services.refuse_joining(proposal=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{self.object.user} is refused.")
        return self.back()


class MembershipWithdraw(OfProposal):
    """The person who asked withdraws the request."""

    action = "membership.withdraw"
    form_class = ConfirmForm
    submit = "Withdraw"

    def get_heading(self):
        who = "you" if self.object.is_own else self.object.user
        return f"Withdraw the request for {who} to join {self.object.team}?"

    def act(self, form):
        services.withdraw_joining(proposal=self.object, by=self.request.user)
        messages.success(self.request, "The request is withdrawn.")
        return reverse("agencies:joining-list")
