"""Tasks and handovers, by the API: as their pages have them."""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import allow_sharing, give
from api.tests.calls import fields_of
from api.tests.factories import program_of
from audit.models import Event
from cases.tests.factories import CaseFactory
from core.metrics import counted_statements
from profiles.tests.factories import ReportFactory
from tasks.models import AttachedForm, Handover, Task
from tasks.tests.factories import (
    HandoverFactory,
    TaskFactory,
    TaskKindFactory,
    TaskOutcomeFactory,
    TaskPriorityFactory,
)

TASKS, HANDOVERS = "/api/v1/tasks/", "/api/v1/handovers/"


def at(task, *parts):
    return "/".join([f"{TASKS}{task.uuid}", *parts, ""])


@pytest.fixture
def asks(cast):
    """What a program of the police sends to ask the council for something."""
    TaskKindFactory(), TaskPriorityFactory(), TaskOutcomeFactory()
    allow_sharing(cast.police, cast.council)
    due = timezone.localdate() + datetime.timedelta(days=3)
    return {
        "teams": [cast.council.name],
        "kind": "visit",
        "priority": "normal",
        "detail": "Please visit him.",
        "due_on": due.isoformat(),
    }


@pytest.fixture
def task(cast, asks):
    """Sent by an officer to the team of the program."""
    return TaskFactory(by=cast.manager, to=cast.council)


@pytest.fixture
def council(cast):
    return program_of(cast.council)


# ---- Tasks --------------------------------------------------------------------------------------
@pytest.mark.parametrize("by", ["name", "uuid"])
def test_a_program_sends_a_task(program, asks, cast, by):
    answer = program.post(TASKS, {**asks, "teams": [str(getattr(cast.council, by))]})

    task = Task.objects.get()
    assert answer.status_code == 201, answer.content
    assert answer["Location"] == at(task)
    told = answer.json()
    assert (told["state"], told["detail"], told["about"]) == ("waiting", asks["detail"], None)
    assert told["given_to"] == cast.council.name
    assert [step["what"] for step in told["steps"]] == ["sent"]
    assert task.to_team == cast.council
    assert Event.objects.get(verb="task.sent").channel == "api"


def test_a_task_is_sent_about_a_record(program, asks, person, cast):
    give(person, cast.manager, cast.council)
    answer = program.post(TASKS, {**asks, "about": person.reference})

    assert answer.status_code == 201, answer.content
    assert answer.json()["about"] == person.reference
    assert answer.json()["record"] == f"/api/v1/profiles/{person.uuid}/"


def test_a_record_that_the_client_cannot_see_is_not_found(asks, person, council):
    sent = {**asks, "teams": [], "about": person.reference}

    hidden = council.program.post(TASKS, sent)
    absent = council.program.post(TASKS, {**sent, "about": "P-1999-999999"})

    assert (hidden.status_code, hidden.json()) == (404, absent.json())
    assert not Task.objects.exists()


def test_to_whom_it_goes_is_checked_as_on_the_page(program, asks):
    nobody = program.post(TASKS, {**asks, "teams": []})
    unknown = program.post(TASKS, {**asks, "teams": ["Nowhere Team"]})
    text = program.post(TASKS, {**asks, "teams": "Nowhere Team"})

    assert [a.status_code for a in (nobody, unknown, text)] == [422, 422, 400]
    for answer in (nobody, unknown, text):
        assert [one["field"] for one in answer.json()["errors"]] == ["teams"]
    assert not Task.objects.exists()


