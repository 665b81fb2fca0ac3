"""Requests for access: what waits for whom."""

import pytest

from access import selectors, services
from access.asked import questions_for
from access.models import AccessRequest
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import member
from tests.waiting.acts import again, asks, breaks, question, refuse, rows

pytestmark = pytest.mark.slow
Role = Membership.Role


def test_a_manager_is_told_of_requests_about_their_own_teams_records(
    person, second, manager, police, officer, council, theirs, their_record
):
    waiting = asks(person, member(council))
    refuse(asks(second, member(council)), manager)
    question(asks(second, member(council)), manager)
    asks(their_record, member(council))
    give(their_record, theirs, police)

    assert rows(selectors.requests_waiting_for(again(manager))) == [waiting]
    assert selectors.requests_waiting_for(again(officer)) == []


def test_a_manager_is_not_told_of_a_record_they_are_excluded_from(
    person, manager, police, neighbour
):
    asks(person, neighbour)
    breaks(person, neighbour)
    cousin = member(police, Role.MANAGER)
    services.exclude_person(obj=person, by=manager, user=cousin, reason="A cousin")

    assert selectors.requests_waiting_for(cousin) == []
    assert selectors.glass_waiting_for(cousin) == []


def test_a_record_names_the_requests_that_nobody_has_decided(person, second, manager, council):
    waiting = asks(person, member(council))
    more = question(asks(person, member(council)), manager)
    refuse(asks(person, member(council)), manager)
    other = asks(second, member(council))

    assert set(selectors.to_manage(person)["waiting"]) == {waiting, more}
    assert selectors.request_of(person, waiting.uuid) == waiting
    assert selectors.request_of(person, more.uuid) == more
    assert selectors.request_of(person, other.uuid) is None


def test_ones_own_request_is_ones_own_and_about_this_record(person, second, council, neighbour):
    mine = asks(person, neighbour)
    asks(second, neighbour)
    asks(person, member(council))

    assert selectors.own_request(person, neighbour) == mine


def test_a_question_waits_for_the_person_who_asked(
    person, second, manager, council, neighbour, staffordshire, norfolk
):
    asked = question(asks(person, neighbour), manager)
    asks(second, neighbour)
    question(asks(second, member(council)), manager)
    assert rows(questions_for(neighbour)) == [asked]

    council.areas.set([norfolk])
    assert questions_for(neighbour) == []


def test_asking_is_of_one_record_by_one_person_until_it_is_answered(
    person, second, manager, council, neighbour
):
    asks(person, member(council))
    first = asks(person, neighbour)
    asks(second, neighbour)
    refuse(first, manager)

    asks(person, neighbour)

    assert AccessRequest.objects.unanswered().filter(asked_by=neighbour).count() == 2
