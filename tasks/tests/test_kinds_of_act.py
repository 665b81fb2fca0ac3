"""A task about a record that goes to another agency is a disclosure, with its recipient."""

import pytest

from access.tests.factories import allow_sharing
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from tasks import services
from tasks.tests.asking import send

pytestmark = pytest.mark.slow


def act(verb):
    return Event.objects.get(verb=verb)


def test_sent_to_another_agency(shared, officer, council, worker):
    send(officer, council, shared, to_person=worker)

    sent = act("task.sent")
    assert sent.operation == Event.DISCLOSURE
    assert sent.recipient == "Dana Frobisher, Stafford Housing"
    assert (sent.subjects, sent.reason) == ([shared.pk], "")


def test_sent_within_the_agency(person, officer, police, staffordshire):
    beside = TeamFactory(agency=police.agency, areas=[staffordshire])

    send(officer, beside, person)

    assert act("task.sent").operation == Event.COLLECTION


def test_sent_about_nothing(officer, council):
    send(officer, council)

    assert act("task.sent").operation == Event.COLLECTION


def test_handed_on_to_another_agency(task, worker, police, prison):
    allow_sharing(worker.acting_team, prison)
    allow_sharing(police, prison)
    services.accept_task(task=task, by=worker)

    services.hand_on_task(task=task, by=worker, to_team=prison, reason="He is inside")

    handed_on = act("task.handed_on")
    assert (handed_on.operation, handed_on.recipient) == (Event.DISCLOSURE, "HMP Stafford")


def test_handed_on_within_the_agency_that_has_it(task, worker, council, staffordshire):
    beside = TeamFactory(agency=council.agency, areas=[staffordshire])
    services.accept_task(task=task, by=worker)

    services.hand_on_task(task=task, by=worker, to_team=beside, reason="Yours")

    assert act("task.handed_on").operation == Event.ALTERATION


def test_a_message_that_is_handed_on_to_another_agency(officer, council, prison):
    task = send(officer, council)
    worker = member(council)
    services.accept_task(task=task, by=worker)

    services.hand_on_task(task=task, by=worker, to_team=prison, reason="Yours")

    assert act("task.handed_on").operation == Event.ALTERATION