def test_the_tabs_are_those_of_the_page(task, council, cast):
    tabs = {
        tab: council.program.get(TASKS, {"tab": tab}).json()
        for tab in ("mine", "team", "unassigned", "hold", "sent", "done", "all")
    }

    assert [tab for tab, told in tabs.items() if told["results"]] == ["team", "unassigned", "all"]
    assert {told["count"] for told in tabs.values()} == {"0", "1"}
    wrong = council.program.get(TASKS, {"tab": "yours"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "tab")


def test_a_list_goes_on_after_its_last_row(council, cast, asks):
    for _ in range(3):
        TaskFactory(by=cast.manager, to=cast.council)

    first = council.program.get(TASKS, {"tab": "team", "limit": "2"}).json()
    rest = council.program.get(first["next"]).json()

    assert (first["count"], len(first["results"]), len(rest["results"])) == ("3", 2, 1)
    assert rest["next"] is None


def test_a_task_is_accepted_and_completed(task, council):
    accepted = council.program.post(at(task, "accept"))
    again = council.program.post(at(task, "accept"))
    done = council.program.post(at(task, "complete"), {"outcome": "done", "words": "Visited."})

    assert accepted.status_code == 200, accepted.content
    assert accepted.json()["state"] == "accepted"
    assert council.client.account.name in accepted.json()["given_to"]
    assert again.status_code == 422
    assert done.status_code == 200, done.content
    assert (done.json()["state"], done.json()["outcome"]["code"]) == ("completed", "done")
    assert done.json()["steps"][-1]["text"] == "Visited."


ANSWERS = [
    ("decline", {"reason": "Not ours"}, "declined"),
    ("hold", {"until": "2099-01-01", "reason": "Away"}, "waiting"),
    ("comment", {"text": "On our way"}, "waiting"),
    ("reassign", {}, "waiting"),
]


@pytest.mark.parametrize(("act", "sent", "state"), ANSWERS)
def test_a_task_is_answered(task, council, act, sent, state):
    answer = council.program.post(at(task, act), sent)

    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == state
    assert task.steps.count() == 2


def test_a_task_that_is_handed_back_is_out_of_sight(task, council):
    answer = council.program.post(at(task, "hand-back"), {"reason": "Yours"})

    task.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, {"url": at(task)})
    assert council.program.get(at(task)).status_code == 404
    assert task.to_team == task.from_team


def test_a_task_is_handed_on_to_another_team(task, council, cast):
    allow_sharing(cast.council, cast.prison)
    council.program.post(at(task, "accept"))

    answer = council.program.post(at(task, "hand-on"), {"teams": ["HMP Stafford"], "reason": "In"})

    task.refresh_from_db()
    assert answer.status_code == 200, answer.content
    assert answer.json()["url"] == at(task)
    assert task.to_team == cast.prison


def test_senders_withdraw_and_reopen(task, program):
    ended = program.post(at(task, "withdraw"), {"reason": "Found"})
    opened = program.post(at(task, "reopen"), {"reason": "Lost again"})

    assert ended.status_code == 200, ended.content
    assert (ended.json()["state"], opened.json()["state"]) == ("completed", "waiting")


def test_what_the_rule_refuses_says_why(task, program):
    answer = program.post(at(task, "accept"))

    assert answer.status_code == 403
    assert "team that has this task" in answer.json()["detail"]


def test_who_may_not_read_the_record_is_not_told_what_is_asked(cast, asks, person, council):
    task = TaskFactory(by=cast.manager, to=cast.council, about=person)

    answer = council.program.get(at(task))

    told = answer.json()
    assert (told["reads"], told["detail"], told["record"], told["steps"]) == (
        False,
        None,
        None,
        [],
    )
    assert told["about"] == person.reference
    assert told["request_access"] == f"/api/v1/profiles/{person.uuid}/request-access/"
    assert person.surname not in answer.content.decode()
    assert council.program.post(at(task, "comment"), {"text": "x"}).status_code == 404


def test_tasks_of_other_teams_are_as_absent(task, cast):
    other = program_of(cast.elsewhere).program

    assert other.get(TASKS, {"tab": "all"}).json()["count"] == "0"
    answers = [other.get(at(task)), other.post(at(task, "accept")), other.get(at(Task()))]
    assert {answer.status_code for answer in answers} == {404}


def test_the_list_asks_the_same_for_one_row_and_for_many(council, cast, asks, person):
    give(person, cast.manager, cast.council)
    counts = []
    for number in (1, 5):
        for _ in range(number):
            TaskFactory(by=cast.manager, to=cast.council, about=person)
        with counted_statements() as asked:
            council.program.get(TASKS, {"tab": "team"})
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.fixture
def report(person, officer):
    return ReportFactory(profile=person, by=officer, submitted=True)


def test_forms_of_a_task_are_told_to_clients_that_read_reports(cast, program, person, report):
    task = TaskFactory(by=cast.officer, to=cast.council, about=person, filled_forms=[report])
    narrow = program_of(cast.police, scopes=["tasks:read"]).program

    (told,) = program.get(at(task)).json()["forms"]
    answer = narrow.get(at(task)).json()

    assert (told["uuid"], told["name"]) == (str(report.uuid), str(report))
    assert (answer["forms"], answer["detail"]) == ([], task.detail)


