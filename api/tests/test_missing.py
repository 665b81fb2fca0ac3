"""Missing people, by the API: told as the pages tell them, written by their forms and services."""

import pytest
from django.utils import timezone

from access.levels import Level
from api.tests.factories import program_of
from audit.models import Event
from missing.models import Episode, MissingReport
from missing.tests.casts import a_carer_elsewhere, a_cast, ago, assess, find, let_in, see
from missing.tests.factories import PlanFactory, report
from profiles.tests.factories import make_person

BOARD = "/api/v1/missing/"
REPORTER = {
    "reporter_name": "Joan Birchall",
    "reporter_phone": "01632 960 177",
    "relationship": "Key worker",
}


@pytest.fixture
def cast(db):
    return a_cast()


@pytest.fixture
def unit(cast):
    return program_of(cast.unit).program


def of(cast, rest=""):
    return f"{BOARD}{cast.episode.uuid}/{rest}"


def moment(minutes):
    return timezone.localtime(ago(minutes)).isoformat()


def new(**fields):
    said = {"last_seen_at": moment(30), "last_seen_place": "The bus station"}
    return {**said, **REPORTER, **fields}


# ---- Reading ------------------------------------------------------------------------------------
def test_the_board_tells_who_is_missing_and_what_is_due(cast, unit):
    told = unit.get(BOARD).json()

    (row,) = told["results"]
    assert (row["name"], row["risk"], told["count"]) == ("Mia Calderbrook", None, "1")
    assert row["clocks"][0]["kind"] == "assessment"
    assert row["owner_team"] == "Norfolk Missing Persons Unit"


def test_the_board_has_the_filters_of_its_page(cast, unit):
    assess(cast)

    assert unit.get(BOARD, {"risk": "high"}).json()["count"] == "1"
    assert unit.get(BOARD, {"risk": "low"}).json()["results"] == []
    assert unit.get(BOARD, {"risk": "purple"}).status_code == 400
    assert unit.get(BOARD, {"colour": "red"}).status_code == 400


def test_the_board_goes_on_after_a_page(cast, unit):
    report(cast.carer, profile=make_person(by=cast.carer, team=cast.carer.acting_team))

    first = unit.get(BOARD, {"limit": "1"}).json()
    second = unit.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (1, 1, None)
    assert first["results"] != second["results"]


def test_the_board_shows_nobody_to_others(cast):
    stranger = program_of(cast.ward).program

    assert stranger.get(BOARD).json()["results"] == []
    assert stranger.get(of(cast)).status_code == 404
    assert stranger.get(of(cast, "timeline/")).status_code == 404


def test_an_episode_says_what_to_look_for(cast, unit):
    assess(cast)

    told = unit.get(of(cast)).json()

    assert (told["last_seen_place"], told["risk"]["code"]) == ("The bus station", "high")
    assert told["assessment"]["rationale"] == "She has been met by a car before"
    assert (told["returned"], told["interviews"]) == (None, [])
    assert "actions" in told["sections"]


def test_without_the_actions_of_the_case_nothing_written_is_told(cast):
    let_in(cast, cast.ward, sections=["documents"])
    assess(cast)
    ward = program_of(cast.ward).program

    told = ward.get(of(cast)).json()

    assert told["name"] == "Mia Calderbrook"
    assert (told["assessment"], told["interviews"], told["person"]) == (None, None, None)
    assert ward.get(of(cast, "timeline/")).status_code == 404
    assert ward.get(of(cast, "risk/")).status_code == 404


def test_the_timeline_has_all_kinds_with_who_wrote_them(cast, unit):
    assess(cast)
    see(cast, cast.officer)

    told = unit.get(of(cast, "timeline/")).json()

    assert {one["kind"] for one in told["results"]} == {"risk", "sighting", "report"}
    assert told["count"] == "3"
    entry = next(one["entry"] for one in told["results"] if one["kind"] == "sighting")
    assert entry["written_by"] == "Femi Adeyoule, Norfolk Missing Persons Unit"
    assert unit.get(entry["url"]).json() == entry


def test_where_somebody_is_who_does_not_want_it_told_is_for_the_unit(cast, unit):
    let_in(cast, cast.ward)
    find(cast, located_place="A friend's flat", company="A friend", keeps_whereabouts=True)
    ward = program_of(cast.ward).program

    assert unit.get(of(cast)).json()["returned"]["located_place"] == "A friend's flat"
    told = ward.get(of(cast)).json()["returned"]
    assert (told["located_place"], told["company"]) == (None, None)
    assert told["keeps_whereabouts"]


def test_reading_is_recorded(cast, unit):
    unit.get(of(cast, "timeline/"))

    event = Event.objects.latest("pk")
    assert (event.verb, event.channel) == ("missing.view_log:view", "api")
    assert event.subjects == [cast.person.pk]


# ---- Writing ------------------------------------------------------------------------------------
def test_the_unit_assesses_the_risk(cast, unit):
    answer = unit.post(of(cast, "risk/"), {"risk": "high", "rationale": "Met by a car"})

    assert answer.status_code == 201, answer.content
    assert answer.json()["rationale"] == "Met by a car"
    assert unit.get(answer["Location"]).json() == answer.json()
    assert unit.get(of(cast)).json()["risk"]["code"] == "high"


