"""The role × action table of administration, exact, to be read and signed."""

import pytest
from django.utils import timezone

from agencies.models import Membership, Team, User
from agencies.rules import roles_to_give
from agencies.tests.factories import (
    AgencyFactory,
    AgreementFactory,
    JoiningProposalFactory,
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
    member,
)
from core import policy

Role = Membership.Role
TABLE = """
action            practitioner manager administrator control auditor manager_elsewhere administrator_elsewhere closed_administrator
team.list         y            y       y             y       y       y                 y                       ·
team.view         y            y       y             y       y       y                 y                       ·
team.manage       ·            y       y             ·       ·       ·                 ·                       ·
team.edit         ·            ·       y             ·       ·       ·                 ·                       ·
team.close        ·            ·       y             ·       ·       ·                 ·                       ·
team.agree_listing ·           y       y             ·       ·       ·                 ·                       ·
team.refuse_listing ·          y       y             ·       ·       ·                 ·                       ·
team.withdraw_listing ·        ·       y             ·       ·       ·                 ·                       ·
user.invite       ·            y       y             ·       ·       ·                 ·                       ·
membership.add    ·            y       y             ·       ·       ·                 ·                       ·
user.list         ·            y       y             ·       ·       ·                 ·                       ·
user.view         ·            y       y             ·       ·       ·                 ·                       ·
user.edit         ·            y       y             ·       ·       ·                 ·                       ·
user.confirm_address ·         y       y             ·       ·       ·                 ·                       ·
user.disable      ·            y       y             ·       ·       ·                 ·                       ·
user.enable       ·            y       y             ·       ·       ·                 ·                       ·
user.reset_second_step ·       y       y             ·       ·       ·                 ·                       ·
invitation.renew  ·            y       y             ·       ·       ·                 ·                       ·
membership.change ·            y       y             ·       ·       ·                 ·                       ·
membership.end    ·            y       y             ·       ·       ·                 ·                       ·
team.add          ·            ·       y             ·       ·       ·                 ·                       ·
agency.add        ·            ·       y             ·       ·       ·                 ·                       ·
agency.edit       ·            ·       y             ·       ·       ·                 ·                       ·
membership.propose ·           ·       y             ·       ·       ·                 ·                       ·
membership.review ·            y       y             ·       ·       ·                 ·                       ·
membership.second ·            y       y             ·       ·       ·                 ·                       ·
membership.refuse ·            y       y             ·       ·       ·                 ·                       ·
membership.withdraw ·          ·       y             ·       ·       ·                 ·                       ·
agreement.list    y            y       y             ·       ·       y                 y                       ·
agreement.view    y            y       y             ·       ·       y                 y                       ·
agreement.add     ·            ·       y             ·       ·       ·                 ·                       ·
agreement.edit    ·            ·       y             ·       ·       ·                 ·                       ·
agreement.end     ·            ·       y             ·       ·       ·                 ·                       ·
"""  # noqa: E501


def cells():
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    for action, *answers in rows:
        for actor, answer in zip(header[1:], answers, strict=True):
            yield action, actor, {"y": True, "·": False}[answer]


@pytest.fixture
def actors(police, officer, manager, administrator, operator, auditor, elsewhere, norfolk):
    closed = member(administrator.acting_team, Role.ADMINISTRATOR)
    closed.is_active, closed.disabled_at = False, timezone.now()
    closed.save()
    return {
        "practitioner": officer,
        "manager": manager,
        "administrator": administrator,
        "control": operator,
        "auditor": auditor,
        "manager_elsewhere": member(elsewhere, Role.MANAGER),
        "administrator_elsewhere": member(TeamFactory(areas=[norfolk]), Role.ADMINISTRATOR),
        "closed_administrator": User.objects.get(pk=closed.pk),
    }


@pytest.fixture
def objects(police, manager, colleague, staffordshire, administrator):
    second = member(administrator.acting_team, Role.ADMINISTRATOR)
    theirs = JoiningProposalFactory(team=police, asked_by=second)
    discreet = {"areas": [staffordshire], "is_discreet": True, "listing_asked_at": timezone.now()}
    refuge = TeamFactory(**discreet, listing_asked_by=second)
    MembershipFactory(team=refuge, user=manager, role=Role.MANAGER)
    own_refuge = TeamFactory(**discreet, listing_asked_by=administrator)
    kinds = {
        "user": colleague,
        "invitation": colleague,
        "membership": colleague.memberships.get(),
        "agency": police.agency,
        "agreement": AgreementFactory(owner_team=police),
    }
    special = dict.fromkeys(
        ["user.invite", "membership.add", "membership.propose", "agreement.add"], police
    )
    special |= dict.fromkeys(["team.agree_listing", "team.refuse_listing"], refuge)
    special["team.withdraw_listing"] = own_refuge
    special |= dict.fromkeys(
        ["membership.review", "membership.second", "membership.refuse"], theirs
    )
    # A request of the actor's own, for the one row about that.
    special["membership.withdraw"] = JoiningProposalFactory(team=police, user=administrator)
    areas = {"team.add": staffordshire, "agency.add": staffordshire}

    def of(action):
        own = special | areas
        return own.get(action) or kinds.get(action.split(".")[0], police)

    return of


