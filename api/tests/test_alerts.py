"""Alerts, by the API: the client's own inbox, and what it does with one."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.tests.telling import fresh, of, told
from api.tests.factories import program_of
from audit.models import Event

ALERTS = "/api/v1/alerts/"


@pytest.fixture
def notice(person, police_client):
    return told(person, police_client.client.account)


def one(notice, act=""):
    return f"{ALERTS}{notice.uuid}/{act}"


def words_of(program, **query):
    return [row["words"] for row in program.get(ALERTS, query).json()["results"]]


def test_a_program_reads_its_own_alerts(program, person, notice):
    told = program.get(ALERTS).json()

    (row,) = told["results"]
    assert row["words"] == f"Third complaint about {person} ({person.reference})"
    assert (row["level"], row["is_new"], told["count"]) == ("high", True, "1")
    assert row["about"] == {"kind": "profiles.profile", "uuid": str(person.uuid)}
    assert program.get(one(notice)).json() == row
    assert Event.objects.latest("pk").subjects == [person.pk]


def test_the_inbox_has_the_filters_of_its_page(program, notice):
    assert words_of(program, level="high") != []
    assert words_of(program, level="critical") == []
    assert words_of(program, state="done") == []
    assert program.get(ALERTS, {"state": "purple"}).status_code == 400
    assert program.get(ALERTS, {"level": "purple"}).status_code == 400


def test_the_inbox_goes_on_after_a_page(program, notice, person, police_client):
    told(person, police_client.client.account)

    first = program.get(ALERTS, {"limit": "1"}).json()
    second = program.get(first["next"]).json()

    assert (len(second["results"]), second["next"]) == (1, None)
    assert first["results"][0]["uuid"] != second["results"][0]["uuid"]


def test_alerts_of_others_are_not_there(program, person, officer, cast):
    other = told(person, officer)
    stranger = program_of(TeamFactory(areas=cast.police.areas.all())).program

    assert program.get(one(other)).status_code == 404
    assert program.post(one(other, "see/")).status_code == 404
    assert stranger.get(ALERTS).json()["results"] == []


def test_a_program_acknowledges_an_alert(program, notice):
    answer = program.post(one(notice, "see/"))

    assert (answer.status_code, answer.json()["is_new"]) == (200, False)
    assert fresh(notice).seen_at is not None
    assert words_of(program, state="done") != []


def test_a_program_snoozes_an_alert_with_a_reason(program, notice):
    day = timezone.localdate() + datetime.timedelta(days=3)
    sent = {"days": "other", "until": day.isoformat(), "reason": "The officer is on leave"}

    assert program.post(one(notice, "snooze/"), {"days": "1"}).status_code == 422
    answer = program.post(one(notice, "snooze/"), sent)

    assert answer.json()["snooze_reason"] == "The officer is on leave"
    assert words_of(program) == []
    assert words_of(program, state="snoozed") != []


def test_a_program_takes_a_colleagues_alert(program, person, officer, police_client):
    theirs = told(person, officer)
    (row,) = program.get(ALERTS, {"state": "team"}).json()["results"]
    assert row["uuid"] == str(theirs.uuid)

    answer = program.post(one(theirs, "take/"))

    assert answer.status_code == 200, answer.content
    assert answer.json()["uuid"] == str(of(police_client.client.account, theirs).uuid)
    assert fresh(theirs).taken_by == police_client.client.account


def test_a_program_hands_an_alert_to_a_colleague(program, notice, cast):
    colleague = member(cast.police)
    sent = {"words": "Yours, please"}
    name = next(
        field["choices"]
        for field in program.get(one(notice, "hand-on/")).json()["fields"]
        if field["name"] == "to"
    )
    chosen = next(choice["value"] for choice in name if colleague.name in choice["label"])

    answer = program.post(one(notice, "hand-on/"), {**sent, "to": chosen})

    assert answer.status_code == 200, answer.content
    assert answer.json()["handed_to"] == colleague.name
    assert of(colleague, notice).handed_words == "Yours, please"


def test_the_control_room_has_its_alerts_on_pages_alone(client, cast):
    team = TeamFactory(areas=cast.police.areas.all())
    client.force_login(member(team, Membership.Role.CONTROL_ROOM))

    assert client.get("/alerts/").status_code == 200
    assert client.get(ALERTS).status_code == 404
