"""Access that is changed, ended, run out or excluded."""

import datetime

import pytest
from django.utils import timezone

from access.models import Grant
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


def test_an_access_is_changed_and_ended(signed_in, person, manager, elsewhere, terms):
    grant = give(person, manager, elsewhere)
    change = {**terms, "sections": ["risk"], "level": "1"}
    response, _ = post(signed_in, url("grant-change", person, grant.uuid), **change)
    assert response.status_code == 302
    newer = Grant.objects.unended().get()
    assert newer.sections == ["risk"]

    response, page = post(signed_in, url("grant-end", person, newer.uuid), because="")
    assert "Enter why you are ending it" in page
    post(signed_in, url("grant-end", person, newer.uuid), because="He has returned")
    assert not Grant.objects.unended().exists()
    assert "He has returned" in signed_in.get(url("sharing", person)).content.decode()


def test_an_open_session_loses_a_record_the_moment_its_access_runs_out(
    signed_in, client, person, manager, elsewhere, outsider
):
    grant = give(person, manager, elsewhere, days=1)
    client.force_login(outsider)
    assert client.get(url("overview", person)).status_code == 200

    past = timezone.now() - datetime.timedelta(seconds=1)
    person.team_holds.filter(grant=grant).update(valid_until=past)

    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()


def test_an_excluded_person_finds_nothing(signed_in, client, person, manager, officer):
    response, page = post(signed_in, url("exclude", person), people="officer", reason="")
    assert "Enter why" in page
    post(signed_in, url("exclude", person), people="officer", reason="His brother")

    client.force_login(officer)
    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()


@pytest.mark.parametrize("actor", ["operator", "administrator", "auditor"])
def test_who_does_not_work_with_records_is_excluded_too(signed_in, person, request, actor):
    user = request.getfixturevalue(actor)
    offered = signed_in.get("/profiles/sharing/names/", {"q": user.name, "kind": "anyone"})
    assert [one["name"] for one in offered.json()["results"]] == [user.name]

    response, _ = post(signed_in, url("exclude", person), people=user.name, reason="Her sister")

    assert response.status_code == 302
    assert person.exclusions.get().user == user


def test_who_is_chosen_or_meant_may_have_any_role(signed_in, person, operator):
    chosen = f"person:{operator.memberships.get().uuid}"
    _, page = post(signed_in, url("exclude", person), people="Mona Redgrove", reason="Her sister")
    assert f'value="{chosen}|Mona Redgrove"' in page

    post(signed_in, url("exclude", person), chosen=chosen, reason="Her sister")

    assert person.exclusions.get().user == operator


def test_an_excluded_administrator_of_the_area_meets_nothing(
    signed_in, client, person, administrator
):
    client.force_login(administrator)
    assert client.get(url("sharing", person)).status_code == 200
    client.force_login(person.created_by)
    post(signed_in, url("exclude", person), people="administrator", reason="His brother")

    client.force_login(administrator)

    assert client.get(url("sharing", person)).status_code == 404


@pytest.mark.parametrize("role", Membership.Role.values)
def test_nobody_of_a_discreet_team_is_found_to_be_excluded(signed_in, person, role):
    member(TeamFactory(name="A refuge", is_discreet=True), role, name="Key Worker")
    query = {"q": "Key Worker", "kind": "anyone"}
    assert signed_in.get("/profiles/sharing/names/", query).json()["results"] == []

    _, page = post(signed_in, url("exclude", person), people="Key Worker", reason="Her sister")

    assert "Nobody in the directory is called “Key Worker”." in page


@pytest.mark.parametrize("actor", ["operator", "administrator", "auditor"])
def test_access_is_given_only_to_who_works_with_records(signed_in, person, terms, request, actor):
    user = request.getfixturevalue(actor)
    offered = signed_in.get("/profiles/sharing/names/", {"q": user.name, "kind": "person"})
    assert offered.json()["results"] == []
    form = {**terms, "teams": ""}
    words = f"Nobody in the directory is called “{user.name}”."
    assert words in post(signed_in, url("grant", person), **form, people=user.name)[1]

    chosen = f"person:{user.memberships.get().uuid}"
    _, page = post(signed_in, url("grant", person), **form, chosen=chosen)

    assert "One of those you chose is no longer in the directory." in page


def test_only_managers_are_offered_anyone(client, officer, operator):
    client.force_login(officer)

    query = {"q": operator.name, "kind": "anyone"}

    assert client.get("/profiles/sharing/names/", query).json()["results"] == []