def test_the_hospital_adds_what_it_knows(cast):
    let_in(cast, cast.ward, level=Level.CONTRIBUTE)
    ward = program_of(cast.ward).program
    seen = {"seen_at": moment(10), "obtained_at": moment(5), "place": "Castle Meadow"}

    answers = [
        ward.post(of(cast, "sightings/"), {**seen, "reliability": "likely"}),
        ward.post(of(cast, "information/"), {"text": "Phone is on", "obtained_at": moment(5)}),
        ward.post(of(cast, "hypotheses/"), {"text": "She went to her brother"}),
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    for answer in answers:
        assert ward.get(answer["Location"]).json() == answer.json()
    assert answers[0].json()["reliability"]["code"] == "likely"
    assert ward.post(of(cast, "risk/"), {}).status_code == 403


def test_a_hypothesis_is_settled_once(cast, unit):
    place = unit.post(of(cast, "hypotheses/"), {"text": "At her brother's"})["Location"]
    sent = {"state": "ruled_out", "why": "He has not seen her"}

    answer = unit.post(f"{place}settle/", sent)

    assert (answer.status_code, answer.json()["state"]) == (200, "ruled_out")
    assert unit.post(f"{place}settle/", sent).status_code == 422


def test_the_return_is_recorded_and_the_interviews_follow(cast, unit):
    sent = {"outcome": "returned", "located_at": moment(5), "located_place": "Home"}

    found = unit.post(of(cast, "found/"), sent)

    assert (found.status_code, found.json()["is_missing"]) == (200, False), found.content
    talk = found.json()["interviews"][0]
    assert unit.get(f"{BOARD}returned/").json()["count"] == "1"
    offered = unit.post(
        f"{talk['url']}offer/", {"offered_by": "Ann Wroxham", "offered_at": moment(3)}
    )
    assert offered.json()["state"] == "offered"
    held = {"state": "held", "ended_by": "Ann", "ended_at": moment(1), "words": "She is well"}
    assert unit.post(f"{talk['url']}record/", held).json()["state"] == "held"


def test_what_is_said_is_changed_from_the_version_that_was_read(cast, unit):
    read = unit.get(of(cast))

    assert unit.patch(of(cast), {"clothing": "Red coat"}).status_code == 428
    changed = unit.patch(of(cast), {"clothing": "Red coat"}, **{"if-match": read["ETag"]})
    again = unit.patch(of(cast), {"clothing": "Blue coat"}, **{"if-match": read["ETag"]})

    assert (changed.status_code, changed.json()["clothing"]) == (200, "Red coat")
    assert changed.json()["last_seen_at"] == read.json()["last_seen_at"]
    assert again.status_code == 412


def test_the_unit_corrects_where_they_were(cast, unit):
    let_in(cast, cast.ward, level=Level.CONTRIBUTE)
    ward = program_of(cast.ward).program

    def patch(program, **body):
        read = program.get(of(cast))["ETag"]
        return program.patch(of(cast), body, **{"if-match": read})

    assert patch(unit, keeps_whereabouts=True).status_code == 400
    find(cast, located_place="A friend's flat")
    assert patch(ward, keeps_whereabouts=True).status_code == 400
    kept = patch(unit, keeps_whereabouts=True)

    assert kept.status_code == 200, kept.content
    assert kept.json()["returned"]["located_place"] == "A friend's flat"
    assert ward.get(of(cast)).json()["returned"]["located_place"] is None


# ---- Reporting ----------------------------------------------------------------------------------
def test_somebody_is_reported_by_name(cast):
    home = program_of(cast.carer.acting_team).program
    sent = new(name="Tom Wensum", born_on="2010-02-01", description="Tall", lives_at="The Larches")

    answer = home.post(BOARD, sent)

    assert answer.status_code == 201, answer.content
    assert answer.json()["name"] == "Tom Wensum"
    assert home.get(answer["Location"]).json() == answer.json()


def test_somebody_is_reported_by_record_with_what_the_plan_says(cast):
    person = make_person(by=cast.carer, team=cast.carer.acting_team)
    PlanFactory(profile=person, by=cast.carer)
    home = program_of(cast.carer.acting_team).program

    answer = home.post(BOARD, new(person=str(person.uuid)))

    assert answer.status_code == 201, answer.content
    episode = Episode.objects.get(profile=person)
    assert (episode.description, episode.plan is not None) == ("Slim, short dark hair", True)
    assert answer.json()["person"] == str(person.uuid)


def test_without_a_record_or_a_name_nobody_is_reported(cast):
    home = program_of(cast.carer.acting_team).program

    assert home.post(BOARD, new()).status_code == 422
    lost = home.post(BOARD, new(person="1e7e8ab4-6f9b-4ab0-9a6e-0d9d6e2a3a5f"))

    assert lost.json()["errors"][0]["field"] == "person"
    assert MissingReport.objects.count() == 1


def test_who_is_missing_in_another_force_is_with_no_unit_that_is_told(cast):
    home = program_of(a_carer_elsewhere(cast).acting_team).program

    answer = home.post(BOARD, new(person=str(cast.person.uuid), description="Tall"))

    assert (answer.status_code, answer["Location"]) == (201, BOARD), answer.content
    assert answer.json()["results"] == []
    assert "folk" not in answer.content.decode()
    assert cast.episode.reports.count() == 2


def test_who_may_not_see_the_episode_is_told_which_unit_has_the_report(cast):
    known = {"name": cast.episode.name, "born_on": cast.episode.born_on.isoformat()}
    ward = program_of(cast.ward).program

    answer = ward.post(BOARD, new(description="Slim", **known))

    assert answer.status_code == 201, answer.content
    assert answer.json()["unit"] == "Norfolk Missing Persons Unit"
    assert "Mia" not in answer.content.decode()
    assert cast.episode.reports.count() == 2
