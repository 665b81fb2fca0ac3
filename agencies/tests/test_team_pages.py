"""The pages about teams and agencies for those who look after them."""

import re

import pytest

from agencies.models import Agency, Membership, Team
from tests.editing import sent

pytestmark = pytest.mark.slow

Role = Membership.Role


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def team_address(team, what=""):
    return f"/administration/teams/{team.uuid}/{what}"


def errors_of(response):
    assert response.status_code == 200
    page = response.content.decode()
    assert "<title>Error: " in page
    for field in re.findall(r'error-summary__list.*?href="#([^"]+)"', page, re.DOTALL):
        assert f'id="{field}"' in page
    return response.context["form"].errors


def test_an_agency_and_a_team_are_added(as_administrator, staffordshire):
    as_administrator.post("/administration/agencies/new/", {"name": "Refuge", "kind": "other"})
    agency = Agency.objects.get(name="Refuge")

    response = as_administrator.post(
        "/administration/teams/new/",
        {"name": "Stoke", "agency": agency.pk, "areas": [staffordshire.pk], "is_discreet": "on"},
    )

    team = Team.objects.get(name="Stoke")
    assert response["Location"] == team_address(team)
    assert team.is_discreet


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"name": "STAFFORDSHIRE IOM TEAM"}, "name"),
        ({"agency": ""}, "agency"),
        ({"agency": "987654"}, "agency"),
        ({"agency": "abc"}, "agency"),
        ({"areas": []}, "areas"),
        ({"areas": ["987654"]}, "areas"),
        ({"email": "x"}, "email"),
    ],
)
def test_a_bad_team_is_told_at_its_field(as_administrator, police, staffordshire, changed, field):
    values = {"name": "New", "agency": police.agency_id, "areas": [staffordshire.pk]}

    response = as_administrator.post("/administration/teams/new/", values | changed)

    assert field in errors_of(response)
    assert not Team.objects.filter(name="New").exists()


def test_areas_of_others_are_not_offered_and_stay(
    as_administrator, police, staffordshire, norfolk
):
    police.areas.add(norfolk)
    page = as_administrator.get(team_address(police, "edit/"))
    form = page.context["form"]
    assert list(form.fields["areas"].queryset) == [staffordshire]

    foreign = {"name": "X", "agency": police.agency_id, "areas": [staffordshire.pk, norfolk.pk]}
    assert "areas" in errors_of(as_administrator.post(team_address(police, "edit/"), foreign))
    as_administrator.post(
        team_address(police, "edit/"),
        {
            "name": "X",
            "agency": police.agency_id,
            "areas": [staffordshire.pk],
            "opened": form["opened"].value(),
        },
    )
    assert Team.objects.get(pk=police.pk).name == "X"
    assert set(police.areas.all()) == {staffordshire, norfolk}


def test_a_manager_sets_the_contact_point_of_the_own_team(as_manager, police, officer, outsider):
    values = sent(as_manager, team_address(police, "contact/")) | {
        "phone": "01632 960 115",
        "email": "",
        "gives_access": "managers",
    }

    bad = as_manager.post(
        team_address(police, "contact/"), values | {"contact_point": outsider.pk}
    )
    assert "contact_point" in errors_of(bad)
    as_manager.post(team_address(police, "contact/"), values | {"contact_point": officer.pk})

    team = Team.objects.get(pk=police.pk)
    assert (team.contact_point, team.gives_access) == (officer, "managers")


def test_a_team_is_closed(as_administrator, police, council):
    as_administrator.post(team_address(council, "close/"), {"reason": "Merged"})

    assert Team.objects.get(pk=council.pk).closed_at
    assert "Closed" in as_administrator.get("/administration/").content.decode()
    assert as_administrator.get(team_address(council, "invite/")).status_code == 403


def test_an_agency_is_renamed(as_administrator, police):
    path = f"/administration/agencies/{police.agency.uuid}/"
    opened = sent(as_administrator, path)

    as_administrator.post(path, opened | {"name": "Staffs Police"})

    assert Agency.objects.get(pk=police.agency_id).name == "Staffs Police"
    bad = as_administrator.post(path, opened | {"name": "", "kind": "circus"})
    assert set(errors_of(bad)) == {"name", "kind"}


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u202e", "x" * 9000, "%", "-1", "1e9"])
@pytest.mark.parametrize("name", ["q", "area", "kind", "team", "state", "after"])
def test_odd_addresses_are_never_an_error_of_ours(as_administrator, police, name, odd):
    query = {name: odd.encode("utf-8", "surrogatepass")}

    for path in ("/teams/", "/administration/", "/administration/users/"):
        assert as_administrator.get(path, query).status_code in (200, 400)
