"""Odd calls: what a page would never send is answered in plain words, never by an error."""

import uuid

import pytest

from access import services as access
from api import services
from api.problems import ProblemError
from api.sending import as_typed
from api.tests.factories import ask_token, make_client, program_of
from api.tests.test_referrals import coordinators, of
from api.tests.webhook_factories import PUBLIC, make_webhook
from audit.models import Event
from core.metrics import counted_statements
from referrals.forms.parts import AgreeForm
from referrals.tests.factories import PanelFactory, ReferralFactory

PEOPLE = "/api/v1/profiles/"


@pytest.mark.parametrize("limit", ["0000010000000", "0" * 5000 + "1", "1e2", "\u0661", "101", "0"])
def test_no_page_is_longer_than_a_hundred_rows(program, limit):
    answer = program.get(PEOPLE, {"limit": limit})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "limit")


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b", "1e30", "9" * 40, "", "🦊"])
@pytest.mark.parametrize("name", ["kind", "moment", "text", "basis", "told_by"])
def test_odd_texts_are_refused_in_any_field(program, person, said, name, text):
    answer = program.post(f"{PEOPLE}{person.uuid}/log/", {**said, name: text})

    assert answer.status_code in (201, 400, 422)


@pytest.mark.parametrize("value", [[], {}, [[1]], 1e308, 10**30, True, None, {"a": [None]}])
@pytest.mark.parametrize("name", ["kind", "moment", "text", "follow_up_on"])
def test_odd_types_are_refused_in_any_field(program, person, said, name, value):
    answer = program.post(f"{PEOPLE}{person.uuid}/log/", {**said, name: value})

    assert answer.status_code in (201, 400, 422)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/v1/cases/", "person"),
        ("/api/v1/rj/", "person"),
        ("/api/v1/referrals/", "person"),
        ("/api/v1/missing/", "person"),
        ("/api/v1/tasks/", "about"),
        ("/api/v1/tasks/", "kind"),
    ],
)
@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "P-\x00", "P-\ud800", "{", "9" * 40, "urn:uuid:1"]
)
def test_nobody_is_named_by_odd_texts(program, address, name, text):
    assert program.post(address, {name: text}).status_code in (400, 403, 404, 422)


@pytest.mark.parametrize("text", ["\x00", "9" * 40, "[]", "a" * 5000, "-1", "1e400"])
def test_odd_parameters_break_nothing(program, person, text):
    for address, names in {
        PEOPLE: ("q", "sort", "after", "fields", "area", "team", "role", "risk"),
        f"{PEOPLE}{person.uuid}/log/": ("q", "since", "kind", "after"),
        f"{PEOPLE}{person.uuid}/grants/": ("day",),
        "/api/v1/cases/": ("q", "kind", "sort", "after"),
        "/api/v1/tasks/": ("tab", "q", "after"),
        "/api/v1/changes/": ("since", "after"),
        "/api/v1/search/": ("q", "kind", "since", "by"),
        "/api/v1/rj/search/": ("q", "party", "by"),
        "/api/v1/alerts/": ("state", "after"),
        "/api/v1/missing/": ("risk", "after"),
        "/api/v1/statistics/": ("period", "since"),
        "/api/v1/galleries/": ("after",),
        "/api/v1/handovers/": ("tab", "after"),
    }.items():
        for name in names:
            answer = program.get(address, {name: text})
            assert answer.status_code in (200, 400), (address, name)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b"[" * 100_000,
        b'{"text": "a", "text": "b"}',
        b'{"a": {"b": 1, "b": 2}}',
        b"null",
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_body_that_is_no_one_object_is_unreadable(program, person, body):
    answer = program.http.post(
        f"{PEOPLE}{person.uuid}/log/",
        body,
        content_type="application/json",
        headers=program.headers,
    )

    assert answer.status_code == 400
    assert answer.json()["type"].endswith("unreadable")


@pytest.mark.parametrize("length", ["\xb2", "-1", "x", "9" * 5000])
def test_an_odd_length_breaks_nothing(program, length):
    answer = program.http.get(PEOPLE, headers=program.headers, CONTENT_LENGTH=length)

    assert answer.status_code in (200, 400, 413)


