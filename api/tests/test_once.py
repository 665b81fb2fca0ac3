"""Versions and replays: no change is lost, and nothing is made twice."""

import pytest

from api.models import IdempotentCall
from api.tests.calls import log_of, one
from api.tests.factories import Program, program_of
from audit.models import Event
from profiles.models import Contact, Profile
from profiles.services import edit_profile


# ---- Versions -----------------------------------------------------------------------------------
def test_a_version_that_the_caller_has_is_not_sent_and_the_look_is_recorded(program, person):
    etag = program.get(one(person))["ETag"]
    before = Event.objects.count()

    answer = program.get(one(person), **{"if-none-match": etag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert Event.objects.count() == before + 1


def test_a_change_names_the_version_it_was_made_to(program, person):
    etag = program.get(one(person))["ETag"]

    answer = program.patch(one(person), {"gender": "woman"}, **{"if-match": etag})

    person.refresh_from_db()
    assert (answer.status_code, answer.json()["gender"]) == (200, "woman")
    assert (person.gender, person.surname, str(person.born_on)) == (
        "woman",
        "Pellworth",
        "1991-03-14",
    )
    assert answer["ETag"] == program.get(one(person))["ETag"] != etag


@pytest.mark.parametrize("match", [{}, {"if-match": "*"}, {"if-match": ""}])
def test_a_change_without_a_version_is_refused(program, person, match):
    answer = program.patch(one(person), {"gender": "woman"}, **match)

    assert answer.status_code == 428


def test_a_stale_change_saves_nothing(program, person, manager):
    etag = program.get(one(person))["ETag"]
    edit_profile(profile=person, by=manager, gender="man")

    answer = program.patch(one(person), {"gender": "woman"}, **{"if-match": etag})

    assert answer.status_code == 412
    assert Profile.objects.get(pk=person.pk).gender == "man"


# ---- Once ---------------------------------------------------------------------------------------
def test_the_same_call_again_makes_nothing_more(program, person, said):
    key = {"idempotency-key": "7f3c"}
    first = program.post(log_of(person), said, **key)
    again = program.post(log_of(person), said, **key)

    assert Contact.objects.count() == 1
    assert (again.status_code, again.json()) == (201, first.json())
    assert (again["Location"], again["Idempotency-Replayed"]) == (first["Location"], "true")
    assert "Idempotency-Replayed" not in first


def test_another_call_with_the_same_key_is_refused(program, person, said):
    key = {"idempotency-key": "7f3c"}
    program.post(log_of(person), said, **key)

    answer = program.post(log_of(person), {**said, "text": "Out"}, **key)

    assert answer.status_code == 422
    assert Contact.objects.count() == 1


def test_a_call_that_was_refused_spends_no_key(program, person, said):
    key = {"idempotency-key": "7f3c"}

    assert program.post(log_of(person), {**said, "basis": "guess"}, **key).status_code == 422
    assert not IdempotentCall.objects.exists()
    assert program.post(log_of(person), said, **key).status_code == 201


def test_a_replay_asks_about_access_again(police_client, person, said):
    key = {"idempotency-key": "7f3c"}
    police_client.program.post(log_of(person), said, **key)
    narrow = police_client.client
    narrow.scopes = ["log:write"]
    narrow.save()

    again = police_client.program.post(log_of(person), said, **key)

    assert again.json() == {"url": again["Location"]}


def test_keys_of_two_clients_are_two_keys(cast, program, person, said):
    key = {"idempotency-key": "7f3c"}
    other = Program(program_of(cast.police).secret)

    assert program.post(log_of(person), said, **key).status_code == 201
    assert other.post(log_of(person), said, **key).status_code == 201
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 201, "naïve"])
def test_a_key_that_is_none_is_refused(program, person, said, key):
    assert program.post(log_of(person), said, **{"idempotency-key": key}).status_code == 400
