"""The pages of handovers: the case, the task, the list, Home, one click, and bad input."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.tests.factories import give
from cases.models import Case
from cases.tests.factories import CaseFactory
from tasks import services
from tasks.models import Handover
from tasks.tests.factories import HandoverFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def case(officer, colleague, manager):
    return CaseFactory(by=officer)


@pytest.fixture
def shown(client):
    def open_as(user, address):
        client.force_login(user)
        return client.get(address).content.decode()

    return open_as


def test_the_lead_hands_over_from_the_case(client, shown, case, officer, colleague):
    address = reverse("tasks:hand-over-case", args=[case.uuid])
    assert address in shown(officer, case.get_absolute_url())
    assert address not in shown(colleague, case.get_absolute_url())

    client.force_login(officer)
    sent = {"to_person": colleague.pk, "note": "Try her aunt at seven"}
    page = client.post(address, sent, follow=True).content.decode()

    assert "Handed over. You have it until somebody acknowledges." in page
    assert "Try her aunt at seven" in page
    assert Handover.objects.get().to_person == colleague


def test_without_a_note_it_asks_for_one_and_keeps_the_choice(client, case, officer, colleague):
    client.force_login(officer)

    sent = {"to_person": colleague.pk, "note": ""}
    page = client.post(reverse("tasks:hand-over-case", args=[case.uuid]), sent).content.decode()

    assert "Enter what the next shift must know" in page
    assert f'value="{colleague.pk}" selected' in page
    assert not Handover.objects.exists()


def test_one_click_acknowledges(client, shown, case, officer, colleague):
    handover = HandoverFactory(by=officer, of=case)
    button = reverse("tasks:handover-acknowledge", args=[handover.uuid])
    for address in ("/tasks/handovers/", case.get_absolute_url(), handover.get_absolute_url()):
        assert f'action="{button}"' in shown(colleague, address)
    assert f'action="{button}"' not in shown(officer, case.get_absolute_url())

    client.force_login(colleague)
    page = client.post(button, follow=True).content.decode()

    assert "You have it now." in page
    assert Case.objects.get(pk=case.pk).lead == colleague


def test_the_second_click_is_told_who_was_first(client, case, officer, colleague, manager):
    handover = HandoverFactory(by=officer, of=case)
    services.acknowledge_handover(handover=handover, by=manager)

    client.force_login(colleague)
    button = reverse("tasks:handover-acknowledge", args=[handover.uuid])
    page = client.post(button, {"answer": "I have it"}).content.decode()

    assert "Ruth Calloway, Staffordshire IOM Team acknowledged this on" in page
    assert "I have it" in page


def test_it_waits_on_home_for_those_addressed(shown, case, officer, colleague, manager):
    HandoverFactory(by=officer, of=case, to_person=colleague)

    assert "Acknowledge the handover of Noise and threats" in shown(colleague, "/")
    assert "Acknowledge the handover" not in shown(manager, "/")


def test_partners_on_the_case_read_nothing_of_it(shown, case, officer, manager, council, worker):
    give(case, manager, council, sections=["actions"], level=2)
    handover = HandoverFactory(by=officer, of=case, note="Her aunt hides her")

    page = shown(worker, case.get_absolute_url())

    assert "Her aunt hides her" not in page
    assert "Handed over" not in page
    assert "Her aunt hides her" not in shown(worker, handover.get_absolute_url())


def test_the_task_shows_it_and_its_giver_withdraws_it(client, shown, task, worker, mate):
    services.accept_task(task=task, by=worker)
    client.force_login(worker)
    address = reverse("tasks:hand-over", args=[task.uuid])
    assert address in shown(worker, task.get_absolute_url())

    client.post(address, {"note": "He has a key"})
    handover = Handover.objects.get()

    assert "He has a key" in shown(mate, task.get_absolute_url())
    client.force_login(worker)
    withdraw = reverse("tasks:handover-withdraw", args=[handover.uuid])
    assert "Withdrawn." in client.post(withdraw, follow=True).content.decode()
    assert "He has a key" in shown(mate, "/tasks/handovers/?tab=over")


def test_a_stranger_finds_nothing(client, case, officer, outsider):
    handover = HandoverFactory(by=officer, of=case)
    client.force_login(outsider)

    answers = [
        client.get(handover.get_absolute_url()),
        client.post(reverse("tasks:handover-acknowledge", args=[handover.uuid])),
        client.post(reverse("tasks:hand-over-case", args=[case.uuid]), {"note": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_list_asks_as_often_for_one_as_for_many(client, case, officer, colleague):
    HandoverFactory(by=officer, of=case)
    client.force_login(colleague)
    client.get("/tasks/handovers/")
    with CaptureQueriesContext(connection) as one:
        client.get("/tasks/handovers/")

    for _ in range(24):
        HandoverFactory(by=officer, of=CaseFactory(by=officer))
    with CaptureQueriesContext(connection) as many:
        client.get("/tasks/handovers/")

    assert len(many) == len(one)
