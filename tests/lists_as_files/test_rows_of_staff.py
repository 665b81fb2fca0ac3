"""Teams, their staff, agreements, and who sees a record, as files: as on their pages."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from access.services import end_access
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import AgreementFactory, MembershipFactory, TeamFactory, member
from audit.models import Event
from cases.tests.factories import make_case
from exports import jobs, kinds, services
from exports.models import Export
from tests.lists_as_files.acts import is_given

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_MANAGERS = ("accounts", "managed-teams")


def column(rows, heading):
    return [row[heading] for row in rows]


def subjects_of_last():
    return Event.objects.filter(verb="export.made").latest("pk").subjects


# ---- Those whom one looks after -----------------------------------------------------------------
def test_a_manager_has_who_works_in_the_team_in_which_role_until_when(
    client, exported, manager, officer, police, outsider
):
    ends = datetime.datetime(2031, 5, 3, 12, tzinfo=datetime.UTC)
    member(police, name="=Owen", username="owen").memberships.update(valid_until=ends)
    client.force_login(manager)

    rows = exported(manager, "accounts")

    assert column(rows, "Name") == ["'=Owen", "Priya Nandra", "Ruth Calloway"]
    owen, priya, ruth = rows
    assert owen["Teams"] == "Staffordshire IOM Team, practitioner, until 3 May 2031"
    assert (owen["User name"], owen["Account"]) == ("owen", "Open")
    assert priya["Teams"] == "Staffordshire IOM Team, practitioner"
    assert ruth["Teams"] == "Staffordshire IOM Team, team manager"
    page = client.get(reverse("agencies:users")).context["page"]
    assert [one.username for one in page] == column(rows, "User name")
    assert subjects_of_last() == []


def test_a_place_in_a_team_of_somebody_else_is_not_told(exported, manager, officer):
    MembershipFactory(user=officer, team=TeamFactory(name="Elsewhere"))

    rows = exported(manager, "accounts", f"q={officer.username}")

    assert column(rows, "Teams") == ["Staffordshire IOM Team, practitioner"]


def test_who_looks_after_a_team_no_longer_does_not_get_the_file(exported, manager, officer):
    second = TeamFactory(name="Second team")
    place = MembershipFactory(user=manager, team=second, role=Membership.Role.MANAGER)
    MembershipFactory(user=officer, team=second)
    reader = type(manager).objects.get(pk=manager.pk)
    exported(reader, "accounts", f"q={officer.username}")
    assert is_given(reader, "accounts")

    Membership.objects.filter(pk=place.pk).update(valid_until=timezone.now())

    assert not is_given(type(manager).objects.get(pk=manager.pk), "accounts")


def test_an_administrator_has_the_teams_and_the_people_of_the_area(
    exported, administrator, manager, officer, elsewhere, outsider
):
    people = exported(administrator, "accounts")
    teams = exported(administrator, "managed-teams")

    assert {"Priya Nandra", "Ruth Calloway"} <= set(column(people, "Name"))
    assert "Isla Thornbury" not in column(people, "Name")
    assert column(teams, "Team") == ["Staffordshire Administration", "Staffordshire IOM Team"]
    assert set(column(teams, "State")) == {"Open"}


def test_an_administrator_finds_and_downloads_what_they_asked_for(client, administrator, officer):
    client.force_login(administrator)
    page = client.get(reverse("agencies:users")).content.decode()
    assert "/exports/new/accounts/" in page
    client.post("/exports/new/accounts/", {"file_format": "csv", "reason": "The yearly review"})
    jobs.make_exports()

    export = Export.objects.get()
    assert export.state == "ready"
    assert b"Priya Nandra" in b"".join(client.get(f"/exports/{export.uuid}/file/"))
    for address in ("/exports/", export.get_absolute_url()):
        assert f"/exports/{export.uuid}/file/" in client.get(address).content.decode()
    assert "/exports/" in client.get("/account/").content.decode()


def test_an_administrator_has_no_list_of_people_on_record(client, administrator, person):
    client.force_login(administrator)

    for name in set(kinds.kinds()) - set(kinds.of_staff()):
        for address in (f"/exports/new/{name}/", f"/exports/new/{name}/{person.uuid}/"):
            assert client.get(address).status_code == 404, name


def test_what_was_exported_in_another_role_is_an_administrators_no_longer(
    client, administrator, officer, police
):
    place = MembershipFactory(user=administrator, team=police)
    both = type(administrator).objects.get(pk=administrator.pk)
    export = services.ask_for_list(
        by=both, kind="people", query="", of=None, file_format="csv", reason="Meeting"
    )
    Membership.objects.filter(pk=place.pk).update(valid_until=timezone.now())
    client.force_login(administrator)

    assert client.get(export.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["CONTROL_ROOM", "AUDITOR"])
def test_control_rooms_and_auditors_have_no_list_of_staff(client, police, role):
    user = member(police, Membership.Role[role])
    client.force_login(user)

    for name in kinds.of_staff():
        assert kinds.find(user, name) is None, name
    assert "/exports/" not in client.get("/teams/").content.decode()


@pytest.mark.parametrize("kind", OF_MANAGERS)
def test_who_looks_after_nobody_has_neither(officer, kind):
    assert kinds.find(officer, kind) is None


# ---- The directory, agreements ------------------------------------------------------------------
def test_the_directory_without_discreet_teams(client, exported, officer, police, council):
    TeamFactory(name="Willow House", is_discreet=True)
    client.force_login(officer)

    rows = exported(officer, "teams")

    assert column(rows, "Team") == ["Stafford Housing", "Staffordshire IOM Team"]
    assert rows[0]["Agency"] == "Stafford Council"
    assert (rows[0]["Works in"], rows[0]["Telephone"]) == ("Staffordshire", "01632 960 100")
    assert [team.name for team in client.get("/teams/").context["page"]] == column(rows, "Team")
    (row,) = exported(officer, "teams", "q=housing")
    assert row["Team"] == "Stafford Housing"


def test_a_team_that_has_become_discreet_leaves_no_file_of_the_directory(
    exported, officer, council
):
    exported(officer, "teams")
    assert is_given(officer, "teams")

    council.is_discreet = True
    council.save()

    assert not is_given(officer, "teams")


def test_agreements_say_who_keeps_them_as_far_as_the_reader_may_know(exported, officer, police):
    refuge = TeamFactory(name="Willow House", is_discreet=True)
    AgreementFactory(name="A", owner_team=police)
    AgreementFactory(name="B", owner_team=refuge)

    ours, theirs = exported(officer, "agreements")

    assert (ours["Name"], ours["State"]) == ("A", "In force")
    assert ours["Kept by"] == "Staffordshire IOM Team"
    assert theirs["Kept by"] == refuge.agency.name
    assert "Willow" not in str(theirs)


# ---- Who can see a record -----------------------------------------------------------------------
def test_who_can_see_a_person_and_why(exported, officer, manager, person):
    grant = give(person, manager, TeamFactory(name="=Housing"), sections=["log"])

    owner, partner = exported(officer, "access", of=person)

    assert (owner["Who"], owner["Can"]) == ("Staffordshire IOM Team", "Everything")
    assert (partner["Who"], partner["Sections"]) == ("'=Housing", "Log")
    assert (partner["Why"], partner["State"]) == (grant.purpose, "In force")
    assert partner["Given by"] == "Ruth Calloway, Staffordshire IOM Team"
    assert subjects_of_last() == [person.pk]
    assert Export.objects.latest("pk").label == f"Who can see {person.reference}"
    end_access(obj=person, grant=grant, by=manager, because="He has moved")
    _, over = exported(officer, "access", of=person)
    assert over["State"] == "Ended: He has moved"


def test_a_discreet_team_is_told_to_managers_alone(exported, officer, manager, person):
    give(person, manager, TeamFactory(name="Willow House", is_discreet=True))

    assert "Willow House" in column(exported(manager, "access", of=person), "Who")
    assert "Willow House" not in column(exported(officer, "access", of=person), "Who")


def test_a_team_that_has_become_discreet_leaves_no_file(exported, officer, manager, person):
    team = TeamFactory(name="Willow House")
    give(person, manager, team)
    exported(officer, "access", of=person)
    assert is_given(officer, "access", of=person)

    team.is_discreet = True
    team.save()

    assert not is_given(officer, "access", of=person)


def test_who_shares_without_reading_has_no_file(exported, administrator, person, police):
    MembershipFactory(user=administrator, team=TeamFactory())
    both = type(administrator).objects.get(pk=administrator.pk)

    assert both.practises
    assert kinds.find(both, "access", of=person.uuid) is None
    with pytest.raises(ValidationError):
        exported(both, "access", of=person)


def test_who_can_see_a_case(exported, officer, manager, council):
    case = make_case(by=officer, title="Noise in Tannery Row")
    give(case, manager, council, sections=["actions"])

    owner, partner = exported(officer, "case-access", of=case)

    assert (owner["Why"], partner["Sections"]) == ("Manages this case", "Actions")
    assert subjects_of_last() == []
