"""What services do with agencies and teams, refuse and record."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import Agency, Membership, Team, User
from agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    MembershipFactory,
    TeamFactory,
)
from audit.models import Event
from core import panels

Role = Membership.Role


def fresh(user):
    return User.objects.get(pk=user.pk)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_add_agency_and_add_team(administrator, staffordshire):
    agency = services.add_agency(by=administrator, name="Stoke Refuge", kind=Agency.Kind.OTHER)

    team = services.add_team(
        by=administrator, name="Refuge", agency=agency, areas=[staffordshire], is_discreet=True
    )

    assert list(team.areas.all()) == [staffordshire]
    assert verbs() == ["agency.added", "team.added"]


def test_add_team_refused_outside_ones_area_and_without_one(administrator, norfolk):
    with pytest.raises(Http404):
        services.add_team(by=administrator, name="T", agency=AgencyFactory(), areas=[norfolk])
    with pytest.raises(ValidationError):
        services.add_team(by=administrator, name="T", agency=AgencyFactory(), areas=[])


def test_add_agency_refused_to_a_manager(manager):
    with pytest.raises(Http404):
        services.add_agency(by=manager, name="Mine", kind=Agency.Kind.OTHER)


def test_names_are_taken_whatever_the_capitals(administrator, police, staffordshire):
    with pytest.raises(ValidationError):
        services.add_team(
            by=administrator,
            name=police.name.upper(),
            agency=police.agency,
            areas=[staffordshire],
        )
    with pytest.raises(ValidationError):
        services.add_agency(by=administrator, name="STAFFORDSHIRE POLICE", kind="police")


def edit(team, by, **changed):
    values = {
        "name": team.name,
        "agency": team.agency,
        "areas": list(team.areas.all()),
        "is_discreet": team.is_discreet,
    }
    return services.edit_team(team=team, by=by, **(values | changed))


def test_edit_team_keeps_the_areas_of_others(administrator, police, staffordshire, norfolk):
    police.areas.add(norfolk)
    own = AreaFactory()

    edit(police, administrator, areas=[staffordshire], name="IOM")

    assert set(police.areas.all()) == {staffordshire, norfolk}
    assert Team.objects.get(pk=police.pk).name == "IOM"
    with pytest.raises(Http404):
        edit(police, administrator, areas=[staffordshire, own])
    edit(police, administrator, areas=[])
    assert set(police.areas.all()) == {norfolk}


def test_edit_team_needs_an_area(administrator, police):
    with pytest.raises(ValidationError) as problem:
        edit(police, administrator, areas=[])

    assert "areas" in problem.value.message_dict


def refused(team, by, **changed):
    """What is said by the fields; nothing of the team has changed."""
    before = (team.agency, set(team.areas.all()))
    with pytest.raises(ValidationError) as problem:
        edit(team, by, **changed)
    now = Team.objects.get(pk=team.pk)
    assert (now.agency, set(now.areas.all())) == before
    return problem.value.message_dict


@pytest.fixture
def wide(administrator, norfolk):
    """The administrator, also of Norfolk."""
    MembershipFactory(
        user=administrator, team=TeamFactory(areas=[norfolk]), role=Role.ADMINISTRATOR
    )
    return fresh(administrator)


@pytest.mark.parametrize("begins", [-1, 1])
def test_edit_team_moves_no_team_in_which_one_works(wide, police, staffordshire, norfolk, begins):
    place = MembershipFactory(user=wide, team=police)
    start = timezone.now() + datetime.timedelta(days=begins)
    Membership.objects.filter(pk=place.pk).update(valid_from=start)

    said = refused(police, wide, areas=[staffordshire, norfolk], agency=AgencyFactory())

    assert said == {
        "areas": ["You work in this team. Another administrator must change where it works."],
        "agency": ["You work in this team. Another administrator must change its agency."],
    }
    edit(police, wide, name="IOM")
    place.delete()
    edit(police, wide, areas=[staffordshire, norfolk], agency=AgencyFactory())


def test_edit_team_takes_an_area_from_a_team_in_which_one_works(
    wide, police, staffordshire, norfolk
):
    police.areas.add(norfolk)
    MembershipFactory(user=wide, team=police)

    edit(police, wide, areas=[staffordshire])

    assert set(police.areas.all()) == {staffordshire}


@pytest.mark.parametrize("role", [Role.CONTROL_ROOM, Role.ADMINISTRATOR, Role.AUDITOR])
def test_edit_team_widens_no_role_for_whole_areas(wide, police, staffordshire, norfolk, role):
    place = MembershipFactory(team=police, role=role)

    said = refused(police, wide, areas=[staffordshire, norfolk])

    assert "End these roles first" in said["areas"][0]
    Membership.objects.filter(pk=place.pk).update(
        valid_from=timezone.now() - datetime.timedelta(days=2), valid_until=timezone.now()
    )
    edit(police, wide, areas=[staffordshire, norfolk])
    assert set(police.areas.all()) == {staffordshire, norfolk}


def test_edit_agency(administrator, police):
    services.edit_agency(
        agency=police.agency, by=administrator, name="Staffs Police", kind="police"
    )

    event = Event.objects.get()
    assert event.detail["changed"] == {"name": ["Staffordshire Police", "Staffs Police"]}


def manage(team, by, **changed):
    values = {"phone": "", "email": "", "contact_point": None, "gives_access": "lead"}
    return services.manage_team(team=team, by=by, **(values | changed))


def test_manage_team_sets_how_it_is_reached(manager, police, officer):
    manage(police, manager, contact_point=officer, phone="01632 960 115")

    team = Team.objects.get(pk=police.pk)
    assert (team.contact_point, team.phone) == (officer, "01632 960 115")
    assert verbs() == ["team.edited"]


def test_manage_team_refuses_a_contact_who_is_not_of_the_team(manager, police, outsider):
    with pytest.raises(ValidationError) as problem:
        manage(police, manager, contact_point=outsider)

    assert "contact_point" in problem.value.message_dict


def test_close_team_ends_what_its_members_may(administrator, police, officer):
    services.close_team(team=police, by=administrator, reason="Merged")

    assert fresh(officer).live_memberships == []
    assert verbs() == ["team.closed"]
    with pytest.raises(ValidationError, match="closed already"):
        services.close_team(team=police, by=administrator, reason="Again")


def test_close_team_refused_while_something_keeps_it_open(administrator, police, monkeypatch):
    monkeypatch.setitem(
        panels._slots, "agencies.keeps_team_open", {"t": (1, lambda team: "It has 3 records.")}
    )

    with pytest.raises(ValidationError, match="3 records"):
        services.close_team(team=police, by=administrator, reason="Merged")


def test_close_team_refused_for_ones_own(administrator):
    with pytest.raises(ValidationError, match="You work in this team"):
        services.close_team(team=administrator.acting_team, by=administrator, reason="Done")


def test_a_membership_of_a_closed_account_is_not_in_force(colleague):
    extra = MembershipFactory(user=colleague, team=TeamFactory())
    assert extra in Membership.objects.live()

    colleague.is_active, colleague.disabled_at = False, timezone.now()
    colleague.save()

    assert extra not in Membership.objects.live()
