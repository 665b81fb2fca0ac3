"""The directory: who finds which team, and how."""

import pytest

from agencies.models import Agency, Area, Team
from agencies.paging import page_by_name
from agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
)
from audit.models import Event

pytestmark = pytest.mark.slow


@pytest.fixture
def find(client, officer):
    client.force_login(officer)

    def call(**query):
        response = client.get("/teams/", query)
        assert response.status_code == 200
        return [team.name for team in response.context["page"]]

    return call


def test_the_directory_lists_teams_by_name(find, police, council, elsewhere):
    assert find() == ["Norfolk IOM Team", "Stafford Housing", "Staffordshire IOM Team"]


@pytest.mark.parametrize("words", ["iom", "Staffordshire police", "constab"])
def test_the_directory_is_searched_by_name_and_agency(find, police, council, elsewhere, words):
    found = find(q=words)

    assert found
    assert "Stafford Housing" not in found


def test_the_directory_is_narrowed_by_kind(find, police, council):
    assert find(kind="council") == ["Stafford Housing"]


def test_a_force_includes_its_partnerships_and_a_partnership_its_force(
    find, staffordshire, police, elsewhere
):
    stafford = PartnershipFactory(name="Stafford", parent=staffordshire)
    stoke = PartnershipFactory(name="Stoke", parent=staffordshire)
    TeamFactory(name="In Stafford", areas=[stafford])
    TeamFactory(name="In Stoke", areas=[stoke])

    assert find(area=staffordshire.pk) == ["In Stafford", "In Stoke", "Staffordshire IOM Team"]
    assert find(area=stafford.pk) == ["In Stafford", "Staffordshire IOM Team"]


def test_a_team_in_two_areas_is_listed_once(find, police, staffordshire):
    police.areas.add(PartnershipFactory(parent=staffordshire))

    assert find(area=staffordshire.pk) == ["Staffordshire IOM Team"]


def test_an_unknown_area_or_kind_is_told_at_the_field(find, client, police):
    assert find(area="987654", kind="circus") == ["Staffordshire IOM Team"]

    page = client.get("/teams/", {"area": "987654"}).content.decode()

    assert "Choose the area from the list" in page


def test_filters_are_removable_tags_and_nothing_found_says_what_to_do(find, client, police):
    assert find(q="zzz") == []

    page = client.get("/teams/", {"q": "zzz", "kind": "police"}).content.decode()

    assert 'href="?kind=police"' in page
    assert "Remove a filter" in page


def test_pages_follow_each_other_without_a_gap(find, client, police):
    for number in range(30):
        TeamFactory(name=f"Team {number:02}")
    TeamFactory(name="a small letter")
    first = client.get("/teams/")
    cursor = first.context["page"].next_cursor
    second = [team.name for team in client.get("/teams/", {"after": cursor}).context["page"]]

    assert first.context["page"].rows[0].name == "a small letter"
    names = [team.name for team in first.context["page"]] + second
    assert len(names) == len(set(names)) == 32


