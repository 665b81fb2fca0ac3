"""Files that go with an action or a task, one in a call, with the words beside them."""

import pytest

from api.tests.calls import fields_of
from api.tests.factories import program_of
from audit.models import Event
from cases.models import CaseDocument
from cases.tests.factories import ActionFactory, CaseFactory
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, sent
from tasks.models import TaskDocument
from tasks.tests.factories import TaskFactory

CASES, TASKS = "/api/v1/cases/", "/api/v1/tasks/"


@pytest.fixture
def case(cast):
    return CaseFactory(by=cast.manager)


@pytest.fixture
def of_action(case, cast):
    """The address of an action."""
    action = ActionFactory(case=case, by=cast.manager)
    return f"{CASES}{case.uuid}/actions/{action.uuid}/"


@pytest.fixture
def of_task(cast):
    """The address of a task that the police sent."""
    return f"{TASKS}{TaskFactory(by=cast.officer, to=cast.council).uuid}/"


def parts(**other):
    kind = DocumentKindFactory().code
    found = {"text": "As agreed", "document_kind": kind, "files": sent("a.pdf", hostile.PDF)}
    return {name: value for name, value in {**found, **other}.items() if value is not None}


def test_a_file_is_added_to_an_action(program, of_action):
    answer = program.send(f"{of_action}attach/", parts())

    (document,) = CaseDocument.objects.all()
    assert (answer.status_code, answer["Location"]) == (201, of_action)
    (told,) = answer.json()["documents"]
    assert (told["uuid"], told["name"]) == (str(document.uuid), "a.pdf")
    assert program.get(told["file"]).status_code == 200
    assert program.get(of_action).json() == answer.json()


def test_a_file_is_added_to_a_task_with_a_comment(program, of_task):
    answer = program.send(f"{of_task}attach/", parts())

    (document,) = TaskDocument.objects.all()
    assert (answer.status_code, answer["Location"]) == (201, of_task)
    assert answer.json()["steps"][-1]["text"] == "As agreed"
    (row,) = program.get(f"{of_task}documents/").json()["results"]
    assert row["uuid"] == str(document.uuid)
    assert Event.objects.filter(verb="task.commented", channel="api").exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"files": None}, "files"),
        ({"text": None}, "text"),
        ({"document_kind": None}, "document_kind"),
    ],
)
def test_file_words_and_kind_are_all_needed(program, of_action, of_task, changed, field):
    for address in (of_action, of_task):
        answer = program.send(f"{address}attach/", parts(**changed))

        assert (answer.status_code, fields_of(answer)) == (422, [field])
    assert not CaseDocument.objects.exists()
    assert not TaskDocument.objects.exists()


def test_a_file_that_may_not_be_kept_is_named_and_nothing_is_said(program, of_task):
    answer = program.send(f"{of_task}attach/", parts(files=sent("a.svg", hostile.SVG)))

    assert (answer.status_code, fields_of(answer)) == (422, ["files"])
    assert not Event.objects.filter(verb="task.commented").exists()


@pytest.mark.parametrize(
    ("scopes", "lacking"),
    [
        (["tasks:write"], "documents:write"),
        (["documents:write"], "tasks:write"),
    ],
)
def test_both_scopes_are_needed(cast, of_task, scopes, lacking):
    narrow = program_of(cast.police, scopes=scopes).program

    answer = narrow.send(f"{of_task}attach/", parts())

    assert (answer.status_code, answer.json()["scope"]) == (403, lacking)
    assert not TaskDocument.objects.exists()


def test_the_same_call_again_attaches_nothing_more(program, of_task):
    said, key = parts(files=None), {"idempotency-key": "f-1"}

    answers = [
        program.send(f"{of_task}attach/", {**said, "files": sent("a.pdf", hostile.PDF)}, **key)
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert TaskDocument.objects.count() == 1


def test_nobody_attaches_to_what_is_hidden(cast, of_action, of_task):
    stranger = program_of(cast.elsewhere).program

    for address in (of_action, of_task):
        assert stranger.get(f"{address}attach/").status_code == 404
        assert stranger.send(f"{address}attach/", parts()).status_code == 404
