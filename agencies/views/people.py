"""Administration of accounts and memberships."""

from collections import defaultdict

from django.contrib import messages
from django.utils.functional import cached_property

from agencies import services
from agencies.filters import AccountFilter
from agencies.forms.administration import (
    AccountForm,
    AddMembershipForm,
    ChangeRoleForm,
    ConfirmAddressForm,
    ConfirmForm,
    InviteForm,
    LeaveForm,
)
from agencies.models import JoiningProposal, Membership, User
from agencies.paging import page_by_name
from agencies.rules import roles_to_give
from agencies.selectors import attach_memberships, open_accounts, teams_looked_after
from agencies.views.base import Administration, Question
from agencies.views.teams import Mine, OfTeam, after, team_page
from core import panels, policy
from core.views import ObjectFormPage, ObjectPage
from core.wording import listed


def tell_if_it_waits(request, place):
    """Say that a place begins only when a second person agrees; False if it has begun."""
    waits = isinstance(place, JoiningProposal)
    if waits:
        messages.info(
            request,
            f"{place.user} waits for agreement: a manager of the team, or a second "
            "administrator, decides. They have been told.",
        )
    return waits


class UserList(Mine):
    """The accounts the user looks after."""

    model, action = User, "user.list"
    template_name = "agencies/user_list.html"
    tab = "people"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = AccountFilter(request)

    def get_page(self):
        page = page_by_name(self.filter.narrow(self.mine()), after(self.request))
        attach_memberships(page.rows, self.request.user)
        return page

    def seen_detail(self):
        return {"filters": sorted(self.filter.wanted)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, **kwargs)


class UserDetail(Administration, ObjectPage):
    """One account: who it is, in which teams, and what can be done with it."""

    model, action = User, "user.view"
    template_name = "agencies/user_detail.html"
    tab = "people"

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        memberships = person.memberships.visible_to(user).select_related(
            "team__agency", "agreement"
        )
        rows = [
            {
                "membership": membership,
                "may_change": policy.can(user, "membership.change", membership),
                "may_end": policy.can(user, "membership.end", membership),
            }
            for membership in memberships.current()
        ]
        return super().get_context_data(
            person=person,
            rows=rows,
            ended=memberships.over().order_by("-valid_until")[:50],
            waiting=person.invitations.open().first(),
            places=person.proposals.waiting().visible_to(user).select_related("team", "asked_by"),
            may_confirm=person.address_is_held
            and policy.can(user, "user.confirm_address", person),
            may_edit=policy.can(user, "user.edit", person),
            may_disable=person.is_active and policy.can(user, "user.disable", person),
            may_enable=not person.is_active and policy.can(user, "user.enable", person),
            may_renew=person.is_active and policy.can(user, "invitation.renew", person),
            **kwargs,
        )


class OfUser(Question, ObjectFormPage, abstract=True):
    """A form about one account."""

    model, tab = User, "people"

    def back(self):
        return self.object.get_absolute_url()


class UserEdit(OfUser):
    """A colleague's name and how to reach them."""

    action = "user.edit"
    form_class = AccountForm

    def get_heading(self):
        return f"Change the account of {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.edit_user(user=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The account is saved.")
        return self.object


class LeavesRecords:
    """Somebody stops working in teams: what they lead there is listed, and can be passed on.

    The view says who leaves (`leaver`) and which teams (`teams_left`).
    """

    form_class = LeaveForm

    @cached_property
    def led(self):
        by = self.request.user
        found = panels.gather("agencies.led", self.leaver(), self.teams_left(), by)
        return [one for part in found for one in part]

    def get_first(self):
        if not self.led:
            return self.first
        of_teams = defaultdict(list)
        for one in self.led:
            of_teams[one.team].append(one.what)
        what = listed([f"{listed(counts)} of {team}" for team, counts in of_teams.items()])
        return (
            f"{self.first} {self.leaver()} is responsible for {what}. Where you choose nobody, "
            "managers will be asked to choose a lead."
        )

    def get_form_kwargs(self):
        leaver = self.leaver()
        return {
            **super().get_form_kwargs(),
            "led": self.led,
            "people": lambda team: team.people().exclude(pk=leaver.pk),
        }

    def pass_on(self, form):
        """While the leaver still has a place: a manager who leaves passes on their own."""
        for one, to in form.passed_on():
            passed = one.pass_on(to=to, by=self.request.user)
            messages.success(self.request, f"Of {one.words}, {passed.in_words(to)}.")


class UserDisable(LeavesRecords, OfUser):
    """The end of an account's use."""

    action = "user.disable"
    submit = "Close the account"
    first = (
        "They will be signed out at once. Somebody who looks after all their teams can open the "
        "account again."
    )

    def leaver(self):
        return self.object

    def teams_left(self):
        """Those of their teams that the reader looks after."""
        return teams_looked_after(self.object, self.request.user)

    def get_heading(self):
        return f"Close the account of {self.object}?"

    def act(self, form):
        self.pass_on(form)
        services.disable_user(user=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"The account of {self.object} is closed.")
        return self.object


