"""What was answered about records is no longer new."""

import pytest

from access import services
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
)
from agencies.tests.factories import (
    agree,
    member,
)
from audit.jobs import drain_deliveries
from tests.answered.asking import MANAGER, is_asked, is_done, new_for, waits_at_home

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# ---- Requests and questions ---------------------------------------------------------------------
@pytest.mark.parametrize("give_it", [True, False], ids=["given", "refused"])
def test_a_request_that_one_manager_answers_is_new_for_no_other(
    client, asked, manager, second, give_it
):
    for user in (manager, second):
        is_asked(user)
        assert waits_at_home(client, user, "Femi Castleton asks for access")
    agree(asked.membership.team, manager.acting_team)
    terms = {"level": 1, "sections": [], "purpose": "x", "basis": LawfulBasisFactory()}

    services.decide_request(
        request=asked, by=manager, give=give_it, answer="No need", **(terms if give_it else {})
    )

    for user in (manager, second):
        is_done(user)
        assert not waits_at_home(client, user, "Femi Castleton asks for access")


def test_a_refused_request_carries_its_reason(asked, manager, neighbour):
    services.decide_request(request=asked, by=manager, give=False, answer="Ask the prison")

    shown, number = new_for(neighbour)
    assert number == 1
    assert shown[0].endswith(": Ask the prison")


def test_a_question_is_new_until_it_is_replied_to(client, asked, manager, second, neighbour):
    services.ask_for_more(request=asked, by=manager, question="Which case?")
    is_asked(neighbour)
    assert waits_at_home(client, neighbour, "wants to know more")
    is_done(second)

    services.reply_to_question(request=asked, by=neighbour, reply="The burglary")

    is_done(neighbour)
    assert not waits_at_home(client, neighbour, "wants to know more")
    # Once: the request itself is not told of anew.
    is_asked(second)


def test_the_list_of_alerts_says_what_is_answered(client, asked, manager, second):
    client.force_login(second)
    drain_deliveries()
    assert "Answered." not in client.get("/alerts/").content.decode()
    assert "Alerts (1)" in client.get("/alerts/").content.decode()

    services.decide_request(request=asked, by=manager, give=False, answer="No need")

    assert "Someone asks for access to" not in client.get("/alerts/").content.decode()
    page = client.get("/alerts/?state=done").content.decode()
    assert "Someone asks for access to" in page
    assert "Answered." in page
    assert "Seen<" not in page
    assert "Alerts (" not in page


def test_two_requests_for_one_record_are_answered_one_by_one(asked, person, manager, council):
    other = member(council)
    DiscoveryFactory(obj=person, by=other)
    AccessRequestFactory(obj=person, by=other)
    assert new_for(manager) == ([], 2)

    services.decide_request(request=asked, by=manager, give=False, answer="No need")

    is_asked(manager)


def test_a_declined_transfer_is_done_and_its_reason_goes_back(
    client, proposal, manager, council, receiver
):
    other = member(council, MANAGER)
    for user in (receiver, other):
        is_asked(user)
        assert waits_at_home(client, user, "Take over record")

    services.decline_transfer(transfer=proposal, by=receiver, because="No room")

    for user in (receiver, other):
        is_done(user)
        assert not waits_at_home(client, user, "Take over record")
    assert new_for(manager)[0][0].endswith(": No room")


def test_a_withdrawn_transfer_is_told_once_with_its_reason(proposal, manager, receiver):
    services.withdraw_transfer(transfer=proposal, by=manager, because="He stays")

    shown, number = new_for(receiver)
    assert number == 1
    assert shown[0].endswith(": He stays")


# ---- Emergencies --------------------------------------------------------------------------------
def test_a_reviewed_emergency_is_done_and_what_was_found_goes_back(
    client, person, manager, second, neighbour
):
    DiscoveryFactory(obj=person, by=neighbour)
    glass = BreakGlassFactory(obj=person, by=neighbour)
    for user in (manager, second):
        is_asked(user)
        assert waits_at_home(client, user, "in an emergency")

    services.review_glass(glass=glass, by=manager, justified=False, note="Nobody was at risk")

    for user in (manager, second):
        is_done(user)
        assert not waits_at_home(client, user, "in an emergency")
    assert new_for(neighbour)[0][0].endswith(": Not justified. Nobody was at risk")