def test_forms_are_offered_and_sent_by_clients_that_read_reports(
    cast, program, asks, person, report
):
    asks |= {"about": person.reference, "filled_forms": [str(report.uuid)]}
    narrow = program_of(cast.police, scopes=["tasks:read", "tasks:write"]).program
    about = {"about": person.reference}

    def offered(caller):
        fields = caller.get(f"{TASKS}new/", about).json()["fields"]
        return [field["choices"] for field in fields if field["name"] == "filled_forms"]

    assert [[one["value"] for one in choices] for choices in offered(program)] == [
        [str(report.uuid)]
    ]
    assert offered(narrow) == []
    refused = narrow.post(TASKS, asks)
    assert (refused.status_code, fields_of(refused)) == (400, ["filled_forms"])
    assert not Task.objects.exists()
    assert program.post(TASKS, asks).status_code == 201
    assert AttachedForm.objects.get().form_id == report.pk


# ---- Once ---------------------------------------------------------------------------------------
KEY = {"idempotency-key": "7f3c"}


def test_a_comment_that_is_sent_again_with_its_key_is_said_once(council, task):
    said = {"text": "He rang back."}

    first, again = (council.program.post(at(task, "comment"), said, **KEY) for _ in range(2))

    assert [step.text for step in task.steps.all()].count("He rang back.") == 1
    assert (first.status_code, "Idempotency-Replayed" in first) == (200, False)
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert ("Location" in again, again.json()) == (False, first.json())
    other = council.program.post(at(task, "comment"), {"text": "He did not."}, **KEY)
    assert (other.status_code, other.json()["type"]) == (422, "/api/v1/docs/#key-reused")


def test_an_act_that_cannot_be_done_again_is_answered_again(council, task):
    first = council.program.post(at(task, "accept"), **KEY)
    before = Event.objects.count()
    again = council.program.post(at(task, "accept"), **KEY)

    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert again.json() == first.json()
    assert Event.objects.count() == before + 1
    assert council.program.post(at(task, "accept")).status_code == 422
    other = {"idempotency-key": "another"}
    assert council.program.post(at(task, "accept"), **other).status_code == 422


def test_an_act_is_answered_again_without_content_to_who_may_only_write(cast, task):
    narrow = program_of(cast.council, scopes=["tasks:write"]).program
    narrow.post(at(task, "accept"), **KEY)
    before = Event.objects.count()

    again = narrow.post(at(task, "accept"), **KEY)

    assert (again.status_code, again.json()) == (200, {"url": at(task)})
    assert Event.objects.count() == before + 1


def test_what_an_act_took_out_of_sight_stays_so(council, task):
    council.program.post(at(task, "accept"))
    given = council.program.post(at(task, "hand-back"), {"reason": "Not ours"}, **KEY)

    again = council.program.post(at(task, "hand-back"), {"reason": "Not ours"}, **KEY)

    assert (given.status_code, again.status_code) == (200, 404)


# ---- Handovers ----------------------------------------------------------------------------------
def test_a_case_is_handed_over_and_acknowledged(program, cast, police_client):
    case = CaseFactory(by=cast.officer)
    given = HandoverFactory(by=cast.officer, of=case)

    (row,) = program.get(HANDOVERS).json()["results"]
    taken = program.post(f"{row['url']}acknowledge/", {"answer": "Thanks"})

    assert (row["uuid"], row["note"], row["of"]) == (
        str(given.uuid),
        given.note,
        f"/api/v1/cases/{case.uuid}/",
    )
    assert taken.status_code == 200, taken.content
    assert (taken.json()["is_waiting"], taken.json()["answer"]) == (False, "Thanks")
    case.refresh_from_db()
    assert case.lead == police_client.client.account
    assert program.get(HANDOVERS).json()["count"] == "0"
    assert program.get(HANDOVERS, {"tab": "over"}).json()["count"] == "1"
    assert program.get(HANDOVERS, {"tab": "none"}).status_code == 400


def test_a_program_hands_over_what_it_has(cast, council, task):
    council.program.post(at(task, "accept"))

    given = council.program.post(at(task, "hand-over"), {"note": "He is out on Mondays."})
    back = council.program.post(f"{given['Location']}withdraw/")

    assert given.status_code == 201, given.content
    assert Handover.objects.get().from_user == council.client.account
    assert given.json()["of"] == at(task)
    assert back.status_code == 200
    assert back.json()["withdrawn_at"]


def test_a_case_that_somebody_leads_is_theirs_to_hand_over(program, cast):
    case = CaseFactory(by=cast.officer)

    answer = program.post(f"/api/v1/cases/{case.uuid}/hand-over/", {"note": "Ring her"})

    assert answer.status_code == 403
    assert "lead of this case" in answer.json()["detail"]
    assert not Handover.objects.exists()
