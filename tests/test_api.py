"""The programs' door: what it tells, that it tells no more than the pages, and what it leaves."""

import datetime
import json

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.fields import Field
from rest_framework.serializers import BaseSerializer

from access.levels import Level
from access.tests.factories import give
from agencies.middleware import ACTIVE
from api import serializers
from api.views.base import JSON_ONLY, READ_ONLY
from audit.models import Event
from profiles.models import Profile
from profiles.tests.factories import (
    AddressFactory,
    CustodyStayFactory,
    IdentifierFactory,
    InvolvementFactory,
    OtherNameFactory,
    RoleFactory,
    StatutoryStatusFactory,
    WarningFactory,
    make_person,
)
from tests.matrix import ACTORS
from tests.test_matrix import make_actors

pytestmark = pytest.mark.slow

PEOPLE = "/api/v1/profiles/"


def one(person):
    return reverse("api:profile", args=[person.uuid])


def walked(client, **query):
    """Every row of the list, page after page."""
    rows, address = [], PEOPLE
    while address:
        answer = client.get(address, query).json()
        rows += answer["results"]
        address, query = answer["next"], {}
    return rows


@pytest.fixture
def actors(cast):
    return make_actors(cast)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


# ---- What is told -------------------------------------------------------------------------------
def test_the_list_tells_what_a_row_of_the_page_shows(signed_in, person, police):
    police.phone = "01632 960 100"
    police.save()
    RoleFactory(profile=person, kind="victim", source="Norfolk")
    RoleFactory(profile=person, kind="offender", starts_on="2020-01-01", ends_on="2021-01-01")

    answer = signed_in.get(PEOPLE)

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "count": "1",
        "next": None,
        "results": [
            {
                "uuid": str(person.uuid),
                "url": one(person),
                "reference": person.reference,
                "name": "Jordan Pellworth",
                "born_on": "1991-03-14",
                "roles": [{"kind": "victim", "name": "Victim"}],
                "risk": {"status": "not_assessed", "level": None, "name": None},
                "owner_team": {"name": "Staffordshire IOM Team", "phone": "01632 960 100"},
                "is_restricted": False,
            }
        ],
    }


