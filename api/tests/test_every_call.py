"""Every call with a key that opens something is an event with its client and user."""

import pytest

from api import services
from api.tests.calls import ABSENT, PEOPLE, log_of, one
from api.tests.factories import ask_token, program_of
from audit.models import Event
from core import policy

FOR_ANN = {"on-behalf-of": "Ann Ashdown"}


@pytest.fixture
def refused(police_client, person):
    """The one event of a call that was refused."""
    before = Event.objects.count()

    def found():
        assert Event.objects.count() == before + 1
        event = Event.objects.latest("pk")
        assert (event.operation, event.channel) == (Event.REFUSAL, "api")
        assert event.actor_id == police_client.client.account_id
        assert event.detail["client"] == str(police_client.client.uuid)
        return event

    return found


def test_a_body_over_the_limit_is_an_event(program, person, settings, refused):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert program.post(log_of(person), {"text": "x" * 200}, **FOR_ANN).status_code == 413

    assert refused().detail["on_behalf_of"] == "Ann Ashdown"


@pytest.mark.parametrize("name", ["x" * 151, "tab\tbed"])
def test_a_name_that_is_none_is_an_event_without_that_name(program, refused, name):
    assert program.get(PEOPLE, **{"on-behalf-of": name}).status_code == 400

    assert "on_behalf_of" not in refused().detail


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"idempotency-key": "x" * 201}, 400),
        ("PATCH", {"if-match": "no version"}, 412),
        ("PATCH", {"if-match": "*"}, 428),
        ("GET", {"accept": "text/csv"}, 406),
        ("DELETE", {}, 405),
    ],
)
def test_a_wrong_header_or_method_is_an_event(program, person, said, method, headers, status):
    address, body = (log_of(person), said) if method == "POST" else (one(person), {})
    before = Event.objects.count()

    answer = program.call(method, address, body, **headers, **FOR_ANN)

    event = Event.objects.latest("pk")
    assert (answer.status_code, Event.objects.count()) == (status, before + 1)
    assert (event.verb, event.detail["on_behalf_of"]) == ("page.refused", "Ann Ashdown")


def test_a_body_of_another_type_is_an_event(police_client, person, refused):
    program = police_client.program

    answer = program.http.post(log_of(person), b"{}", "text/plain", headers=program.headers)

    assert (answer.status_code, refused().verb) == (415, "page.refused")


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/api/v1/peoples/", "/api/v2/", "/api/"])
def test_an_address_that_is_none_is_an_event(program, refused, method, address):
    assert program.call(method, address, {}, **FOR_ANN).status_code == 404

    event = refused()
    assert (event.verb, event.detail["on_behalf_of"]) == ("page.not_found", "Ann Ashdown")
    assert "peoples" not in str(event.detail)


def test_an_address_without_its_last_slash_is_an_event(program, refused):
    assert program.get(PEOPLE.rstrip("/")).status_code == 308

    assert refused().verb == "page.refused"


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"\x00": "q"}])
def test_an_address_that_nothing_can_hold_is_an_event(program, refused, query):
    assert program.get(PEOPLE, query).status_code == 400

    assert refused().verb == "page.refused"


def test_a_host_that_is_not_ours_is_an_event(police_client, refused, settings):
    settings.ALLOWED_HOSTS = ["ecins.example"]
    program = police_client.program

    answer = program.http.get(PEOPLE, headers={**program.headers, "host": "other.example"})

    assert (answer.status_code, refused().verb) == (400, "page.refused")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_call_that_fails_on_our_side_is_an_event(program, person, refused, monkeypatch, method):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(policy, "get", broken)
    program.http.raise_request_exception = False

    answer = program.call(method, log_of(person), {}, **FOR_ANN)

    event = refused()
    assert (answer.status_code, event.verb) == (500, "page.failed")
    assert event.detail["on_behalf_of"] == "Ann Ashdown"


def test_options_are_an_event_that_shows_no_record(police_client, person):
    before = Event.objects.count()

    assert police_client.program.call("OPTIONS", one(person)).status_code == 204

    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.target_id, event.subjects) == ("api.read:view", None, [])
    assert event.detail["client"] == str(police_client.client.uuid)


def test_a_token_that_is_refused_to_a_good_key_is_an_event(police_client, refused):
    assert ask_token(police_client, scope="people:burn").status_code == 400

    assert refused().verb == "page.refused"


def test_who_is_signed_in_beside_is_not_who_asks_for_a_token(police_client, client, manager):
    client.force_login(manager)
    before = Event.objects.count()
    kind = "application/x-www-form-urlencoded"

    client.post("/api/v1/token/", "grant_type=password", content_type=kind)

    assert Event.objects.count() == before


@pytest.mark.parametrize("address", [PEOPLE, ABSENT, "/api/v1/peoples/"])
def test_what_is_no_key_of_ours_is_nobody(program, address):
    before = Event.objects.count()
    program.headers = {"authorization": "Bearer ecins_k_of-nobody"}

    assert program.get(address).status_code == 401

    assert Event.objects.count() == before


# ---- Over the limit -----------------------------------------------------------------------------
@pytest.fixture
def slow(cast, counting):
    """A client that may call once a minute."""
    return program_of(cast.police, a_minute=1)


def statuses(found, number):
    return [found.program.get(PEOPLE).status_code for _ in range(number)]


def counted():
    events = Event.objects.filter(verb="client_key.calls_refused").order_by("pk")
    return [event.detail["calls"] for event in events]


def test_the_first_call_over_the_limit_of_a_minute_is_an_event(slow):
    assert statuses(slow, 4) == [200, 429, 429, 429]

    event = Event.objects.get(verb="client_key.too_many")
    assert (event.target_id, event.detail["client"]) == (slow.key.pk, str(slow.client.uuid))


def test_when_the_minute_has_ended_it_is_said_how_many_were_refused(slow, counting):
    statuses(slow, 4)
    assert services.count_refused_calls() == 0

    counting.now += 30

    assert services.count_refused_calls() == 1
    event = Event.objects.get(verb="client_key.calls_refused")
    assert (event.operation, event.target_id) == (Event.REFUSAL, slow.key.pk)
    assert (event.detail["calls"], event.detail["client"]) == (3, str(slow.client.uuid))
    assert event.recipient.startswith("3 calls, from ")


def test_each_minute_is_counted_once(slow, counting):
    statuses(slow, 2)
    counting.now += 60
    statuses(slow, 3)
    counting.now += 60

    assert [services.count_refused_calls() for _ in range(2)] == [2, 0]

    assert counted() == [1, 2]


def test_calls_for_a_token_are_counted_with_the_others(slow, counting):
    statuses(slow, 1)
    assert [ask_token(slow).status_code for _ in range(2)] == [429, 429]
    assert Event.objects.get(verb="client_key.too_many").detail["client"] == str(slow.client.uuid)

    counting.now += 60
    services.count_refused_calls()

    assert counted() == [2]


def test_while_the_cache_is_down_it_is_asked_again_until_the_count_is_lost(slow, counting):
    statuses(slow, 2)
    counting.now += 60
    counting.counts.clear()
    assert services.count_refused_calls() == 0

    counting.now += 6 * 3600

    assert services.count_refused_calls() == 1
    assert counted() == [None]
    assert "unknown number" in Event.objects.get(verb="client_key.calls_refused").recipient
