"""Cases, by the API: as their pages have them, written by the pages' forms and services."""

import pytest

from access.tests.factories import give
from api.tests.factories import program_of
from audit.models import Event
from cases.models import Case
from cases.tests.factories import (
    CaseFactory,
    CaseKindFactory,
    CaseOutcomeFactory,
    ParticipantRoleFactory,
)
from core.metrics import counted_statements
from profiles.tests.factories import make_person

CASES = "/api/v1/cases/"
OPENS = {"title": "Noise, Lansdown Court", "kind": "asb", "opened_on": "2026-03-02"}


def at(case, *parts):
    return "/".join([f"{CASES}{case.uuid}", *map(str, parts), ""])


@pytest.fixture
def case(cast):
    return CaseFactory(by=cast.manager, tags=["noise"])


@pytest.fixture
def opens(cast):
    CaseKindFactory()
    return {**OPENS, "team": str(cast.police.uuid)}


def test_the_list_is_that_of_the_page(program, case, cast):
    CaseFactory(by=cast.manager, title="Thefts from sheds")
    CaseFactory(by=cast.outsider, title="Noise elsewhere")

    told = program.get(CASES, {"q": "noise"}).json()

    assert (told["count"], told["next"]) == ("1", None)
    (row,) = told["results"]
    assert (row["uuid"], row["reference"]) == (str(case.uuid), case.reference)
    assert row["kind"] == {"code": "asb", "name": case.kind.name}
    assert program.get(CASES, {"limit": "1"}).json()["next"]


@pytest.mark.parametrize(
    ("query", "field"), [({"state": "half"}, "state"), ({"colour": "red"}, "colour")]
)
def test_a_parameter_that_cannot_be_used_is_named(program, query, field):
    answer = program.get(CASES, query)

    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_one_case_says_which_sections_the_client_holds(case, cast):
    give(case, cast.manager, cast.council, sections=["people"])
    council = program_of(cast.council).program

    told = council.get(at(case)).json()

    assert told["sections"] == [{"name": "people", "level": "view"}]
    assert (told["title"], told["tags"], told["lead"]) == (case.title, ["noise"], "Ruth Calloway")
    assert council.get(at(case, "actions")).status_code == 404
    assert council.get(at(case, "people")).status_code == 200


def test_a_program_opens_a_case_once(program, opens, police_client):
    opens["tags"] = ["Noise", "night-time"]
    answers = [program.post(CASES, opens, **{"Idempotency-Key": "case-1"}) for _ in range(2)]

    case = Case.objects.get()
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert {answer["Location"] for answer in answers} == {at(case)}
    assert answers[0].json() == program.get(at(case)).json()
    assert case.tags == ["noise", "night-time"]
    assert case.created_by == police_client.client.account
    assert Event.objects.get(verb="case.opened").channel == "api"


def test_a_case_is_opened_with_its_first_person(program, opens, person):
    role = ParticipantRoleFactory()
    answer = program.post(CASES, {**opens, "person": str(person.uuid), "role": role.code})

    assert answer.status_code == 201, answer.content
    participant = Case.objects.get().participants.get()
    assert (participant.profile, participant.role) == (person, role)


def test_a_person_whom_the_client_cannot_see_is_not_named(program, opens, cast):
    hidden = make_person(by=cast.outsider)
    ParticipantRoleFactory()
    sent = {**opens, "role": "perpetrator"}
    answers = [
        program.post(CASES, {**sent, **who})
        for who in ({"person": str(hidden.uuid)}, {"person": "nobody"}, {})
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert {one["field"] for a in answers for one in a.json()["errors"]} == {"person"}
    assert not Case.objects.exists()


def test_a_change_needs_the_version_that_was_read(program, case):
    read = program.get(at(case))

    without = program.patch(at(case), {"title": "New"})
    changed = program.patch(
        at(case), {"title": "New", "tags": ["a"]}, **{"If-Match": read["ETag"]}
    )
    stale = program.patch(at(case), {"title": "Newer"}, **{"If-Match": read["ETag"]})

    assert [a.status_code for a in (without, changed, stale)] == [428, 200, 412], changed.content
    assert (changed.json()["title"], changed.json()["tags"]) == ("New", ["a"])
    assert changed.json()["kind"] == read.json()["kind"]
    assert program.get(at(case))["ETag"] == changed["ETag"]


def test_the_lead_is_chosen_by_managers(program, case, cast):
    etag = program.get(at(case))["ETag"]
    answer = program.patch(at(case), {"lead": str(cast.officer.uuid)}, **{"If-Match": etag})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "lead"


def test_a_case_is_closed_and_opened_again(program, case):
    CaseOutcomeFactory()
    closed = program.post(at(case, "close"), {"outcome": "resolved", "words": "They moved."})
    again = program.post(at(case, "close"), {"outcome": "resolved", "words": "They moved."})

    assert closed.status_code == 200, closed.content
    assert (closed.json()["is_open"], closed.json()["closing_words"]) == (False, "They moved.")
    assert again.status_code == 422
    assert "closed this case" in again.json()["errors"][0]["message"]
    opened = program.post(at(case, "reopen"), {"reason": "They are back"})
    assert (opened.status_code, opened.json()["is_open"]) == (200, True)


def test_who_reads_only_is_refused_with_the_reason(case, cast):
    give(case, cast.manager, cast.council, sections=["actions"])
    council = program_of(cast.council).program

    answer = council.post(at(case, "close"), {})

    assert answer.status_code == 403
    assert "team that manages this case" in answer.json()["detail"]


def test_a_hidden_case_is_as_one_that_never_was(program, cast):
    hidden = CaseFactory(by=cast.outsider)
    gone = CaseFactory.build()
    parts = [(), ("close",), ("reopen",), ("actions",), ("people",), ("documents",), ("grants",)]

    for part in parts:
        for call in (program.get, program.post):
            answers = [call(at(case, *part)) for case in (hidden, gone)]
            assert [answer.status_code for answer in answers] == [404, 404], part
            assert answers[0].content == answers[1].content, part


def test_without_the_scope_nothing_is_looked_for(case, cast):
    reads = program_of(cast.police, scopes=["cases:read"]).program
    other = program_of(cast.police, scopes=["tasks:read"]).program

    assert reads.get(at(case)).status_code == 200
    for answer in (reads.post(at(case, "close"), {}), other.get(at(case))):
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("#insufficient-scope")
    assert case.is_open


def test_the_list_asks_the_same_for_one_row_and_for_many(program, cast):
    counts = []
    for number in (1, 5):
        for _ in range(number):
            CaseFactory(by=cast.manager)
        with counted_statements() as asked:
            program.get(CASES)
        counts.append(len(asked))

    assert counts[0] == counts[1]
