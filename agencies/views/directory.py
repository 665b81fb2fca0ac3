"""The directory of teams: whom to ring."""

from agencies.filters import TeamFilter
from agencies.models import Team
from agencies.paging import page_by_name
from agencies.rules import reads_register
from core import policy
from core.views import ListPage, ObjectPage


class TeamList(ListPage):
    """Teams by area, kind of agency and name."""

    for_control_room = True
    model, action = Team, "team.list"
    template_name = "agencies/team_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = TeamFilter(request)

    def get_page(self):
        teams = self.filter.narrow(policy.accessible(self.request.user, self.action, Team))
        teams = teams.select_related("agency").prefetch_related("areas")
        return page_by_name(teams, self.filter.after)

    def seen_detail(self):
        return {"filters": sorted(self.filter.wanted)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter, reads_register=reads_register(self.request.user), **kwargs
        )


class TeamDetail(ObjectPage):
    """One team: where it works and how to reach it."""

    for_control_room = True
    model, action = Team, "team.view"
    template_name = "agencies/team_detail.html"

    def get_context_data(self, **kwargs):
        team = self.object
        return super().get_context_data(
            team=team,
            areas=team.areas.all(),
            contact=team.contact,
            may_manage=policy.can(self.request.user, "team.manage", team),
            **kwargs,
        )
