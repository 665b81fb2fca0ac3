"""The API gives no more and no less than the pages, in as few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.models import Profile
from profiles.tests.factories import IdentifierFactory, RoleFactory, WarningFactory, make_person
from tests.api.calls import PEOPLE, one
from tests.matrix import ACTORS

pytestmark = pytest.mark.slow


def walked(client, **query):
    """Every row of the list, page after page."""
    rows, address = [], PEOPLE
    while address:
        answer = client.get(address, query).json()
        rows += answer["results"]
        address, query = answer["next"], {}
    return rows


@pytest.mark.parametrize("actor", ACTORS)
def test_list_and_page_and_rule_agree_for_every_actor(
    client,
    actors,
    person,
    police,
    manager,
    actor,
):
    make_person(by=manager, team=police, surname="Second")
    user = actors[actor]
    client.force_login(user)

    answer, page = client.get(PEOPLE), client.get("/profiles/")

    if not user.is_active:
        assert (answer.status_code, page.status_code) == (401, 302)
        return
    if user.is_in_control_room:
        assert (answer.status_code, page.status_code) == (404, 404)
        return
    listed = [row["uuid"] for row in answer.json()["results"]]
    assert listed == [str(row.uuid) for row in page.context["page"]]
    assert sorted(listed) == sorted(str(row.uuid) for row in Profile.objects.visible_to(user))
    assert answer.json()["count"] == page.context["count"]
    assert client.get(one(person)).status_code == (200 if str(person.uuid) in listed else 404)


def test_the_matrix_has_actors_who_see_all_some_and_nothing(client, actors, manager, police):
    make_person(by=manager, team=police, surname="Second")
    seen = set()
    for user in actors.values():
        client.force_login(user)
        seen.add(len(client.get(PEOPLE).json().get("results", [])))

    assert seen == {0, 1, 2}


@pytest.mark.parametrize("sort", ["", "-name", "-activity"])
def test_pages_follow_each_other_without_gap_or_repetition(signed_in, manager, police, sort):
    people = [make_person(by=manager, team=police, surname=f"Name{n:02}") for n in range(28)]

    rows = walked(signed_in, sort=sort)

    assert len(rows) == 28
    assert {row["uuid"] for row in rows} == {str(person.uuid) for person in people}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "pellworth"}, ["Pellworth"]),
        ({"role": "victim"}, ["Second"]),
        ({"warning": "yes"}, ["Pellworth"]),
        ({"sort": "-name"}, ["Second", "Pellworth"]),
        ({"q": "nobody"}, []),
    ],
)
def test_filters_are_those_of_the_page(signed_in, person, manager, police, query, found):
    WarningFactory(profile=person)
    second = make_person(by=manager, team=police, surname="Second")
    RoleFactory(profile=second, kind="victim")

    rows = signed_in.get(PEOPLE, query).json()["results"]
    page = signed_in.get("/profiles/", query).context["page"]

    assert [row["name"].split()[-1] for row in rows] == found
    assert [row["uuid"] for row in rows] == [str(row.uuid) for row in page]


def test_the_team_narrows_to_what_it_manages(signed_in, person, police, council):
    mine = signed_in.get(PEOPLE, {"team": police.pk}).json()["results"]
    theirs = signed_in.get(PEOPLE, {"team": council.pk}).json()["results"]

    assert ([row["uuid"] for row in mine], theirs) == ([str(person.uuid)], [])


def test_the_next_page_keeps_the_filters(signed_in, manager, police):
    for n in range(27):
        make_person(by=manager, team=police, surname=f"Alike{n:02}")
    make_person(by=manager, team=police, surname="Other")

    rows = walked(signed_in, q="alike", sort="-name")

    assert [row["name"] for row in rows] == [f"Jordan Alike{n:02}" for n in reversed(range(27))]


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_twenty_rows_cost_what_one_costs(signed_in, manager, police, person):
    RoleFactory(profile=person)
    queries(signed_in, PEOPLE)  # the first request of a process fills its caches
    few = queries(signed_in, PEOPLE)
    for n in range(19):
        RoleFactory(profile=make_person(by=manager, team=police, surname=f"Name{n:02}"))

    assert queries(signed_in, PEOPLE) == few


def test_a_person_with_many_details_costs_what_one_with_few_costs(signed_in, person):
    WarningFactory(profile=person)
    queries(signed_in, one(person))
    few = queries(signed_in, one(person))
    for n in range(10):
        WarningFactory(profile=person)
        IdentifierFactory(profile=person, value=str(n))

    assert queries(signed_in, one(person)) == few
