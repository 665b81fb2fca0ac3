"""The log by the API: for auditors alone, and what their page shows."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import member
from api.tests.factories import program_of
from audit.models import Event

EVENTS = "/api/v1/events/"


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def looked(client, cast, person):
    client.force_login(cast.officer)
    assert client.get(person.get_absolute_url()).status_code == 200


def told(client, **asked):
    answer = client.get(EVENTS, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_auditor_reads_what_the_page_shows(looked, as_auditor, person):
    rows = told(as_auditor, person=person.reference)["results"]
    page = as_auditor.get("/audit/", {"person": person.reference}).context["entries"]

    # The first look was recorded after it was answered; both leave out the auditor's own.
    assert [row["id"] for row in rows] == [entry.event.pk for entry in page]
    seen = rows[0]
    assert seen["verb"] == "profile.view:view"
    assert seen["actor"]["name"] == "Priya Nandra"
    assert person.reference in seen["about"]["label"]
    assert person.name not in str(rows)


def test_who_does_not_audit_is_refused(looked, client, cast):
    for user in (cast.officer, member(cast.police, Membership.Role.MANAGER), cast.administrator):
        client.force_login(user)
        assert client.get(EVENTS).status_code == 403


def test_a_client_does_not_audit_whatever_its_scopes(cast):
    assert program_of(cast.police).program.get(EVENTS).status_code == 403


def test_pages_of_any_size_lose_nothing(looked, as_auditor):
    everything = [row["id"] for row in told(as_auditor, limit=100)["results"]]
    assert len(everything) > 2

    found, address = [], f"{EVENTS}?limit=2"
    while address:
        answer = as_auditor.get(address).json()
        found += [row["id"] for row in answer["results"]]
        address = answer["next"]

    assert found == everything


def test_a_team_is_named_by_its_uuid(looked, as_auditor, cast):
    """Its number, by which the page names it, is told nowhere."""
    by_page = told(as_auditor, team=cast.police.pk)["results"]

    assert told(as_auditor, team=cast.police.uuid)["results"] == by_page != []
    unknown = {"team": "00000000-0000-4000-8000-000000000000"}
    assert as_auditor.get(EVENTS, unknown).status_code == 400


@pytest.mark.parametrize(
    "query", [{"colour": "red"}, {"since": "yesteryear"}, {"operation": "burning"}]
)
def test_what_it_does_not_know_is_refused(as_auditor, query):
    assert as_auditor.get(EVENTS, query).status_code == 400


def test_reading_it_is_an_event(as_auditor, auditor):
    told(as_auditor, operation="refusal")

    event = Event.objects.filter(verb__startswith="audit.search", actor_id=auditor.pk).get()
    assert (event.channel, event.detail["ask"]) == ("api", {"operation": "refusal"})
