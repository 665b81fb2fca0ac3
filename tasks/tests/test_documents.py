"""Files of tasks: sent with them and with steps, read by those who read what the task says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import allow_sharing, give
from agencies.tests.factories import member
from audit.models import Event
from core import policy
from core.once import FIELD, new_token
from documents.services import add_version, withdraw_document
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, checked, sent
from tasks import services
from tasks.models import Task, TaskDocument, TaskKind, TaskPriority
from tasks.tests.factories import TaskDocumentFactory, TaskFactory, TaskOutcomeFactory, complete

pytestmark = pytest.mark.slow

NEW = "/tasks/new/"
PLAN = "Plan of the flat.pdf"
ACTS = ("file", "edit", "version", "withdraw")
COMMENT, COMPLETE = "Nobody was in.", "He has a room."


@pytest.fixture
def plan(task):
    """Sent with a task that the other team reads."""
    return TaskDocumentFactory(task=task, file=checked(PLAN))


@pytest.fixture
def hidden(blind):
    """Sent with a task that the other team does not read."""
    return TaskDocumentFactory(task=blind, file=checked(PLAN))


def at(name, task, *args):
    return reverse(f"tasks:{name}", args=[task.uuid, *args])


def addresses(document):
    """Every page of a document, and those of all documents of its task."""
    pages = [at(f"document-{act}", document.task, document.uuid) for act in ACTS]
    return [*pages, at("documents", document.task), at("document-add", document.task)]


def text_of(client, address):
    return client.get(address).content.decode()


def bringing(*files, **typed):
    return {"files": list(files), "document_kind": DocumentKindFactory().pk, **typed}


def asked(*files, **more):
    """A new task, as it is typed."""
    wanted = {
        "kind": TaskKind.objects.get(code="visit").pk,
        "teams": "Stafford Housing",
        "detail": "Please visit him on Monday.",
        "due_on": "tomorrow",
        "priority": TaskPriority.usual().pk,
    }
    return bringing(*files, **(wanted | more))


def answered(*file):
    """A comment and a completion, as they are typed, each with the file."""
    done = TaskOutcomeFactory().pk
    return [
        ("comment", COMMENT, bringing(sent(*file), text=COMMENT)),
        ("complete", COMPLETE, bringing(sent(*file), words=COMPLETE, outcome=done)),
    ]


def send(client, about, *files, **more):
    return client.post(f"{NEW}?about={about.reference}", asked(*files, **more))


def reads(user, document):
    return TaskDocument.objects.visible_to(user).filter(pk=document.pk).exists()


# ---- Sent ---------------------------------------------------------------------------------------
def test_a_file_is_sent_with_a_task_and_read(client, officer, worker, shared):
    client.force_login(officer)
    send(client, shared, sent(PLAN), sent("Keys.txt", b"At the caretaker's"))
    task = Task.objects.get()
    document = task.documents.get(name=PLAN)

    client.force_login(worker)
    page = text_of(client, at("task", task))
    assert PLAN in page
    assert "Keys.txt" in page
    answer = client.get(at("document-file", task, document.uuid))
    assert b"".join(answer.streaming_content) == hostile.PDF


def test_each_file_and_each_look_at_it_is_an_event(client, plan, worker, person):
    client.force_login(worker)
    client.get(at("document-file", plan.task, plan.uuid))

    added, seen = Event.objects.filter(detail__document=str(plan.uuid)).order_by("pk")
    assert (added.verb, seen.verb) == ("document.added", "task.read:file")
    for event in (added, seen):
        assert (event.target_type, event.target_id) == ("tasks.task", plan.task_id)
        assert event.subjects == [person.pk]
    assert PLAN not in f"{added.detail} {added.target_label}"
    assert added.history_model == "tasks.historicaltaskdocument"


def test_files_stand_under_the_step_that_brought_them(client, task, worker, officer):
    client.force_login(worker)
    for name, words, typed in answered("Photo of the door.pdf"):
        assert client.post(at(name, task), typed).status_code == 302

        step = task.steps.last()
        assert (step.text, step.documents.count()) == (words, 1)
    client.force_login(officer)
    page = text_of(client, at("task", task))
    assert page.count("Photo of the door.pdf") == 2
    assert "Attachments" not in page  # there are none of the task itself
    assert page.index(COMMENT) < page.index("Photo of the door.pdf") < page.index(COMPLETE)


def test_the_page_that_shows_how_much_is_sent_is_told_where_to_go(client, task, worker):
    client.force_login(worker)
    _, _, typed = answered()[0]

    answer = client.post(at("comment", task), typed, headers={"X-Upload": "1"})

    assert (answer.status_code, answer["X-Next"]) == (303, at("task", task))


def test_a_message_about_nothing_has_files_for_both_teams(client, officer, council, worker):
    task = TaskFactory(by=officer, to=council)
    document = TaskDocumentFactory(task=task)

    assert [reads(one, document) for one in (officer, worker)] == [True, True]
    assert not Event.objects.get(verb="document.added").subjects


def test_sent_twice_is_saved_once(client, officer, shared):
    client.force_login(officer)
    token = new_token(officer, NEW)

    for _ in range(2):
        send(client, shared, sent(PLAN), **{FIELD: token})

    assert Task.objects.count() == TaskDocument.objects.count() == 1


# ---- Refused ------------------------------------------------------------------------------------
def test_a_refused_file_keeps_the_task_out_and_what_was_typed(client, officer, worker, shared):
    client.force_login(officer)

    answer = send(client, shared, sent(PLAN), sent("map.svg", hostile.SVG))

    errors = str(answer.context["form"].errors["files"])
    assert "“map.svg” was not saved" in errors
    assert "None of these files was saved. Choose them again." in errors
    page = answer.content.decode()
    assert "Please visit him on Monday." in page
    assert "Stafford Housing" in page
    assert not Task.objects.exists()
    assert not TaskDocument.objects.exists()


def test_a_refused_file_keeps_an_answer_out_and_what_was_typed(client, task, worker):
    client.force_login(worker)

    for name, words, typed in answered("run.pdf", b"MZ\x90\x00"):
        answer = client.post(at(name, task), typed)
        assert "“run.pdf” was not saved" in str(answer.context["form"].errors["files"])
        assert words in answer.content.decode()
    assert task.steps.get().what == "sent"
    assert not TaskDocument.objects.exists()


def test_files_are_chosen_again_where_something_else_is_wrong(client, officer, shared):
    client.force_login(officer)

    answer = send(client, shared, sent(PLAN), due_on="yesterday")
    assert "Choose the files again" in str(answer.context["form"].errors["files"])

    answer = send(client, shared, due_on="yesterday")
    assert "files" not in answer.context["form"].errors
    assert not Task.objects.exists()


def test_files_need_a_kind_of_document(client, officer, shared):
    client.force_login(officer)

    answer = send(client, shared, sent(PLAN), document_kind="")

    assert "Choose what kind" in str(answer.context["form"].errors["document_kind"])
    assert not Task.objects.exists()


def test_what_cannot_be_sent_leaves_no_file(officer, person, council):
    """There is no agreement with that team."""
    with pytest.raises(ValidationError, match="No agreement is in force"):
        services.send_task(
            by=officer,
            to_team=council,
            about=person,
            kind=TaskKind.objects.get(code="visit"),
            priority=TaskPriority.usual(),
            detail="Please visit him.",
            due_on=timezone.localdate(),
            files=[checked()],
            document_kind=DocumentKindFactory(),
        )
    assert not TaskDocument.objects.exists()


# ---- Who ----------------------------------------------------------------------------------------
def test_both_teams_open_and_add_where_they_read_the_task(
    client, plan, officer, colleague, worker, mate
):
    own, other = [200] * 6, [200, 403, 403, 403, 200, 200]
    for one, answers in ((officer, own), (colleague, own), (worker, other), (mate, other)):
        client.force_login(one)
        assert reads(one, plan)
        assert [client.get(address).status_code for address in addresses(plan)] == answers


def test_who_does_not_read_the_record_sees_no_file(client, hidden, worker):
    client.force_login(worker)

    page = text_of(client, at("task", hidden.task))
    assert "so you do not see what is asked" in page
    for secret in (PLAN, "Attachments", "attachment", "document", str(hidden.uuid)):
        assert secret not in page.split("<main")[1]
    assert [client.get(address).status_code for address in addresses(hidden)] == [404] * 6
    assert not reads(worker, hidden)


def test_whoever_is_excluded_finds_nothing(client, plan, shared, manager, worker):
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")
    client.force_login(worker)

    assert [client.get(address).status_code for address in addresses(plan)] == [404] * 6
    assert not reads(worker, plan)


def test_another_team_finds_nothing_although_it_reads_the_record(
    client, plan, shared, manager, prison
):
    give(shared, manager, prison, sections=["log", "documents"])
    reader = member(prison)
    client.force_login(reader)

    assert client.get(shared.get_absolute_url()).status_code == 200
    assert [client.get(address).status_code for address in addresses(plan)] == [404] * 6
    assert not reads(reader, plan)


@pytest.mark.parametrize("act", ["view", "download", "edit", "withdraw"])
def test_without_the_task_no_document_is_reached(hidden, worker, outsider, act):
    for one in (worker, outsider):
        assert not policy.accessible(one, f"document.{act}", TaskDocument).exists()
        with pytest.raises(Http404):
            policy.require(one, f"document.{act}", hidden)


def test_who_does_not_read_it_adds_no_file(hidden, worker):
    with pytest.raises(Http404):
        TaskDocumentFactory(task=hidden.task, by=worker)
    with pytest.raises(Http404):
        services.comment_on_task(
            task=hidden.task,
            by=worker,
            text=COMMENT,
            files=[checked()],
            document_kind=DocumentKindFactory(),
        )
    assert TaskDocument.objects.get() == hidden


def test_handed_on_the_new_team_reads_it_and_the_old_one_no_more(
    plan, shared, manager, worker, prison
):
    give(shared, manager, prison, sections=["log"])
    allow_sharing(worker.acting_team, prison)
    keeper = member(prison)
    services.accept_task(task=plan.task, by=worker)
    assert (reads(worker, plan), reads(keeper, plan)) == (True, False)

    services.hand_on_task(task=plan.task, by=worker, to_team=prison, reason="He is there now")

    assert (reads(worker, plan), reads(keeper, plan)) == (False, True)


def test_a_file_of_another_task_is_not_found(client, plan, officer, council, shared):
    other = TaskFactory(by=officer, to=council, about=shared)
    client.force_login(officer)

    for act in ACTS:
        assert client.get(at(f"document-{act}", other, plan.uuid)).status_code == 404


# ---- Kept ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", ["withdrawn", "completed", "declined"])
def test_what_is_over_keeps_its_files(client, plan, officer, worker, ending):
    task = plan.task
    if ending == "withdrawn":
        services.withdraw_task(task=task, by=officer, reason="No longer needed")
    elif ending == "completed":
        complete(task, worker)
    else:
        services.decline_task(task=task, by=worker, reason="Not ours")

    for one in (officer, worker):
        client.force_login(one)
        assert PLAN in text_of(client, at("task", task))
        assert client.get(at("document-file", task, plan.uuid)).status_code == 200


def test_a_new_version_stays_with_its_step(client, task, worker):
    step = services.comment_on_task(
        task=task,
        by=worker,
        text=COMMENT,
        files=[checked("Old.pdf")],
        document_kind=DocumentKindFactory(),
    )
    newer = add_version(document=step.documents.get(), by=worker, file=checked("New.pdf"))

    assert newer.step == step
    client.force_login(worker)
    page = text_of(client, at("task", task))
    assert "New.pdf" in page
    assert "Old.pdf" not in page
    assert "Old.pdf" in text_of(client, at("documents", task))


def test_only_the_team_that_attached_a_file_changes_it(client, plan, officer, colleague, worker):
    for user, status in ((officer, 200), (colleague, 200), (worker, 403)):
        client.force_login(user)
        pages = [at(f"document-{act}", plan.task, plan.uuid) for act in ACTS if act != "file"]
        assert [client.get(page).status_code for page in pages] == [status] * 3
        shown = text_of(client, at("documents", plan.task))
        assert (pages[0] in shown) == (status == 200)
        assert "Add documents" in shown

    with pytest.raises(PermissionDenied, match="that added it"):
        withdraw_document(document=plan, by=worker, because="In our way")


def test_a_withdrawn_file_is_opened_by_nobody(client, plan, officer, worker):
    withdraw_document(document=plan, by=officer, because="Wrong flat")
    client.force_login(worker)

    assert PLAN not in text_of(client, at("task", plan.task))
    assert "Wrong flat" in text_of(client, at("documents", plan.task))
    assert client.get(at("document-file", plan.task, plan.uuid)).status_code == 403


def test_many_files_cost_as_much_as_one(client, plan, worker, officer):
    client.force_login(worker)

    def cost():
        client.get(at("task", plan.task))
        with CaptureQueriesContext(connection) as statements:
            page = text_of(client, at("task", plan.task))
        return page.count("/documents/"), len(statements)

    links, one = cost()
    for number in range(1, 25):
        step = services.comment_on_task(task=plan.task, by=officer, text=f"Comment {number}")
        TaskDocumentFactory(task=plan.task, step=step, file=checked(f"{number}.pdf"))

    assert cost() == (links + 24, one)


def test_a_form_without_a_draft_does_not_speak_of_one(client, officer, task):
    client.force_login(officer)

    assert "Not kept in a draft." in client.get(NEW).content.decode()
    assert "Not kept in a draft." not in client.get(task.get_absolute_url()).content.decode()