def test_the_list_costs_the_same_for_one_team_and_for_many(
    client, officer, police, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get("/teams/")
    with django_assert_max_num_queries(40) as one:
        client.get("/teams/")
    for _ in range(20):
        TeamFactory()

    with django_assert_max_num_queries(len(one)):
        client.get("/teams/")


def test_a_team_says_whom_to_ring(client, officer, council):
    tomas = UserFactory(name="Tomas Wexcombe", phone="01632 960 246")
    council.contact_point = MembershipFactory(user=tomas, team=council).user
    council.email = "housing@example.org"
    council.save()
    client.force_login(officer)

    page = client.get(council.get_absolute_url()).content.decode()

    assert 'href="tel:01632960100"' in page
    assert 'href="tel:01632960246"' in page
    assert "Tomas Wexcombe" in page
    assert "mailto:housing@example.org?subject=E-CINS%3A%20ring%20us" in page
    assert "Send a neutral message" in page


def test_a_contact_whose_account_is_closed_is_not_named(client, officer, council):
    closed = UserFactory(name="Tomas Wexcombe", is_active=False, disabled_at="2026-01-01T00:00Z")
    council.contact_point = MembershipFactory(user=closed, team=council).user
    council.save()
    client.force_login(officer)

    assert "Tomas" not in client.get(council.get_absolute_url()).content.decode()


def test_a_contact_who_has_left_the_team_is_not_named(client, officer, manager, police):
    police.contact_point = UserFactory(name="Tomas Wexcombe", phone="01632 960 246")
    police.save()
    pages = {police.get_absolute_url(): officer, f"/administration/teams/{police.uuid}/": manager}

    for address, reader in pages.items():
        client.force_login(reader)
        page = client.get(address)
        assert page.status_code == 200
        assert "Tomas" not in page.content.decode()


def test_a_discreet_team_is_found_by_its_members_alone(find, client, officer, council):
    council.is_discreet = True
    council.save()

    assert "Stafford Housing" not in find()
    hidden = client.get(council.get_absolute_url())
    assert hidden.status_code == 404

    MembershipFactory(user=officer, team=council)
    assert "Stafford Housing" in find()
    assert client.get(council.get_absolute_url()).status_code == 200


def test_reading_the_directory_leaves_an_event(find, client, council):
    find()
    client.get(council.get_absolute_url())

    listed, opened = Event.objects.filter(verb__startswith="team.").order_by("pk")
    assert (listed.verb, listed.subjects) == ("team.list:list", [])
    assert (opened.verb, opened.target_label) == ("team.view:view", "Team Stafford Housing")


# ---- Neighbours -----------------------------------------------------------------------------
@pytest.fixture
def borders(db):
    """Two forces side by side, each with two partnerships; a third force apart."""
    north, south, apart = (AreaFactory(name=name) for name in ("North", "South", "Apart"))
    north.neighbours.add(south)
    near = PartnershipFactory(name="Near", parent=north)
    far = PartnershipFactory(name="Far", parent=north)
    beyond = PartnershipFactory(name="Beyond", parent=south)
    near.neighbours.add(far, beyond)
    return {area.name: area for area in (north, south, apart, near, far, beyond)}


def neighbours(team):
    return {found.name for found in Team.objects.neighbours_of(team)}


def test_neighbours_are_the_teams_of_bordering_areas(borders):
    teams = {name: TeamFactory(name=name, areas=[area]) for name, area in borders.items()}

    assert neighbours(teams["Near"]) == {"Far", "Beyond"}
    assert neighbours(teams["Far"]) == {"Near"}
    assert neighbours(teams["North"]) == {"South"}
    assert neighbours(teams["Apart"]) == set()


def test_a_team_in_every_partnership_of_a_force_has_the_neighbours_of_the_force(borders):
    whole = TeamFactory(areas=[borders["Near"], borders["Far"]])
    part = TeamFactory(areas=[borders["Near"]])
    TeamFactory(name="South", areas=[borders["South"]])

    assert "South" in neighbours(whole)
    assert "South" not in neighbours(part)


def test_closed_teams_are_nobodys_neighbours(borders):
    TeamFactory(name="South", areas=[borders["South"]], closed_at="2026-01-01T00:00Z")

    assert neighbours(TeamFactory(areas=[borders["North"]])) == set()


def test_names_of_agencies_and_kinds_are_shown(client, officer, db):
    agency = AgencyFactory(name="Norwich Hospital", kind=Agency.Kind.HEALTH)
    team = TeamFactory(agency=agency, areas=[AreaFactory(name="Norwich")])
    client.force_login(officer)

    page = client.get(team.get_absolute_url()).content.decode()

    assert "Norwich Hospital (health)" in page
    assert Area.objects.filter(name="Norwich").exists()


@pytest.mark.parametrize("size", [1, 2, 10])
def test_names_go_by_their_letters_on_every_page(police, size):
    names = ["care of Ely", "Łódź House", "Lowestoft", "O’Harra Trust", "Oharrb", "Ørsted", "Zed"]
    for name in reversed(names):
        TeamFactory(name=name)
    teams, found, after = Team.objects.filter(name__in=names), [], ""

    while after is not None:
        page = page_by_name(teams, after, size)
        found += [team.name for team in page]
        after = page.next_cursor

    assert found == names
