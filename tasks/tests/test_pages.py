"""The pages of tasks: send one, answer it, what is kept of what was typed, and what is hidden."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.forms.grantees import Grantee
from access.tests.factories import allow_sharing, give
from agencies.tests.factories import MembershipFactory, member
from profiles.tests.factories import make_person
from records.models import Draft
from tasks import services
from tasks.models import Task, TaskKind, TaskOutcome, TaskPriority
from tasks.tests.asking import page
from tasks.tests.factories import TaskFactory, complete

pytestmark = pytest.mark.slow

NEW = "/tasks/new/"


def at(name, task):
    return reverse(f"tasks:{name}", args=[task.uuid])


def typed(**more):
    return {
        "kind": TaskKind.objects.get(code="visit").pk,
        "teams": "Stafford Housing",
        "detail": "Please visit him on Monday.",
        "due_on": "tomorrow",
        "priority": TaskPriority.usual().pk,
        **more,
    }


def post(client, address, **data):
    response = client.post(address, data)
    return response, response.content.decode()


# ---- Sending ------------------------------------------------------------------------------------
def test_a_task_is_sent_accepted_and_completed(client, officer, worker, shared):
    client.force_login(officer)
    about = f"{NEW}?about={shared.reference}"
    assert str(shared) in page(client, about)
    sent, _ = post(client, about, **typed())
    task = Task.objects.get()
    assert sent.url == at("task", task)

    client.force_login(worker)
    shown = page(client, sent.url)
    assert f"Visit: {shared}" in shown
    assert "Please visit him on Monday." in shown
    post(client, at("accept", task))
    done = {"outcome": TaskOutcome.objects.get(code="done").pk, "words": "He was in."}
    post(client, at("complete", task), **done)

    client.force_login(officer)
    shown = page(client, sent.url)
    for words in ("He was in.", "Completed", "Dana Frobisher"):
        assert words in shown


def test_to_one_person(client, officer, worker, shared):
    client.force_login(officer)

    post(client, f"{NEW}?about={shared.reference}", **typed(teams="", people="Dana Frobisher"))

    assert Task.objects.get().to_person == worker


def test_what_was_typed_is_kept_with_its_errors(client, officer, worker, shared):
    client.force_login(officer)
    about = f"{NEW}?about={shared.reference}"

    _, shown = post(client, about, **typed(due_on="yesterday", people="Dana Frobisher"))

    assert "This day has passed. Enter today or a later day" in shown
    assert "Choose one. You chose 2." in shown
    assert "Please visit him on Monday." in shown
    assert not Task.objects.exists()


def test_a_team_without_an_agreement_is_refused_at_its_field(client, officer, council, person):
    client.force_login(officer)

    response, shown = post(client, f"{NEW}?about={person.reference}", **typed())

    assert "No agreement is in force" in str(response.context["form"].errors["teams"])
    assert "Please visit him on Monday." in shown


def test_a_leaver_is_refused_at_the_field(client, officer, worker, shared):
    worker.memberships.update(valid_until=timezone.now())
    client.force_login(officer)

    response, _ = post(
        client, f"{NEW}?about={shared.reference}", **typed(teams="", people="Dana Frobisher")
    )

    assert "They may have left" in str(response.context["form"].errors["people"])


def test_a_message_about_nothing(client, officer, elsewhere, outsider):
    client.force_login(officer)
    assert "Name no person from a record" in page(client, NEW)

    post(client, NEW, **typed(teams="Norfolk IOM Team"))

    client.force_login(outsider)
    assert "Please visit him on Monday." in page(client, at("task", Task.objects.get()))


def test_no_task_about_a_record_that_is_not_seen(client, person, outsider):
    client.force_login(outsider)
    nothing = client.get(NEW, {"about": "P-2026-999999"})

    answers = [client.get(NEW, {"about": person.reference}), nothing]
    answers.append(client.post(f"{NEW}?about={person.reference}", typed()))

    assert [one.status_code for one in answers] == [404] * 3


@pytest.mark.parametrize("who", ["administrator", "auditor", "operator"])
def test_others_send_none(client, request, who):
    client.force_login(request.getfixturevalue(who))

    # To the control room it is as if it were not there.
    assert client.get(NEW).status_code == (404 if who == "operator" else 403)
    assert "Tasks" not in page(client, "/")


# ---- Without access to the record ---------------------------------------------------------------
def test_who_may_not_read_the_record_is_told_the_reference_alone(client, blind, worker, person):
    client.force_login(worker)

    for address in (at("task", blind), "/tasks/?tab=team", "/tasks/?tab=unassigned"):
        shown = page(client, address)
        assert f"Visit: {person.reference}" in shown
        for secret in ("Pellworth", "Jordan", "Please visit him"):
            assert secret not in shown
    ask = reverse("profiles:request-access", args=[person.uuid])
    assert ask in page(client, at("task", blind))
    assert client.get(ask).status_code == 200


def test_when_it_is_over_nobody_is_told_how_to_ask(client, blind, worker):
    services.decline_task(task=blind, by=worker, reason="Not ours")
    client.force_login(worker)

    assert "request-access" not in page(client, at("task", blind))


def test_it_is_completed_by_those_who_read_it(client, blind, worker):
    client.force_login(worker)

    assert client.get(at("complete", blind)).status_code == 404
    assert client.get(at("comment", blind)).status_code == 404
    assert at("complete", blind) not in page(client, at("task", blind))
    assert at("decline", blind) in page(client, at("task", blind))


# ---- Answering ----------------------------------------------------------------------------------
def test_who_comes_second_keeps_what_they_typed(client, task, worker, mate):
    complete(task, mate)
    client.force_login(worker)
    done = TaskOutcome.objects.get(code="done").pk

    for name, words in (("decline", "reason"), ("complete", "words")):
        _, shown = post(client, at(name, task), **{words: "I have rung him.", "outcome": done})
        assert "Lee Winstanley, Stafford Housing completed this on" in shown
        assert "I have rung him." in shown


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("decline", {"reason": "Not ours"}),
        ("hand-back", {"reason": "Not ours"}),
        ("hold", {"until": "in 3 days", "reason": "Away"}),
        ("comment", {"text": "He was in."}),
        ("reassign", {"person": "", "reason": ""}),
    ],
)
def test_each_act_has_a_page(client, task, worker, name, sent):
    client.force_login(worker)
    assert client.get(at(name, task)).status_code == 200

    answer, _ = post(client, at(name, task), **sent)

    assert answer.status_code == 302
    assert task.steps.last().what == name.replace("-", "_").replace("hold", "held").replace(
        "decline", "declined"
    ).replace("reassign", "reassigned").replace("hand_back", "handed_back")


def test_handed_on(client, task, worker, prison):
    allow_sharing(worker.acting_team, prison)
    allow_sharing(task.from_team, prison)
    services.accept_task(task=task, by=worker)
    client.force_login(worker)
    assert client.get(at("hand-on", task)).status_code == 200

    post(client, at("hand-on", task), teams="HMP Stafford", reason="He is there now")

    task.refresh_from_db()
    assert task.to_team == prison
    assert client.get(at("task", task)).status_code == 404


def test_reopened(client, task, worker, officer):
    complete(task, worker)
    client.force_login(officer)

    post(client, at("reopen", task), reason="He has moved")

    task.refresh_from_db()
    assert task.state == "waiting"
    assert "He has moved" in page(client, at("task", task))


def test_what_one_may_not_do_is_refused_with_a_reason(client, task, officer):
    client.force_login(officer)

    answer = client.get(at("accept", task))

    assert answer.status_code == 403
    assert "Only members of the team that has this task" in answer.content.decode()


def test_a_discreet_team_is_not_named_to_whom_it_asks(client, shared, manager, prison, council):
    prison.is_discreet = True
    prison.save()
    give(shared, manager, prison, sections=["log"])
    refuge = member(prison, name="Nell Arbuthnot")
    worker = member(council)
    task = TaskFactory(by=refuge, to=council, about=shared)
    client.force_login(worker)

    for address in (at("task", task), "/tasks/?tab=team"):
        shown = page(client, address)
        assert "HMP Stafford" not in shown
        assert "Nell Arbuthnot" not in shown
        assert "a person of another team" in shown


# ---- Drafts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("is_about", [True, False])
def test_what_is_asked_is_kept_as_a_draft_until_it_is_sent(
    client, officer, worker, shared, is_about
):
    client.force_login(officer)
    new = f"{NEW}?about={shared.reference}" if is_about else NEW

    post(client, new, **typed(due_on="soon", detail="A long request."))
    again, drafts, home = page(client, new), page(client, "/drafts/"), page(client, "/")
    other = page(client, NEW if is_about else f"{NEW}?about={shared.reference}")

    assert "A long request." in again
    assert "You started this on" in again
    assert "A long request." not in other
    for listed in (drafts, home):
        assert (f"New task: {shared}" if is_about else "New task</b>") in listed
        assert f'href="{new}"' in listed
    post(client, new, **typed(detail="A long request."))
    assert Task.objects.get().detail == "A long request."
    assert not Draft.objects.exists()


def test_who_was_chosen_is_kept_too(client, officer, worker, shared, council):
    client.force_login(officer)
    about = f"{NEW}?about={shared.reference}"
    chosen = Grantee(council).value

    post(client, about, detail="Half a sentence", chosen=chosen, draft="1")

    assert [grantee.team for grantee in client.get(about).context["form"].boxes()] == [council]


def test_what_is_about_nothing_is_found_again_in_another_first_team(client, officer):
    client.force_login(officer)
    post(client, NEW, detail="Half a sentence", draft="1")
    first = MembershipFactory(user=officer, team__name="Abbots Bromley Hub").team

    shown = page(client, NEW)
    assert "Half a sentence" in shown
    post(client, NEW, detail="A whole sentence", draft="1")
    assert Draft.objects.get().payload["detail"] == ["A whole sentence"]

    officer.memberships.exclude(team=first).delete()
    assert "A whole sentence" not in page(client, NEW)


def test_what_is_asked_can_be_finished_later(client, officer, worker, shared):
    client.force_login(officer)
    about = f"{NEW}?about={shared.reference}"

    post(client, about, detail="Half a sentence", draft="1")

    assert "Half a sentence" in page(client, about)
    assert not Task.objects.exists()


# ---- Said twice ---------------------------------------------------------------------------------
def test_the_same_text_is_asked_about_for_the_same_record_alone(client, officer, worker, shared):
    client.force_login(officer)
    other = make_person(officer)

    def send(address):
        token = client.get(address).context["form"].once
        return post(client, address, **typed(once=token))[1]

    for address in (f"{NEW}?about={shared.reference}", f"{NEW}?about={other.reference}", NEW):
        assert "You have saved this text here already" not in send(address)
    assert Task.objects.count() == 3
    assert "You have saved this text here already" in send(f"{NEW}?about={other.reference}")
    assert Task.objects.count() == 3
