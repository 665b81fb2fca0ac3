"""Administration of agencies and teams."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies import services
from agencies.forms.administration import (
    AgencyForm,
    ConfirmForm,
    EditAgencyForm,
    NewTeamForm,
    ReasonForm,
    TeamContactForm,
    TeamForm,
)
from agencies.models import Agency, Area, Team
from agencies.paging import page_by_name
from agencies.selectors import agencies_to_choose
from agencies.views.base import Administration, Question
from core import policy
from core.views import ListPage, ObjectFormPage, ObjectPage, RecordView, ServiceFormView

NOT_YOURS = "These pages are for team managers and area administrators."
STAYS_DISCREET = (
    "The team stays discreet until a manager of the team, or a second administrator, agrees. "
    "They have been told."
)
NO_AREA = "These pages are for area administrators."


def after(request):
    """Where the page of a list begins."""
    return request.GET.get("after", "")[:300]


def team_page(team):
    """Where a team is looked after."""
    return reverse("agencies:team-manage", args=[team.uuid])


class Mine(Administration, ListPage, abstract=True):
    """The teams the user manages or administers; 404 for users with none."""

    refusal = NOT_YOURS

    def load(self):
        super().load()
        if not policy.can(self.request.user, "team.manage"):
            raise PermissionDenied(self.refusal)

    def mine(self):
        return policy.accessible(self.request.user, self.action, self.model)


class ManagedTeams(Mine):
    """The teams the user looks after."""

    model, action = Team, "team.manage"
    template_name = "agencies/administration.html"
    tab = "teams"

    def get_page(self):
        teams = self.mine().select_related("agency").prefetch_related("areas")
        return page_by_name(teams, after(self.request))

    def get_context_data(self, **kwargs):
        may_add = policy.can(self.request.user, "team.add")
        return super().get_context_data(may_add=may_add, **kwargs)


class TeamManage(Administration, ObjectPage):
    """One team's people and settings."""

    model, action = Team, "team.manage"
    template_name = "agencies/team_manage.html"
    tab = "teams"

    def get_context_data(self, **kwargs):
        user, team = self.request.user, self.object
        memberships = team.memberships.select_related("user", "agreement")
        return super().get_context_data(
            team=team,
            current=memberships.current(),
            ended=memberships.over().order_by("-valid_until")[:50],
            may_invite=policy.can(user, "user.invite", team),
            may_edit=policy.can(user, "team.edit", team),
            may_join=policy.can(user, "membership.propose", team),
            waiting=team.proposals.waiting().select_related("user", "asked_by"),
            listing=self.listing(),
            **kwargs,
        )

    def listing(self):
        """The request to list a discreet team, and what the reader may do about it."""
        user, team = self.request.user, self.object
        if team.listing_asked_by is None:
            return None
        return {
            "may_decide": policy.can(user, "team.agree_listing", team),
            "may_withdraw": policy.can(user, "team.withdraw_listing", team),
        }


class InAnArea(Question, RecordView, ServiceFormView, abstract=True):
    """A form that adds something, for area administrators."""

    model = Area

    def load(self):
        super().load()
        self.areas = policy.accessible(self.request.user, self.action, Area)
        if not self.areas.exists():
            raise PermissionDenied(NO_AREA)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": self.heading}


class TeamAdd(InAnArea):
    """A new team."""

    action = "team.add"
    form_class = NewTeamForm
    heading, tab = "Add a team", "teams"

    def back(self):
        return reverse("agencies:administration")

    def get_form_kwargs(self):
        agencies = agencies_to_choose(self.request.user)
        return {**super().get_form_kwargs(), "areas": self.areas, "agencies": agencies}

    def act(self, form):
        team = services.add_team(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{team} is added. Invite its manager next.")
        return team_page(team)


class OfTeam(Question, ObjectFormPage, abstract=True):
    """A form about one team."""

    model, tab = Team, "teams"

    def back(self):
        return team_page(self.object)


class TeamContact(OfTeam):
    """How a team is reached, and who in it gives access."""

    action = "team.manage"
    form_class = TeamContactForm

    def get_heading(self):
        return f"How to reach {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.manage_team(team=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The team is saved.")
        return self.back()


class TeamEdit(OfTeam):
    """What a team is and where it works."""

    action = "team.edit"
    form_class = TeamForm

    def get_heading(self):
        return f"Change {self.object}"

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "of": self.object,
            "agencies": agencies_to_choose(user),
            "areas": policy.accessible(user, "team.add", Area),
        }

    def act(self, form):
        team = services.edit_team(team=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The team is saved.")
        if team.is_discreet and not form.cleaned_data["is_discreet"]:
            messages.info(self.request, STAYS_DISCREET)
        return self.back()


class ListingAnswer(OfTeam, abstract=True):
    """An answer to the request to list a discreet team; subclasses say what it does."""

    def get_heading(self):
        return self.heading.format(team=self.object)

    def act(self, form):
        self.answer(team=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, self.done.format(team=self.object))
        return self.back()


class ListingAgree(ListingAnswer):
    """A second person agrees to list a discreet team."""

    action, answer = "team.agree_listing", staticmethod(services.agree_listing)
    form_class = ConfirmForm
    submit = "Agree"
    heading, done = "List {team} in the directory?", "{team} is in the directory now."
    first = (
        "Everyone who works with records will find the team, its telephone and its people in the "
        "directory, and will see its name on what it has done."
    )


class ListingRefuse(ListingAnswer):
    """A second person keeps a team discreet."""

    action, answer = "team.refuse_listing", staticmethod(services.refuse_listing)
    form_class = ReasonForm
    submit = "Refuse"
    heading, done = "Keep {team} discreet?", "{team} stays discreet."


class ListingWithdraw(ListingAnswer):
    """The person who asked withdraws the request to list a team."""

    action, answer = "team.withdraw_listing", staticmethod(services.withdraw_listing)
    form_class = ConfirmForm
    submit = "Withdraw"
    heading, done = "Withdraw the request to list {team}?", "{team} stays discreet."


class TeamClose(OfTeam):
    """The end of a team."""

    action = "team.close"
    form_class = ReasonForm
    submit = "Close the team"
    first = (
        "The team leaves the directory, and its members lose its access, at once. "
        "You cannot undo this here."
    )

    def get_heading(self):
        return f"Close {self.object}?"

    def act(self, form):
        services.close_team(team=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{self.object} is closed.")
        return reverse("agencies:administration")


class AgencyList(Mine):
    """The agencies whose name the user may change."""

    model, action = Agency, "agency.edit"
    template_name = "agencies/agency_list.html"
    tab, refusal = "agencies", NO_AREA

    def load(self):
        super().load()
        if not policy.can(self.request.user, "agency.add"):
            raise PermissionDenied(NO_AREA)

    def get_page(self):
        return page_by_name(self.mine(), after(self.request))


class AgencyAdd(InAnArea):
    """A new organisation."""

    action = "agency.add"
    form_class = AgencyForm
    heading, tab = "Add an agency", "agencies"

    def back(self):
        return reverse("agencies:agencies")

    def act(self, form):
        agency = services.add_agency(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"{agency} is added.")
        return self.back()


class AgencyEdit(Question, ObjectFormPage):
    """What an organisation is called."""

    model, action = Agency, "agency.edit"
    form_class = EditAgencyForm
    tab = "agencies"

    def back(self):
        return reverse("agencies:agencies")

    def get_heading(self):
        return f"Change {self.object}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "of": self.object}

    def act(self, form):
        services.edit_agency(agency=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The agency is saved.")
        return self.back()
