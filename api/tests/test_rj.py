"""The register of restorative justice, by the API: searched and written as its pages are."""

import pytest

from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from api.tests.factories import program_of
from audit.models import Event
from profiles.tests.factories import make_person
from referrals.models import Intervention
from referrals.tests.factories import InterventionFactory, days, liam, party

RJ = "/api/v1/rj/"
SEARCH = f"{RJ}search/"


@pytest.fixture
def entry(officer):
    return InterventionFactory(
        by=officer,
        parties=[liam(), party("harmed", address="3 Mill Lane, Cannock")],
        number="CR/10482/26",
        officer_name="PC Aled Parfitt",
    )


def sent(**said):
    return {
        "offence": "criminal-damage",
        "happened_on": days(-1).isoformat(),
        "place": "Bus shelter, Stafford",
        "summary": "Kicked a pane out.",
        "level": "street",
        "admission": "admitted",
        "forenames": "Liam",
        "surname": "Corrigan",
        "agreed": "now",
        "harmed_agreed": "now",
        "agreement": "kept",
        "done": "Apologised in person",
        **said,
    }


# ---- Searching ----------------------------------------------------------------------------------
def test_one_person_is_answered(program, entry):
    told = program.get(SEARCH, {"q": "liam corrigan"}).json()

    assert (told["found_by"], told["is_exact"]) == ("name", True)
    assert told["answer"]["sentence"].startswith("Yes, once.")
    assert told["answer"]["born_on"] == "2009-02-03"
    (time,) = told["answer"]["times"]
    assert (time["role"]["code"], time["entry"]["number"]) == ("responsible", "CR/10482/26")
    assert "12 Corporation Street" not in str(told)


def test_others_are_chosen_by_their_party(program, entry, officer):
    other = InterventionFactory(by=officer, parties=[party("responsible", born_on=days(-9000))])

    told = program.get(SEARCH, {"q": "corrigan"}).json()
    assert told["answer"] is None
    assert len(told["people"]) == 2
    chosen = program.get(SEARCH, {"q": "corrigan", "party": told["people"][0]["party"]}).json()

    assert chosen["answer"]["party"] == told["people"][0]["party"]
    assert str(other.uuid) in program.get(SEARCH, {"q": other.reference}).content.decode()


def test_nobody_is_found(program, entry):
    told = program.get(SEARCH, {"q": "Zebedee"}).json()

    assert (told["answer"], told["people"], told["entries"]) == (None, [], [])


@pytest.mark.parametrize("query", [{}, {"q": "?"}, {"q": "liam", "by": "purple"}, {"who": "x"}])
def test_a_search_that_cannot_be_made_is_refused(program, entry, query):
    assert program.get(SEARCH, query).status_code == 400


def test_a_search_is_recorded_without_its_words(program, entry):
    program.get(SEARCH, {"q": "liam corrigan"})

    event = Event.objects.latest("pk")
    assert (event.verb, event.channel) == ("rj.search:search", "api")
    assert "corrigan" not in str(event.detail).lower()


def test_somebody_who_is_hidden_is_neither_found_nor_named(officer, manager, cast):
    person = make_person(by=officer, team=officer.acting_team)
    entry = InterventionFactory(by=officer, parties=[liam(profile=person), party("harmed")])
    restrict(person, manager)
    beside = program_of(TeamFactory(areas=cast.police.areas.all())).program

    told = beside.get(f"{RJ}{entry.uuid}/").json()

    assert (told["reads_words"], told["summary"], told["terms"]) == (False, None, None)
    assert [one["name"] for one in told["people"]] == ["A person you may not see", "Niamh Tapley"]
    assert told["people"][0]["born_on"] is told["people"][0]["uuid"] is None
    assert beside.get(SEARCH, {"q": "liam corrigan"}).json()["answer"] is None
    assert "Corrigan" not in beside.get(RJ).content.decode()


# ---- Reading ------------------------------------------------------------------------------------
def test_the_register_from_its_newest_entry(program, entry, officer):
    older = InterventionFactory(by=officer, happened_on=days(-60))

    first = program.get(RJ, {"limit": "1"}).json()
    second = program.get(first["next"]).json()

    assert first["count"] == "2"
    assert first["results"][0]["uuid"] == str(entry.uuid)
    assert second["results"][0]["uuid"] == str(older.uuid)
    assert second["next"] is None


def test_an_entry_says_what_happened_and_who_agreed(program, entry):
    told = program.get(f"{RJ}{entry.uuid}/").json()

    assert told["summary"] == "Kicked a pane out of the shelter."
    assert told["officer"] == "PC Aled Parfitt"
    assert [one["role"]["code"] for one in told["people"]] == ["responsible", "harmed"]
    assert told["people"][0]["consent_method"]["code"] == "in-person"
    assert (told["case"], told["referral"]) == (None, None)


def test_another_area_finds_and_reads_nothing(cast, entry):
    elsewhere = program_of(cast.elsewhere).program

    assert elsewhere.get(RJ).json()["results"] == []
    assert elsewhere.get(SEARCH, {"q": "corrigan"}).json()["answer"] is None
    assert elsewhere.get(f"{RJ}{entry.uuid}/").status_code == 404


def test_the_control_room_asks_on_the_page_alone(client, cast, entry):
    team = TeamFactory(areas=cast.police.areas.all())
    client.force_login(member(team, Membership.Role.CONTROL_ROOM))

    assert client.get("/rj/").status_code == 200
    addresses = (RJ, f"{SEARCH}?q=corrigan", f"{RJ}{entry.uuid}/")
    assert [client.get(at).status_code for at in addresses] == [404, 404, 404]


# ---- Writing ------------------------------------------------------------------------------------
def test_an_intervention_is_recorded(program, cast):
    answer = program.post(RJ, sent())

    assert answer.status_code == 201, answer.content
    assert answer.json()["terms"][0]["text"] == "Apologised in person"
    assert program.get(answer["Location"]).json() == answer.json()
    assert Intervention.objects.get().team == cast.police


def test_with_the_record_of_the_person_responsible(program, person):
    answer = program.post(RJ, sent(person=str(person.uuid)))

    assert answer.status_code == 201, answer.content
    assert answer.json()["people"][0]["person"] == str(person.uuid)


def test_a_record_that_the_client_cannot_read_is_not_named(program, outsider):
    hidden = make_person(by=outsider, team=outsider.acting_team)

    answer = program.post(RJ, sent(person=str(hidden.uuid)))

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "person")
    assert not Intervention.objects.exists()


def test_what_the_form_refuses_comes_back_by_field(program, cast):
    answer = program.post(RJ, sent(admission="denied", agreement="active"))

    assert answer.status_code == 422
    fields = {one["field"] for one in answer.json()["errors"]}
    assert fields >= {"admission", "term", "due_on"}


def test_an_entry_is_corrected_from_the_version_that_was_read(program, entry):
    at = f"{RJ}{entry.uuid}/"
    read = program.get(at)

    changed = program.patch(at, {"place": "Market Square"}, **{"if-match": read["ETag"]})
    again = program.patch(at, {"place": "Elsewhere"}, **{"if-match": read["ETag"]})

    assert (changed.status_code, changed.json()["place"]) == (200, "Market Square")
    assert changed.json()["agreement"] == read.json()["agreement"]
    assert again.status_code == 412
