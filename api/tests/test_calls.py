"""What every call has in common: scopes, limits, who calls for whom, parameters, bodies."""

import pytest
from django.core.cache import cache

from api.tests.calls import ABSENT, PEOPLE, fields_of, log_of, one
from api.tests.factories import program_of
from audit.models import Event
from profiles.models import Contact
from profiles.tests.factories import make_person


# ---- Scopes -------------------------------------------------------------------------------------
def test_a_lacking_scope_is_said_before_anything_is_looked_for(cast, person, said):
    narrow = program_of(cast.police, scopes=["log:read"]).program

    for answer in (
        narrow.get(one(person)),
        narrow.get(f"{PEOPLE}{'0' * 8}-0000-0000-0000-{'0' * 12}/"),
    ):
        assert answer.status_code == 403
        assert answer.json()["scope"] == "people:read"
        assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]
    assert narrow.get(log_of(person)).status_code == 200
    assert narrow.post(log_of(person), said).status_code == 403
    assert not Contact.objects.exists()


def test_who_only_writes_is_told_the_address_and_nothing_else(cast, person, said):
    narrow = program_of(cast.police, scopes=["log:write"]).program

    answer = narrow.post(log_of(person), said)

    assert answer.status_code == 201
    assert answer.json() == {"url": answer["Location"]}


# ---- Who calls ----------------------------------------------------------------------------------
def test_every_event_says_which_client_and_for_whom(police_client, person, said):
    program = police_client.program
    program.post(log_of(person), said, **{"on-behalf-of": "Zoë Ashdown"})
    program.get(ABSENT, **{"on-behalf-of": "Zoë Ashdown"})

    events = Event.objects.filter(actor_id=police_client.client.account_id)
    assert {event.verb for event in events} == {
        "log.added",
        "profile.view_log:view",
        "page.not_found",
    }
    for event in events:
        assert event.channel == "api"
        assert event.detail["client"] == str(police_client.client.uuid)
        assert event.detail["on_behalf_of"] == "Zoë Ashdown"


@pytest.mark.parametrize(
    ("method", "sent", "status"),
    [
        ("GET", None, 400),
        ("PATCH", {"gender": "woman"}, 428),
        ("DELETE", None, 405),
    ],
)
def test_what_is_refused_is_recorded(program, person, method, sent, status):
    query = {"colour": "red"} if method == "GET" else None

    answer = program.call(method, one(person), sent, query)

    event = Event.objects.latest("pk")
    assert answer.status_code == status
    assert (event.verb, event.detail["page"]) in {
        ("page.refused", "api:profile"),
        ("page.refused", "api:profile-edit"),
    }
    assert event.detail["client_name"] == "Custody system"


def test_a_lacking_scope_is_recorded(cast, person):
    narrow = program_of(cast.police, scopes=["log:read"])

    narrow.program.get(one(person))

    event = Event.objects.latest("pk")
    assert (event.verb, event.actor_id) == ("page.refused", narrow.client.account_id)


@pytest.mark.parametrize("name", ["x" * 151, "tab\tbed"])
def test_a_name_that_is_none_is_refused(program, name):
    assert program.get(PEOPLE, **{"on-behalf-of": name}).status_code == 400


def test_a_client_that_must_say_for_whom_it_writes(cast, person, said):
    strict = program_of(cast.police, names_user=True).program

    assert strict.get(log_of(person)).status_code == 200
    assert strict.post(log_of(person), said).status_code == 400
    assert strict.post(log_of(person), said, **{"on-behalf-of": "Ann"}).status_code == 201


# ---- Limits -------------------------------------------------------------------------------------
def test_calls_are_counted_and_too_many_wait(cast, counting):
    program = program_of(cast.police, a_minute=2).program

    first, second, third = (program.get(PEOPLE) for _ in range(3))

    assert first["RateLimit-Policy"] == '"client";q=2;w=60'
    assert [first["RateLimit"], second["RateLimit"]] == ['"client";r=1;t=20', '"client";r=0;t=20']
    assert (second.status_code, third.status_code, third["Retry-After"]) == (200, 429, "20")


def test_without_the_cache_calls_go_on(program, monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: True)
    monkeypatch.setattr(cache, "incr", lambda key: 1)

    assert program.get(PEOPLE).status_code == 200


# ---- What is asked and sent ---------------------------------------------------------------------
@pytest.mark.parametrize("query", [{"colour": "red"}, {"page": "2"}, {"owner_team__name": "x"}])
def test_unknown_parameters_are_named(program, query):
    answer = program.get(PEOPLE, query)

    assert answer.status_code == 400
    assert fields_of(answer) == list(query)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "ten"},
        {"sort": "colour"},
        {"after": "nonsense"},
        {"fields": "colour"},
        {"fields": ""},
        {"team": "no-team"},
    ],
)
def test_parameters_that_cannot_be_used_are_named(program, person, query):
    assert program.get(PEOPLE, query).status_code == 400


def test_fields_leave_out_the_others(program, person):
    listed = program.get(PEOPLE, {"fields": "uuid,name"}).json()["results"]
    alone = program.get(one(person), {"fields": "reference"}).json()

    assert [list(row) for row in listed] == [["uuid", "name"]]
    assert alone == {"reference": person.reference}


def test_a_page_has_as_many_rows_as_asked_and_says_where_the_next_is(
    program, person, manager, police
):
    for name in ("Ashby", "Bexley"):
        make_person(by=manager, team=police, surname=name)

    first = program.get(PEOPLE, {"limit": "2"}).json()
    second = program.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (2, 1, None)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
    ],
)
def test_bodies_that_cannot_be_read(program, person, body, kind, status):
    answer = program.http.post(log_of(person), body, content_type=kind, headers=program.headers)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_over_the_limit(program, person, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = program.post(log_of(person), {"text": "x" * 200})

    assert (answer.status_code, answer.json()["title"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 1),
        ("text", ["x"]),
        ("moment", "yesterday"),
        ("moment", 3),
        ("moment", "2026-W01-1"),
        ("kind", {"a": 1}),
    ],
)
def test_values_of_another_type_are_named(program, person, said, name, value):
    answer = program.post(log_of(person), {**said, name: value})

    assert (answer.status_code, fields_of(answer)) == (400, [name])
    assert not Contact.objects.exists()


def test_fields_that_the_form_does_not_have_are_not_set(program, person, said):
    for name in ("opened", "once", "draft", "written_by", "profile", "uuid"):
        assert program.post(log_of(person), {**said, name: "x"}).status_code == 400


@pytest.mark.parametrize("is_debugged", [False, True])
def test_a_write_without_the_last_slash_is_sent_again_as_a_write(
    program, person, said, settings, is_debugged
):
    settings.DEBUG = is_debugged
    address = log_of(person)

    moved = program.post(address.rstrip("/"), said)

    # Not 301, after which programs ask by GET and take the list for the answer.
    assert (moved.status_code, moved["Location"]) == (308, address)
    assert moved["Cache-Control"] == "no-store"
    assert not Contact.objects.exists()
    assert program.post(moved["Location"], said).status_code == 201


# ---- Hidden is absent ---------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PATCH", "PUT", "DELETE"])
def test_what_is_hidden_answers_like_what_never_existed(cast, person, method):
    stranger = program_of(cast.elsewhere).program
    for path in ("", "log/", "log/new/", "risk/", "reports/", "documents/", "edit/"):
        hidden = stranger.call(method, one(person) + path, {"text": "x"})
        nothing = stranger.call(method, ABSENT + path, {"text": "x"})
        assert (hidden.status_code, hidden.content) == (404, nothing.content), path
        assert nothing.status_code == 404