def test_the_table_of_administration_holds_cell_by_cell(actors, objects):
    wrong = [
        f"{actor} {'may not' if allowed else 'may'} {action}"
        for action, actor, allowed in cells()
        if policy.can(actors[actor], action, objects(action)) is not allowed
    ]

    assert wrong == []


def test_every_rule_of_administration_stands_in_the_table():
    kinds = {"team", "user", "membership", "agency", "invitation", "agreement"}

    ours = {action for action in policy.rules() if action.split(".")[0] in kinds}

    assert ours == {action for action, _, _ in cells()}


@pytest.mark.parametrize(
    "action", ["user.edit", "user.disable", "user.enable", "invitation.renew"]
)
@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_nobody_keeps_their_own_account(request, who, action):
    user = request.getfixturevalue(who)

    assert not policy.can(user, action, user)


def test_nobody_gives_themselves_another_role(manager, administrator):
    for user in (manager, administrator):
        assert not policy.can(user, "membership.change", user.memberships.get())


def test_a_manager_leaves_alone_who_also_works_elsewhere(manager, police, elsewhere):
    both = member(police)
    MembershipFactory(user=both, team=elsewhere)

    allowed = [
        action
        for action in ("user.edit", "user.disable", "user.enable", "invitation.renew")
        if policy.can(manager, action, both)
    ]

    assert allowed == []
    assert policy.can(manager, "membership.end", both.memberships.get(team=police))
    assert not policy.can(manager, "membership.end", both.memberships.get(team=elsewhere))


def test_an_administrator_can_close_but_not_take_over_who_also_works_elsewhere(
    administrator, police, elsewhere
):
    both = member(police)
    MembershipFactory(user=both, team=elsewhere)

    assert policy.can(administrator, "user.disable", both)
    for action in ("user.edit", "user.enable", "invitation.renew"):
        assert not policy.can(administrator, action, both)


@pytest.mark.parametrize("role", [Role.CONTROL_ROOM, Role.ADMINISTRATOR, Role.AUDITOR])
def test_a_manager_leaves_alone_who_has_a_role_for_the_area(manager, police, role):
    someone = member(police, role)

    for action in ("user.edit", "user.disable", "user.enable", "invitation.renew"):
        assert not policy.can(manager, action, someone)
    assert not policy.can(manager, "membership.end", someone.memberships.get())


def test_who_has_left_every_team_is_kept_by_the_administrator(manager, administrator, police):
    gone = member(police)
    gone.memberships.update(valid_until=timezone.now())

    assert policy.can(administrator, "user.edit", gone)
    assert not policy.can(manager, "user.edit", gone)


def test_roles_for_areas_come_from_an_administrator_of_all_of_them(
    administrator, manager, police, norfolk
):
    every = {*Membership.RECORD_ROLES, Role.CONTROL_ROOM, Role.ADMINISTRATOR, Role.AUDITOR}

    assert set(roles_to_give(administrator, police)) == every
    assert set(roles_to_give(manager, police)) == set(Membership.RECORD_ROLES)
    police.areas.add(norfolk)
    assert set(roles_to_give(administrator, police)) == set(Membership.RECORD_ROLES)


def test_an_administrator_of_a_force_keeps_its_partnerships_and_not_the_other_way(
    staffordshire, administrator
):
    district = PartnershipFactory(parent=staffordshire)
    in_district, in_force = TeamFactory(areas=[district]), TeamFactory(areas=[staffordshire])
    of_district = member(TeamFactory(areas=[district]), Role.ADMINISTRATOR)

    assert policy.can(administrator, "team.edit", in_district)
    assert policy.can(of_district, "team.edit", in_district)
    assert not policy.can(of_district, "team.edit", in_force)


def test_an_agency_at_work_elsewhere_is_not_ones_own_to_edit(administrator, norfolk):
    national = AgencyFactory()
    assert policy.can(administrator, "agency.edit", national)

    TeamFactory(agency=national, areas=[norfolk])

    assert not policy.can(administrator, "agency.edit", national)


def test_a_discreet_team_is_found_by_its_own_members_alone(officer, manager, outsider, police):
    police.is_discreet = True
    police.save()

    assert policy.can(officer, "team.view", police)
    assert not policy.can(outsider, "team.view", police)
    assert police not in Team.objects.visible_to(outsider)


def test_a_closed_team_is_found_by_nobody(officer, police):
    police.closed_at = timezone.now()
    police.save()

    assert police not in Team.objects.visible_to(officer)


def test_who_is_in_no_team_finds_no_team(police):
    assert not Team.objects.visible_to(UserFactory()).exists()
