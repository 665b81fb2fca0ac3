"""What belongs to a case, by the API: its actions, the people in it, its documents."""

import pytest
from django.utils import timezone

from access.levels import Level
from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory, give
from api.tests.factories import program_of
from api.tests.test_cases import at
from audit.models import Event
from cases.models import Action
from cases.tests.factories import (
    ActionFactory,
    ActionKindFactory,
    ActionResultFactory,
    CaseDocumentFactory,
    CaseFactory,
    CaseLinkFactory,
    IncidentFactory,
    ParticipantFactory,
    ParticipantRoleFactory,
    PlannedActionFactory,
)
from core.metrics import counted_statements
from profiles.tests.factories import make_person

DONE = {
    "kind": "visit",
    "state": "done",
    "moment": "2026-03-02T16:00",
    "text": "Called at the flat.",
    "result": "done",
    "basis": "fact",
}


@pytest.fixture
def case(cast):
    ActionKindFactory(), ActionResultFactory(), ParticipantRoleFactory()
    return CaseFactory(by=cast.manager)


# ---- Actions ------------------------------------------------------------------------------------
def test_a_program_writes_an_action_and_reads_it(program, case, police_client):
    answer = program.post(at(case, "actions"), DONE)

    action = Action.objects.get()
    assert answer.status_code == 201, answer.content
    assert answer["Location"] == at(case, "actions", action.uuid)
    told = answer.json()
    assert (told["happened_on"], told["happened_at"]) == ("2026-03-02", "16:00:00")
    assert police_client.client.account.name in told["done_by"]
    assert program.get(answer["Location"]).json() == told
    (row,) = program.get(at(case, "actions")).json()["results"]
    assert row == {name: told[name] for name in row}
    assert Event.objects.get(verb="action.added").channel == "api"


def test_a_name_goes_with_a_team_and_an_agency_without_one(program, case, cast):
    give(case, cast.manager, cast.council, sections=["actions"])
    sent = {**DONE, "done_by_team": str(cast.council.uuid), "done_by_name": "Lorna Keats"}

    answer = program.post(at(case, "actions"), sent)
    refused = program.post(at(case, "actions"), {**sent, "done_by_agency": "Southdown Homes"})

    assert answer.status_code == 201, answer.content
    assert answer.json()["done_by"] == f"Lorna Keats, {cast.council.agency}"
    assert [one["field"] for one in refused.json()["errors"]] == ["done_by_agency"]
    assert Action.objects.count() == 1


def test_files_are_not_taken_with_an_action(program, case):
    answer = program.post(at(case, "actions"), {**DONE, "files": []})

    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["files"]
    fields = program.get(at(case, "actions", "new")).json()["fields"]
    assert not {"files", "document_kind"} & {field["name"] for field in fields}


def test_the_log_has_the_filters_of_its_page(program, case, cast):
    ActionFactory(case=case, by=cast.manager)
    planned = PlannedActionFactory(case=case, by=cast.manager)

    told = program.get(at(case, "actions"), {"result": "planned"}).json()
    wrong = program.get(at(case, "actions"), {"result": "none-such"})

    assert [row["uuid"] for row in told["results"]] == [str(planned.uuid)]
    assert told["count"] == "1"
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "result")


def test_the_result_of_a_planned_action_is_recorded_once(program, case, cast):
    planned = PlannedActionFactory(case=case, by=cast.manager)
    address = at(case, "actions", planned.uuid, "result")
    sent = {"result": "done", "moment": timezone.localdate().isoformat(), "result_words": "Home"}

    first, second = program.post(address, sent), program.post(address, sent)

    assert first.status_code == 200, first.content
    assert (first.json()["is_planned"], first.json()["result_words"]) == (False, "Home")
    assert second.status_code == 422
    assert "recorded the result already" in second.json()["errors"][0]["message"]


def test_an_action_is_added_to_and_stays_as_it_was(program, case, cast):
    action = ActionFactory(case=case, by=cast.manager)

    answer = program.post(at(case, "actions", action.uuid, "add"), {"text": "She rang back."})

    assert answer.status_code == 200, answer.content
    assert answer.json()["text"] == action.text
    assert [one["text"] for one in answer.json()["added"]] == ["She rang back."]


def test_attached_files_are_named_to_those_who_hold_documents(program, case, cast):
    action = ActionFactory(case=case, by=cast.manager)
    document = CaseDocumentFactory(case=case, by=cast.manager, action=action)
    give(case, cast.manager, cast.council, sections=["actions"])
    council = program_of(cast.council).program

    owner, other = (one.get(at(case, "actions", action.uuid)).json() for one in (program, council))

    assert [one["uuid"] for one in owner["documents"]] == [str(document.uuid)]
    assert (other["attachments"], other["documents"]) == (1, [])