def test_one_person_tells_identity_and_the_sections_held(signed_in, person, manager):
    RoleFactory(profile=person, source="Staffordshire Police")
    WarningFactory(profile=person, text="visit in pairs")
    WarningFactory(profile=person, text="over", starts_on="2020-01-01", ends_on="2021-01-01")
    OtherNameFactory(profile=person)
    IdentifierFactory(profile=person)
    StatutoryStatusFactory(profile=person)
    InvolvementFactory(profile=person)
    CustodyStayFactory(profile=person, ends_on=datetime.date(2026, 2, 1))
    CustodyStayFactory(profile=person, starts_on=datetime.date(2026, 2, 1))

    told = signed_in.get(one(person)).json()

    assert told == {
        "uuid": str(person.uuid),
        "url": one(person),
        "reference": person.reference,
        "name": "Jordan Pellworth",
        "born_on": "1991-03-14",
        "risk": {"status": "not_assessed", "level": None, "name": None},
        "roles": [
            {
                "kind": "offender",
                "name": "Offender",
                "source": "Staffordshire Police",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "owner_team": {"name": "Staffordshire IOM Team", "phone": person.owner_team.phone},
        "is_restricted": False,
        "surname": "Pellworth",
        "forenames": "Jordan",
        "sex": "not_known",
        "estimated_age": None,
        "age_estimated_on": None,
        "gender": "",
        "ethnicity": None,
        "first_language": "",
        "interpreter": "",
        "interpreter_language": "",
        "warnings": [
            {
                "kind": "Risk to staff",
                "text": "visit in pairs",
                "code": "",
                "review_on": None,
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "other_names": [
            {"surname": "Pell", "forenames": "Jay", "starts_on": None, "ends_on": None}
        ],
        "identifiers": [{"kind": "pnc", "name": "PNC", "value": "2009/0048211P"}],
        "statuses": [
            {
                "kind": "On licence",
                "name": "Neil Bassenthwaite",
                "organisation": "Stafford Probation",
                "phone": "01632 960 131",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "involved": [
            {
                "role": "Victim’s point of contact",
                "name": "Hana Okafor-Lind",
                "organisation": "Victim Support",
                "phone": "01632 960 142",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "custody": {
            "establishment": "HMP Stafford",
            "starts_on": "2026-02-01",
            "release_expected_on": None,
        },
        "lead": person.lead.name,
        "sections": [{"name": name, "level": "manage"} for name in Profile.SECTIONS],
    }


def test_sections_are_those_held_and_what_is_in_them_stays_unsaid(
    client, person, contact, manager, outsider
):
    AddressFactory(profile=person)
    give(person, manager, outsider.acting_team, sections=["log"], level=Level.CONTRIBUTE)
    client.force_login(outsider)

    answer = client.get(one(person))

    assert answer.json()["sections"] == [{"name": "log", "level": "contribute"}]
    assert "Tannery" not in answer.content.decode()
    assert contact.text not in answer.content.decode()


def fields_of(serializer):
    for field in serializer.fields.values():
        yield field
        inner = getattr(field, "child", field)
        if isinstance(inner, BaseSerializer):
            yield from fields_of(inner)


@pytest.mark.parametrize(
    "serializer", [serializers.PersonRowSerializer, serializers.PersonSerializer]
)
def test_every_field_is_read_only(serializer):
    fields: list[Field] = list(fields_of(serializer()))

    assert len(fields) > 10
    assert [field.field_name for field in fields if not field.read_only] == []


# ---- No more and no less than the pages ---------------------------------------------------------
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
        ({"role": "none-of-these"}, ["Pellworth", "Second"]),
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


# ---- What is left in the log --------------------------------------------------------------------
@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_one_person_leaves_an_event(signed_in, person, manager, method):
    before = Event.objects.count()

    assert getattr(signed_in, method)(one(person)).status_code == 200

    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.channel, event.actor_id) == ("profile.view:view", "api", manager.pk)
    assert (event.target_id, event.subjects) == (person.pk, [person.pk])


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(("words", "verb"), [("", "list"), ("pell", "search")])
def test_reading_the_list_leaves_one_event_with_everyone_on_it(
    signed_in, person, manager, police, method, words, verb
):
    second = make_person(by=manager, team=police, surname="Pellham")
    before = Event.objects.count()

    getattr(signed_in, method)(PEOPLE, {"q": words, "sort": "-name"})

    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.channel) == (f"profile.list:{verb}", "api")
    assert event.subjects == sorted([person.pk, second.pk])
    assert event.detail == {"shown": verb, "filters": {"sort": "-name"}, "by_name": bool(words)}


def test_a_refusal_is_recorded_with_its_channel(client, person, outsider):
    client.force_login(outsider)

    client.get(one(person))
    client.get(person.get_absolute_url())

    pages, api = Event.objects.order_by("-pk")[:2]
    assert (api.verb, api.channel, pages.channel) == ("page.not_found", "api", "web")
    assert (api.target_id, api.subjects, api.detail["page"]) == (None, [], "api:profile")


def test_no_audit_no_answer(signed_in, person, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("audit.receivers.record", broken)
    signed_in.raise_request_exception = False

    answer = signed_in.get(one(person))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert answer.json()["detail"].startswith("The database does not answer.")


def test_no_refusal_without_its_event_either(client, person, outsider, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("audit.receivers.record", broken)
    client.force_login(outsider)

    answer = client.get(one(person))

    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("The database does not answer.")


@pytest.mark.parametrize(
    ("refused", "status", "verb", "words"),
    [
        (Http404("P-2026"), 404, "page.not_found", "There is nothing here that you can see."),
        (PermissionDenied("Ask the lead."), 403, "page.refused", "Ask the lead."),
    ],
)
def test_what_is_refused_while_answering_is_recorded_too(
    signed_in, person, monkeypatch, refused, status, verb, words
):
    def refuse(*args, **kwargs):
        raise refused

    monkeypatch.setattr("api.views.people.with_identity", refuse)

    answer = signed_in.get(one(person))

    event = Event.objects.latest("pk")
    assert (answer.status_code, answer.json()) == (status, {"detail": words})
    assert (event.verb, event.channel) == (verb, "api")


# ---- What is refused ----------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("strict", [False, True])
def test_it_is_read_only(person, manager, method, strict):
    client = Client(enforce_csrf_checks=strict)
    client.force_login(manager)
    before = Event.objects.count()

    for address in (PEOPLE, one(person)):
        answer = getattr(client, method)(address)

        assert (answer.status_code, answer.json()) == (405, {"detail": READ_ONLY})
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert Event.objects.count() == before


def test_asking_for_the_methods_tells_nothing_else(signed_in, person):
    before = Event.objects.count()

    for address in (PEOPLE, one(person)):
        answer = signed_in.options(address)

        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert Event.objects.count() == before


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "delete"])
def test_nobody_signed_in_is_told_nothing(client, person, method):
    for address in (PEOPLE, one(person)):
        answer = getattr(client, method)(address)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Session"
        assert answer["Cache-Control"] == "no-store"


def test_only_json_is_to_be_had(signed_in, person):
    page = signed_in.get(one(person), headers={"accept": "text/html"})
    format_asked = signed_in.get(one(person), {"format": "api"})

    assert (page.status_code, page.json()) == (406, {"detail": JSON_ONLY})
    assert format_asked["Content-Type"] == "application/json"


def test_who_knows_of_a_person_is_not_told_so(client, actors, person):
    client.force_login(actors["teammate"])
    assert client.get(person.get_absolute_url()).status_code == 302  # the stub, and how to ask

    assert client.get(one(person)).status_code == 404


@pytest.mark.parametrize("address", [f"{PEOPLE}nothing/", "/api/v1/nothing/", "/api/"])
def test_what_is_not_there_is_said_in_json_without_the_address(signed_in, address):
    answer = signed_in.get(address)

    assert answer.status_code == 404
    assert answer.json() == {"detail": "There is nothing here that you can see."}


def test_odd_characters_are_refused_in_words(signed_in):
    answer = signed_in.get(PEOPLE, {"q": "a\x00b"})

    assert answer.status_code == 400
    assert "odd characters" in answer.json()["detail"]


def test_a_session_that_is_over_says_so(signed_in):
    session = signed_in.session
    session[ACTIVE] = 1
    session.save()

    answer = signed_in.get(PEOPLE)

    assert answer.status_code == 401
    assert "nothing happened" in answer.json()["detail"]
    assert SESSION_KEY not in signed_in.session


def test_the_second_step_is_asked_for_where_it_is_required(signed_in, settings):
    settings.MFA_REQUIRED = True

    answer = signed_in.get(PEOPLE)

    assert answer.status_code == 403
    assert "second step" in answer.json()["detail"]


def test_a_fault_of_ours_is_said_in_json(signed_in, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("api.views.people.PersonRowSerializer", broken)
    signed_in.raise_request_exception = False

    answer = signed_in.get(PEOPLE)

    assert answer.status_code == 500
    assert json.loads(answer.content)["detail"].startswith("Something is broken")