class UserEnable(OfUser):
    """An account that opens again."""

    action = "user.enable"
    form_class = ConfirmForm
    submit = "Open the account"
    first = "They can sign in again, with the memberships that have not ended."

    def get_heading(self):
        return f"Open the account of {self.object} again?"

    def act(self, form):
        services.enable_user(user=self.object, by=self.request.user)
        messages.success(self.request, f"The account of {self.object} is open.")
        return self.object


class AddressConfirm(OfUser):
    """A second person confirms the address that somebody else changed."""

    action = "user.confirm_address"
    form_class = ConfirmAddressForm
    submit = "Confirm the address"
    first = "Ask the person by telephone or in person first: links for a password go there."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "address": self.object.email}

    def get_heading(self):
        return f"Is {self.object.email} the address of {self.object}?"

    def act(self, form):
        services.confirm_address(user=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"Links for {self.object} go to {self.object.email} now.")
        return self.object


class InvitationRenew(OfUser):
    """A new link to choose a password, for who lost the old one or the password."""

    action = "invitation.renew"
    form_class = ConfirmForm
    submit = "Send a new link"

    def get_heading(self):
        return f"Send {self.object} a link to choose a password?"

    def get_first(self):
        if not self.object.email:
            return f"{self.object.name} has no e-mail address. Enter one first."
        return (
            f"It goes to {self.object.email}, works once, "
            "for 7 days, and earlier links stop working. Their second step stays as it is."
        )

    def act(self, form):
        services.renew_invitation(user=self.object, by=self.request.user)
        messages.success(self.request, f"The link is on its way to {self.object.email}.")
        return self.object


class UserInvite(OfTeam):
    """A new colleague in a team."""

    action = "user.invite"
    form_class = InviteForm
    first = "They get a link by e-mail and choose their password. The link lasts 7 days."

    def get_heading(self):
        return f"Invite someone new to {self.object}"

    def get_form_kwargs(self):
        roles = roles_to_give(self.request.user, self.object)
        return {**super().get_form_kwargs(), "roles": roles}

    def act(self, form):
        days = form.days()
        user = services.invite_user(
            team=self.object, by=self.request.user, **form.cleaned_data, **days
        )
        messages.success(self.request, f"The invitation is on its way to {user.email}.")
        tell_if_it_waits(self.request, user.proposals.waiting().first())
        return self.back()


class MembershipAdd(OfTeam):
    """A role in a team for someone who has an account."""

    action = "membership.add"
    form_class = AddMembershipForm
    first = "For someone who has an account already. They keep their other teams."

    def get_heading(self):
        return f"Add someone to {self.object}"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "roles": roles_to_give(self.request.user, self.object),
            "people": open_accounts(),
        }

    def act(self, form):
        days = form.days()
        person = form.cleaned_data["username"]
        place = services.add_membership(
            team=self.object,
            by=self.request.user,
            user=person,
            role=form.cleaned_data["role"],
            **days,
        )
        if not tell_if_it_waits(self.request, place):
            messages.success(self.request, f"{person} is in {self.object}.")
        return self.back()


class OfMembership(Question, ObjectFormPage, abstract=True):
    """A form about one person's role in one team."""

    model, tab = Membership, "people"

    def back(self):
        return team_page(self.object.team)


class MembershipChange(OfMembership):
    """Another role in the same team."""

    action = "membership.change"
    form_class = ChangeRoleForm
    first = "Any access given to them by name in this role will end."

    def get_heading(self):
        return f"Change the role of {self.object.user} in {self.object.team}"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "roles": roles_to_give(self.request.user, self.object.team),
            "of": self.object,
        }

    def act(self, form):
        place = services.change_membership(
            membership=self.object, by=self.request.user, **form.cleaned_data
        )
        if not tell_if_it_waits(self.request, place):
            messages.success(self.request, f"The role of {self.object.user} is changed.")
        return self.back()


class MembershipEnd(LeavesRecords, OfMembership):
    """The end of a person's role in a team."""

    action = "membership.end"
    submit = "End the membership"
    first = (
        "They will lose this team’s access, and any access given to them by name in it, at once. "
        "Their account stays open."
    )

    def leaver(self):
        return self.object.user

    def teams_left(self):
        """The team, unless another role keeps them there."""
        places = self.object.team.memberships.live().filter(
            user=self.object.user, role__in=Membership.RECORD_ROLES
        )
        return [] if places.exclude(pk=self.object.pk).exists() else [self.object.team]

    def get_heading(self):
        return f"End the membership of {self.object.user} in {self.object.team}?"

    def act(self, form):
        self.pass_on(form)
        services.end_membership(membership=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"The membership of {self.object.user} has ended.")
        return self.back()
