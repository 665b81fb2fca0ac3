"""Whom a task cannot be sent to, and why."""

from functools import partial

import pytest
from django.http import Http404
from django.utils import timezone

from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.tests.factories import agree
from tasks.tests.asking import reads, refused, sees, send, today

pytestmark = pytest.mark.slow


def test_to_a_team_without_an_agreement(person, officer, council):
    assert "No agreement is in force" in refused(lambda: send(officer, council, person), "team")
    agree(officer.acting_team, council)
    assert send(officer, council, person).pk


def test_a_partner_needs_an_agreement_of_its_own(shared, worker, prison, police):
    """The council sends about the police's person: an agreement with both."""
    agree(police, prison)
    assert "No agreement is in force" in refused(lambda: send(worker, prison, shared), "team")
    agree(worker.acting_team, prison)
    assert send(worker, prison, shared).pk


def test_a_message_about_nothing_needs_none(officer, elsewhere):
    task = send(officer, elsewhere)

    assert (task.object_type, task.object_id, str(task)) == ("", None, "Visit")


def test_to_somebody_who_has_left(shared, officer, council, worker):
    worker.memberships.update(valid_until=timezone.now())

    words = refused(lambda: send(officer, council, shared, to_person=worker), "user")
    assert "does not work in Stafford Housing now" in words


def test_to_a_person_without_an_agreement(person, officer, council, worker):
    words = refused(lambda: send(officer, council, person, to_person=worker), "user")

    assert "No agreement is in force" in words


@pytest.mark.parametrize("hidden", ["closed", "discreet"])
def test_to_a_team_that_is_not_in_the_directory(officer, council, hidden):
    council.closed_at = timezone.now() if hidden == "closed" else None
    council.is_discreet = hidden == "discreet"
    council.save()

    assert "is not in the directory" in refused(lambda: send(officer, council), "team")


def test_due_before_today(officer, council):
    sent_late = partial(send, officer, council, due_on=today(-1))

    assert "This day has passed" in refused(sent_late, "due_on")


def test_about_a_record_that_the_sender_may_not_read(person, outsider, council):
    with pytest.raises(Http404):
        send(outsider, council, person)


@pytest.mark.parametrize("who", ["administrator", "auditor", "operator"])
def test_only_those_who_practise_send(request, who, council):
    with pytest.raises(Http404):
        send(request.getfixturevalue(who), council)


def test_a_restricted_record_goes_to_named_people_alone(shared, manager, council, worker, mate):
    give(shared, manager, worker, named=True)
    restrict_record(obj=shared, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert "by name" in refused(lambda: send(manager, council, shared), "team")
    assert "by name" in refused(lambda: send(manager, council, shared, to_person=mate), "user")
    task = send(manager, council, shared, to_person=worker)
    assert (reads(worker, task), sees(mate, task)) == (True, False)


def test_a_record_of_a_discreet_team_goes_to_who_has_access(shared, manager, council, prison):
    shared.owner_team.is_discreet = True
    shared.owner_team.save()
    allow_sharing(shared.owner_team, prison)

    assert "who have access" in refused(lambda: send(manager, prison, shared), "team")
    assert send(manager, council, shared).pk
