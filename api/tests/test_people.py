"""People, by the API: opened unless they are there already, and found."""

import pytest

from agencies.models import Team
from api.tests.factories import program_of
from audit.models import Event
from profiles.models import Profile
from profiles.tests.factories import make_person

PEOPLE = "/api/v1/profiles/"
NEW = {"surname": "Ashdown", "forenames": "Ivy", "born_on": "1990-02-03", "sex": "female"}


def test_a_program_opens_a_record(program, cast):
    sent = {
        **NEW,
        "team": str(cast.police.uuid),
        "roles": ["victim"],
        "role_source": "Call centre",
    }
    answer = program.post(PEOPLE, sent)

    made = Profile.objects.get(surname="Ashdown")
    assert (answer.status_code, answer["Location"]) == (201, f"{PEOPLE}{made.uuid}/")
    assert answer.json()["born_on"] == "1990-02-03"
    assert [role["kind"] for role in answer.json()["roles"]] == ["victim"]
    assert (made.owner_team, made.created_by.is_program) == (cast.police, True)


def test_a_team_of_others_is_no_choice(program, cast):
    for team in (str(cast.elsewhere.uuid), "no-team", "00000000-0000-4000-8000-000000000000"):
        answer = program.post(PEOPLE, {**NEW, "team": team})

        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "team")
    assert not Profile.objects.filter(surname="Ashdown").exists()


def test_possible_duplicates_are_said_and_then_opened(program, cast, manager):
    there = make_person(by=manager, team=cast.police, surname="Ashdown", forenames="Ivy")
    sent = {**NEW, "born_on": str(there.born_on), "team": str(cast.police.uuid)}
    key = {"idempotency-key": "one"}

    asked = program.post(PEOPLE, sent, **key)

    assert asked.status_code == 409
    (duplicate,) = asked.json()["duplicates"]
    assert (duplicate["uuid"], duplicate["name"]) == (str(there.uuid), "Ivy Ashdown")
    assert there.pk in Event.objects.latest("pk").subjects
    unlike = {**sent, "unlike": [duplicate["uuid"]]}
    assert program.post(PEOPLE, unlike, **key).status_code == 201
    assert Profile.objects.filter(surname="Ashdown").count() == 2


def test_a_hidden_duplicate_is_known_by_reference_alone(cast, person, program):
    stranger = program_of(cast.council)
    sent = {
        "surname": person.surname,
        "forenames": person.forenames,
        "born_on": str(person.born_on),
        "sex": "male",
        "team": str(cast.council.uuid),
    }

    answer = stranger.program.post(PEOPLE, sent)

    assert answer.status_code == 409
    (duplicate,) = answer.json()["duplicates"]
    assert duplicate["reference"] == person.reference
    assert "name" not in duplicate
    assert stranger.program.get(f"{PEOPLE}{person.uuid}/").status_code == 404


def test_a_duplicate_is_not_described_to_a_client_that_reads_no_people(program, cast, manager):
    there = make_person(by=manager, team=cast.police, surname="Ashdown", forenames="Ivy")
    sent = {**NEW, "born_on": str(there.born_on), "team": str(cast.police.uuid)}
    writer = program_of(cast.police, scopes=["people:write"]).program

    (told,) = writer.post(PEOPLE, sent).json()["duplicates"]
    (described,) = program.post(PEOPLE, sent).json()["duplicates"]

    assert told == {
        "uuid": str(there.uuid),
        "reference": there.reference,
        "managed_by": str(cast.police),
        "because": "",
    }
    assert (described["name"], bool(described["because"])) == ("Ivy Ashdown", True)
    unlike = {**sent, "unlike": [told["uuid"]]}
    answer = writer.post(PEOPLE, unlike)
    assert (answer.status_code, answer.json()) == (201, {"url": answer["Location"]})


def test_what_is_left_out_of_a_change_stays(program, person):
    person.first_language = "Polish"
    person.save()
    etag = program.get(f"{PEOPLE}{person.uuid}/")["ETag"]

    changed = {"interpreter": "yes", "interpreter_language": "Silesian"}
    answer = program.patch(f"{PEOPLE}{person.uuid}/", changed, **{"if-match": etag})

    assert answer.status_code == 200
    assert (answer.json()["first_language"], answer.json()["interpreter"]) == ("Polish", "yes")


def test_the_lead_is_chosen_by_managers_alone(program, person, officer):
    etag = program.get(f"{PEOPLE}{person.uuid}/")["ETag"]

    sent = {"lead": str(officer.uuid)}
    answer = program.patch(f"{PEOPLE}{person.uuid}/", sent, **{"if-match": etag})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "lead")


@pytest.mark.parametrize("address", [PEOPLE, "/api/v1/search/"])
def test_a_way_to_look_for_people_that_there_is_not_is_refused(program, person, address):
    answer = program.get(address, {"q": person.surname, "by": "shoe-size"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "by")
    assert program.get(address, {"q": person.surname, "by": "name"}).status_code == 200


def test_people_of_a_team_are_listed_by_its_uuid(program, cast, person, manager):
    def listed(team):
        return program.get(PEOPLE, {"team": team})

    assert [row["uuid"] for row in listed(str(cast.police.uuid)).json()["results"]] == [
        str(person.uuid)
    ]
    assert listed(str(cast.council.uuid)).json()["results"] == []
    Team.objects.filter(pk=cast.elsewhere.pk).update(is_discreet=True)
    for hidden in (cast.elsewhere.uuid, "00000000-0000-4000-8000-000000000000"):
        assert listed(str(hidden)).status_code == 400
