"""What programs must not learn or do: found by people who tried, and closed."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from agencies.models import Membership
from agencies.tests.factories import member
from alerts.models import Notice
from api import services
from api.changes import read_cursor
from api.services.webhooks import create_webhook
from api.tests.factories import (
    Program,
    ask_token,
    in_days,
    make_client,
    make_key,
    program_of,
)
from audit.jobs import drain_deliveries
from audit.models import Event
from core.paging import decode
from profiles.tests.factories import RiskAssessmentFactory, write_contact

PEOPLE = "/api/v1/profiles/"


def events(verb):
    return Event.objects.filter(verb=verb)


# ---- Keys ---------------------------------------------------------------------------------------
def test_no_administrator_makes_a_key_to_what_they_may_not_read(cast, administrator):
    client = make_client(cast.police)

    with pytest.raises(PermissionDenied, match="Only a manager of the team"):
        services.add_key(client=client, by=administrator, expires_at=in_days(30))
    with pytest.raises(PermissionDenied, match="Only a manager of the team"):
        create_webhook(
            client=client, by=administrator, address="https://example.org/", kinds=["log.added"]
        )


def test_managers_are_told_of_clients_and_keys(cast, manager, administrator):
    client = make_client(cast.police)
    make_key(client)
    drain_deliveries()

    told = Notice.objects.visible_to(manager).filter(event__verb__startswith="api_client.")
    assert told.count() == 2
    assert Notice.objects.visible_to(manager).filter(event__verb="client_key.made").exists()


def test_a_revoked_key_leaves_a_trace_and_a_wrong_one_fills_no_log(cast, manager):
    found = program_of(cast.police)
    services.revoke_key(key=found.key, by=manager)
    before = Event.objects.count()

    for _ in range(3):
        assert found.program.get(PEOPLE).status_code == 401
        assert Program("ecins_k_nothing").get(PEOPLE).status_code == 401

    assert Event.objects.count() == before + 1
    assert Event.objects.latest("pk").detail["client"] == str(found.client.uuid)


def test_tokens_count_as_calls(cast):
    cache.clear()
    found = program_of(cast.police, a_minute=2)

    assert [ask_token(found).status_code for _ in range(3)] == [200, 200, 429]


# ---- Scopes -------------------------------------------------------------------------------------
def test_the_risk_is_for_those_with_its_scope(cast, person, officer):
    RiskAssessmentFactory(profile=person)
    wide, narrow = program_of(cast.police), program_of(cast.police, scopes=["people:read"])

    [seen] = wide.program.get(PEOPLE).json()["results"]
    [kept] = narrow.program.get(PEOPLE).json()["results"]
    one = narrow.program.get(f"{PEOPLE}{person.uuid}/").json()

    assert seen["risk"]["status"] == "assessed"
    assert kept["risk"] == one["risk"] == {"status": "not_shared", "level": None, "name": None}


@pytest.mark.parametrize(
    "asked", ["risk=x", "review=x", "contact=x", "report=x", "sort=-activity", "sort=%20-activity"]
)
def test_nobody_asks_by_a_section_without_its_scope(cast, person, asked):
    narrow = program_of(cast.police, scopes=["people:read"]).program

    answer = narrow.get(f"{PEOPLE}?{asked}")

    assert answer.status_code == 403
    assert answer.json()["type"].endswith("insufficient-scope")
    assert narrow.get(f"{PEOPLE}?sort=-name").status_code == 200


# ---- The feed -----------------------------------------------------------------------------------
def test_a_cursor_tells_nothing_of_what_others_do(cast, person, manager, outsider):
    stranger = program_of(outsider.acting_team).program
    write_contact(person, manager)

    told = stranger.get("/api/v1/changes/", {"since": "2026-01-01T00:00:00Z"}).json()
    cursor = told["next"].partition("after=")[2].replace("%3D", "=")

    assert told["results"] == []
    assert decode(cursor, (str, int)) is None
    assert read_cursor(cursor) is not None


# ---- Replays, and names -------------------------------------------------------------------------
def test_a_replay_leaves_an_event_too(cast, person, said):
    writer = program_of(cast.police, scopes=["log:write"]).program
    address, key = f"{PEOPLE}{person.uuid}/log/", {"idempotency-key": "a-1"}
    assert writer.post(address, said, **key).status_code == 201
    before = Event.objects.count()

    assert writer.post(address, said, **key).status_code == 201

    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("name", ["Ann\u202eEve", "Ann\u200b", "Ann\u2066"])
def test_no_name_turns_the_text_around(cast, name):
    program = program_of(cast.police).program
    sent = name.encode().decode("latin-1")

    assert program.get(PEOPLE, **{"on-behalf-of": sent}).status_code == 400


@pytest.fixture
def administrator(cast):
    return member(cast.police, Membership.Role.ADMINISTRATOR)