@pytest.mark.parametrize("accept", [";;;", "*", "text/html;q=x", "application/json;q=1e9", ","])
def test_an_odd_accept_breaks_nothing(program, accept):
    assert program.get(PEOPLE, accept=accept).status_code in (200, 406)


def test_a_key_that_was_revoked_leaves_a_trace_where_tokens_are_asked_for(cast, manager):
    found = program_of(cast.police)
    services.revoke_key(key=found.key, by=manager)

    assert ask_token(found).status_code == 401

    event = Event.objects.get(verb="client_key.refused")
    assert event.detail["client"] == str(found.client.uuid)


def test_a_replay_shows_nothing_to_who_was_excluded_since(cast, person, said, manager):
    found = program_of(cast.police)
    address, key = f"{PEOPLE}{person.uuid}/log/", {"idempotency-key": "a-1"}
    assert found.program.post(address, said, **key).status_code == 201

    access.exclude_person(
        obj=person, by=manager, user=found.client.account, reason="They are related."
    )

    assert found.program.post(address, said, **key).status_code == 404


def test_the_key_of_another_client_replays_nothing(cast, person, said):
    one, other = program_of(cast.police), program_of(cast.police)
    address, key = f"{PEOPLE}{person.uuid}/log/", {"idempotency-key": "a-1"}

    first = one.program.post(address, said, **key)
    second = other.program.post(address, {**said, "text": "Another"}, **key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first["Location"] != second["Location"]
    assert "Idempotency-Replayed" not in second


def test_an_unknown_field_asked_for_after_a_write_undoes_the_write(program, person, said):
    answer = program.post(f"{PEOPLE}{person.uuid}/log/?fields=nonsense", said)

    assert answer.status_code == 400
    assert not person.contacts.exists()


def test_a_call_for_somebody_else_is_another_call(program, person, said):
    address, key = f"{PEOPLE}{person.uuid}/log/", {"idempotency-key": "a-1"}
    assert program.post(address, said, **key, **{"on-behalf-of": "Ann"}).status_code == 201

    answer = program.post(address, said, **key, **{"on-behalf-of": "Bob"})

    assert answer.status_code == 422
    assert answer.json()["type"].endswith("key-reused")


def test_what_stands_behind_the_host_of_a_webhook_is_not_in_the_log(cast):
    client = make_client(cast.police)

    webhook, _ = make_webhook(client, address=f"https://{PUBLIC}?token=secret")

    assert webhook.host == PUBLIC
    assert "secret" not in str(Event.objects.get(verb="webhook.made").__dict__)


@pytest.mark.parametrize("number", [201, 10_000])
def test_a_list_without_end_is_refused_before_anything_is_looked_up(officer, number):
    referral = ReferralFactory(by=officer, state="preparation")
    program, panel = coordinators(referral), PanelFactory(referral=referral)
    address = of(referral, f"panels/{panel.uuid}/record/")

    def statements(came):
        with counted_statements() as asked:
            answer = program.post(address, {"outcome": "agreement", "came": came})
        return answer, len(asked)

    nobody = str(uuid.uuid4())
    _, one = statements([nobody])
    answer, many = statements([nobody] * number)

    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [{"field": "came", "message": "Send at most 200."}],
    )
    assert many <= one


def test_other_lists_have_an_end_too(program):
    for name, one in (("roles", "victim"), ("unlike", str(uuid.uuid4()))):
        answer = program.post(PEOPLE, {"surname": "Ashdown", name: [one] * 201})

        assert (answer.status_code, answer.json()["errors"]) == (
            400,
            [{"field": name, "message": "Send at most 200."}],
        )


def test_small_forms_have_an_end_too():
    with pytest.raises(ProblemError) as refused:
        as_typed(AgreeForm(), {"terms": [{"text": "Pay"}] * 201}, keep=False, hidden=())

    assert refused.value.fields == [{"field": "terms", "message": "Send at most 200."}]