def test_the_log_asks_the_same_for_one_entry_and_for_many(program, case, cast):
    counts = []
    for number in (1, 5):
        for _ in range(number):
            ActionFactory(case=case, by=cast.manager)
        with counted_statements() as asked:
            program.get(at(case, "actions"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


# ---- People -------------------------------------------------------------------------------------
def test_a_person_is_named_by_their_record(program, case, person):
    sent = {"person": str(person.uuid), "role": "perpetrator", "note": "Lives next door"}
    answer = program.post(at(case, "people"), sent)

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["name"], told["note"]) == (person.name, "Lives next door")
    assert told["person"] == f"/api/v1/profiles/{person.uuid}/"
    assert program.get(at(case, "people")).json()["results"] == [told]


def test_a_person_without_a_record_is_named_by_name(program, case):
    answer = program.post(at(case, "people"), {"name": "Ann Holloway", "role": "perpetrator"})
    nobody = program.post(at(case, "people"), {"role": "perpetrator"})

    assert (answer.status_code, answer.json()["person"]) == (201, None)
    assert [one["field"] for one in nobody.json()["errors"]] == ["name"]


def test_the_part_of_a_person_is_ended(program, case, cast):
    participant = ParticipantFactory(case=case, by=cast.manager)
    address = at(case, "people", participant.uuid)
    etag = program.get(address)["ETag"]

    ended = program.patch(address, {"ends_on": "2026-04-01"}, **{"If-Match": etag})
    stale = program.patch(address, {"note": "Late"}, **{"If-Match": etag})

    assert ended.status_code == 200, ended.content
    assert (ended.json()["ends_on"], ended.json()["name"]) == ("2026-04-01", participant.name)
    assert stale.status_code == 412


def test_whom_the_client_may_not_know_has_no_name(case, cast):
    hidden = make_person(by=cast.manager)
    ParticipantFactory(case=case, by=cast.manager, profile=hidden, note="Lives next door")
    basis = LawfulBasisFactory()
    restrict_record(obj=hidden, by=cast.manager, reason="A relative", basis=basis)
    give(case, cast.manager, cast.council, sections=["people"])

    answer = program_of(cast.council).program.get(at(case, "people"))

    (row,) = answer.json()["results"]
    assert (row["name"], row["note"], row["person"]) == ("A person you may not see", None, None)
    assert hidden.surname not in answer.content.decode()


def test_the_note_goes_with_the_record(case, cast):
    person = make_person(by=cast.manager)
    ParticipantFactory(case=case, by=cast.manager, profile=person, note="Lives next door")
    give(case, cast.manager, cast.council, sections=["people"])

    (row,) = program_of(cast.council).program.get(at(case, "people")).json()["results"]

    assert (row["name"], row["note"], row["person"]) == (person.name, None, None)


def test_the_people_are_asked_for_together(program, case, cast):
    counts = []
    for number in (1, 5):
        for _ in range(number):
            ParticipantFactory(case=case, by=cast.manager, profile=make_person(by=cast.manager))
        with counted_statements() as asked:
            program.get(at(case, "people"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


# ---- Incidents and links ------------------------------------------------------------------------
def test_an_incident_is_written_down(program, case):
    said = {"moment": "2026-03-02T23:00", "text": "Music after midnight.", "location": "The flat"}

    answer = program.post(at(case, "incidents"), said)
    later = program.post(at(case, "incidents"), {**said, "moment": "2999-01-01"})

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["happened_on"], told["happened_at"]) == ("2026-03-02", "23:00:00")
    assert program.get(answer["Location"]).json() == told
    assert program.get(at(case, "incidents")).json()["results"] == [told]
    assert (later.status_code, later.json()["errors"][0]["field"]) == (422, "moment")
    assert Event.objects.get(verb="incident.added").channel == "api"


def test_incidents_come_with_the_actions(program, case, cast):
    IncidentFactory(case=case, by=cast.manager)
    council = program_of(cast.council).program
    give(case, cast.manager, cast.council, sections=["people"])
    (row,) = program.get(at(case, "incidents")).json()["results"]

    assert council.get(at(case, "incidents")).status_code == 404
    assert council.get(row["url"]).status_code == 404
    give(case, cast.manager, cast.council, sections=["actions"])
    assert council.get(row["url"]).status_code == 200
    assert council.post(at(case, "incidents"), {}).status_code == 403


def test_two_cases_are_linked_from_both_sides(program, case, cast):
    other = CaseFactory(by=cast.manager)
    said = {"other": other.reference, "why": "The same street"}

    answer = program.post(at(case, "links"), said)
    again = program.post(at(case, "links"), said)

    assert answer.status_code == 201, answer.content
    (there,) = answer.json()["results"]
    (here,) = program.get(at(other, "links")).json()["results"]
    assert (there["case"]["uuid"], here["case"]["uuid"]) == (str(other.uuid), str(case.uuid))
    assert there["why"] == here["why"] == "The same street"
    assert again.status_code == 422
    assert Event.objects.filter(verb="case.linked").count() == 1


def test_a_link_to_a_case_that_is_not_seen_is_not_told(program, case, cast):
    other = CaseLinkFactory(case=case, by=cast.manager).other
    give(case, cast.manager, cast.council, sections=["actions"])
    council = program_of(cast.council).program

    assert council.get(at(case, "links")).json()["results"] == []
    give(case, cast.manager, cast.council, sections=["actions"], level=Level.CONTRIBUTE)
    named = council.post(at(case, "links"), {"other": other.reference, "why": "The same"})
    assert (named.status_code, named.json()["errors"][0]["field"]) == (422, "other")


# ---- Documents ----------------------------------------------------------------------------------
def test_a_document_is_named_and_downloaded(program, case, cast):
    document = CaseDocumentFactory(case=case, by=cast.manager)

    (row,) = program.get(at(case, "documents")).json()["results"]
    file = program.get(row["file"], Accept="application/pdf")

    assert (row["uuid"], row["name"]) == (str(document.uuid), document.name)
    assert file.status_code == 200
    assert len(b"".join(file.streaming_content)) == row["size"]
    event = Event.objects.order_by("pk").last()
    assert (event.channel, event.detail["document"]) == ("api", str(document.uuid))


def test_a_document_that_was_withdrawn_is_not_there(program, case, cast):
    document = CaseDocumentFactory(case=case, by=cast.manager)
    address = at(case, "documents", document.uuid)
    document.withdraw(cast.manager, "Wrong person")
    document.save()

    assert program.get(at(case, "documents")).json()["results"] == []
    assert program.get(f"{address}file/").status_code == 403
