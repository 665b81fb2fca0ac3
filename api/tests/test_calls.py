"""What every call has in common: scopes, limits, who calls for whom, bodies, versions, replays."""

import pytest
from django.core.cache import cache

from api.models import IdempotentCall
from api.tests.factories import Program, program_of
from audit.models import Event
from profiles.models import Contact, Profile
from profiles.services import edit_profile
from profiles.tests.factories import ContactKindFactory, make_person

PEOPLE = "/api/v1/profiles/"
ABSENT = f"{PEOPLE}00000000-0000-4000-8000-000000000000/"


def one(person):
    return f"{PEOPLE}{person.uuid}/"


def log_of(person):
    return f"{one(person)}log/"


@pytest.fixture
def said(db):
    kind = ContactKindFactory()
    return {"kind": kind.code, "moment": "2026-03-02", "text": "At home", "basis": "fact"}


def fields_of(answer):
    return [found["field"] for found in answer.json()["errors"]]


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


@pytest.mark.parametrize("name", ["x" * 151, "tab\tbed"])
def test_a_name_that_is_none_is_refused(program, name):
    assert program.get(PEOPLE, **{"on-behalf-of": name}).status_code == 400


def test_a_client_that_must_say_for_whom_it_writes(cast, person, said):
    strict = program_of(cast.police, names_user=True).program

    assert strict.get(log_of(person)).status_code == 200
    assert strict.post(log_of(person), said).status_code == 400
    assert strict.post(log_of(person), said, **{"on-behalf-of": "Ann"}).status_code == 201


# ---- Limits -------------------------------------------------------------------------------------
@pytest.fixture
def counting(monkeypatch):
    counts = {}
    monkeypatch.setattr(cache, "add", lambda key, value, timeout: counts.setdefault(key, value))

    def incr(key):
        counts[key] += 1
        return counts[key]

    monkeypatch.setattr(cache, "incr", incr)
    monkeypatch.setattr("api.limits.time.time", lambda: 1_000_000_000)


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
    [("text", 1), ("text", ["x"]), ("moment", "yesterday"), ("moment", 3), ("kind", {"a": 1})],
)
def test_values_of_another_type_are_named(program, person, said, name, value):
    answer = program.post(log_of(person), {**said, name: value})

    assert (answer.status_code, fields_of(answer)) == (400, [name])
    assert not Contact.objects.exists()


def test_fields_that_the_form_does_not_have_are_not_set(program, person, said):
    for name in ("opened", "once", "draft", "written_by", "profile", "uuid"):
        assert program.post(log_of(person), {**said, name: "x"}).status_code == 400


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


# ---- Hidden is absent ---------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PATCH", "PUT", "DELETE"])
def test_what_is_hidden_answers_like_what_never_existed(cast, person, method):
    stranger = program_of(cast.elsewhere).program
    for path in ("", "log/", "log/new/", "risk/", "reports/", "documents/", "edit/"):
        hidden = stranger.call(method, one(person) + path, {"text": "x"})
        nothing = stranger.call(method, ABSENT + path, {"text": "x"})
        assert (hidden.status_code, hidden.content) == (404, nothing.content), path
        assert nothing.status_code == 404
