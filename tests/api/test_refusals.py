"""What the API refuses, and how it says so."""

import json

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from agencies.middleware import ACTIVE
from api.views.base import JSON_ONLY
from api.views.writing import PEOPLE_READ
from audit.models import Event
from tests.api.calls import PEOPLE, one

pytestmark = pytest.mark.slow


TAKEN = {PEOPLE: "GET, HEAD, OPTIONS, POST", "one": "GET, HEAD, OPTIONS, PATCH"}


@pytest.mark.parametrize("method", ["put", "delete", "trace"])
@pytest.mark.parametrize("strict", [False, True])
def test_other_methods_are_not_taken(person, manager, method, strict):
    client = Client(enforce_csrf_checks=strict)
    client.force_login(manager)
    before = Event.objects.count()

    for address in (PEOPLE, one(person)):
        answer = getattr(client, method)(address)

        assert answer.status_code == 405
        assert answer["Allow"] == TAKEN.get(address, TAKEN["one"])
        assert answer["Allow"] in answer.json()["detail"]
    assert Event.objects.count() == before


@pytest.mark.parametrize("strict", [False, True])
def test_people_who_are_signed_in_do_not_write(person, manager, strict):
    client = Client(enforce_csrf_checks=strict)
    client.force_login(manager)

    made, changed = client.post(PEOPLE), client.patch(one(person))

    assert (made.status_code, made.json()["detail"]) == (403, PEOPLE_READ)
    assert (changed.status_code, changed.json()["detail"]) == (403, PEOPLE_READ)


def test_asking_for_the_methods_tells_nothing_else(signed_in, person):
    before = Event.objects.count()

    for address in (PEOPLE, one(person)):
        answer = signed_in.options(address)

        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Allow"] == TAKEN.get(address, TAKEN["one"])
    events = Event.objects.order_by("pk")[before:]
    assert [(event.verb, event.target_id, event.subjects) for event in events] == [
        ("api.read:view", None, [])
    ] * 2


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "delete"])
def test_nobody_signed_in_is_told_nothing(client, person, method):
    for address in (PEOPLE, one(person)):
        answer = getattr(client, method)(address)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Cache-Control"] == "no-store"


def test_only_json_is_to_be_had(signed_in, person):
    page = signed_in.get(one(person), headers={"accept": "text/html"})
    format_asked = signed_in.get(one(person), {"format": "api"})

    assert (page.status_code, page.json()["detail"]) == (406, JSON_ONLY)
    assert page["Content-Type"] == "application/problem+json"
    assert format_asked.status_code == 400
    assert [one["field"] for one in format_asked.json()["errors"]] == ["format"]


def test_who_knows_of_a_person_is_not_told_so(client, actors, person):
    client.force_login(actors["teammate"])
    assert client.get(person.get_absolute_url()).status_code == 302  # the stub, and how to ask

    assert client.get(one(person)).status_code == 404


@pytest.mark.parametrize("address", [f"{PEOPLE}nothing/", "/api/v1/nothing/", "/api/"])
def test_what_is_not_there_is_said_in_json_without_the_address(signed_in, address):
    answer = signed_in.get(address)

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is nothing here that you can see."


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

    monkeypatch.setattr("api.views.people.ProfileList.row", broken)
    signed_in.raise_request_exception = False

    answer = signed_in.get(PEOPLE)

    assert answer.status_code == 500
    assert json.loads(answer.content)["detail"].startswith("Something is broken")
