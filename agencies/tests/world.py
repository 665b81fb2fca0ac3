"""Administration: a team, its people and what is kept of them, where somebody has no business."""

from agencies.models import Agency, Agreement, JoiningProposal, Membership, Team, User
from agencies.tests.factories import AgreementFactory, JoiningProposalFactory
from core.tests.worlds import hidden_world


@hidden_world(Agency)
def agency_of_another_area(cast):
    return cast.elsewhere.agency, cast.administrator


@hidden_world(Team)
def team_that_is_not_in_the_directory(cast):
    team = cast.elsewhere
    team.is_discreet = True
    team.save()
    return team, cast.officer


@hidden_world(User)
def account_of_another_area(cast):
    return cast.outsider, cast.manager


@hidden_world(Membership)
def membership_of_another_area(cast):
    return cast.outsider.memberships.get(), cast.manager


@hidden_world(JoiningProposal)
def joining_of_another_area(cast):
    return JoiningProposalFactory(team=cast.elsewhere, user=cast.outsider), cast.administrator


@hidden_world(Agreement)
def agreement_for_an_auditor(cast):
    return AgreementFactory(owner_team=cast.police), cast.auditor
