"""The pages of alerts, as their reader sends them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.tests.factories import give
from agencies.tests.factories import member
from alerts.models import Level
from alerts.services import see_notice
from alerts.tests.telling import fresh, of, tell, told

HAND_ON = {"words": "You know him"}


@pytest.fixture
def notice(person, officer):
    return told(person, officer, why="9 April, 2 May and 3 June.")


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return lambda path: client.get(path).content.decode()


def test_the_tabs_say_how_many_there_are(client, page, notice, person, officer):
    told(person, officer)
    client.post(f"/alerts/{notice.uuid}/snooze/", {"days": "3", "reason": "On leave"})

    inbox = page("/alerts/")
    assert "New (1)" in inbox
    assert "Snoozed (1)" in inbox
    assert "On leave" in page("/alerts/?state=snoozed")
    assert "You have dealt with no alert yet." in page("/alerts/?state=done")


def test_an_alert_says_how_urgent_it_is_and_why(page, notice, person):
    inbox = page("/alerts/")

    assert f"Third complaint about {person.name} ({person.reference})" in inbox
    assert "<b>Why:</b> 9 April, 2 May and 3 June." in inbox
    assert ">High</span>" in inbox
    assert f"/tasks/new/?about={person.reference}" in inbox


def test_the_level_narrows_the_list(page, notice, person, officer):
    told(person, officer, level=Level.CRITICAL, text="A critical thing")

    critical, odd = page("/alerts/?level=critical"), page("/alerts/?level=worst")
    assert "A critical thing" in critical
    assert "Third complaint" not in critical
    assert "Choose the level from the list" in odd


def test_a_critical_alert_offers_no_snooze(client, page, person, officer):
    notice = told(person, officer, level=Level.CRITICAL)

    assert "Hand on<" in page("/alerts/")
    assert "Snooze<" not in page("/alerts/")
    assert client.get(f"/alerts/{notice.uuid}/snooze/").status_code == 403


def test_another_day_needs_its_day(client, page, notice):
    address = f"/alerts/{notice.uuid}/snooze/"

    typed = client.post(address, {"days": "other", "reason": "On leave"}).content.decode()

    assert "Enter the day on which it is new again" in typed
    assert "On leave" in typed
    assert fresh(notice).snoozed_until is None


def test_the_form_offers_colleagues_alone(client, page, notice, colleague, outsider):
    offered = page(f"/alerts/{notice.uuid}/hand-on/")
    assert colleague.name in offered
    assert outsider.name not in offered

    sent = {**HAND_ON, "to": outsider.pk}
    refused = client.post(f"/alerts/{notice.uuid}/hand-on/", sent).content.decode()

    assert "Choose somebody who works in one of your teams now" in refused
    assert "You know him" in refused
    assert of(outsider, notice) is None


def test_an_alert_is_handed_on_by_its_page(client, page, notice, colleague):
    sent = {**HAND_ON, "to": colleague.pk}

    client.post(f"/alerts/{notice.uuid}/hand-on/", sent)

    assert of(colleague, notice).handed_words == "You know him"
    assert f"You handed it on to {colleague.name}." in page("/alerts/?state=done")


def test_who_works_alone_is_told_that_nobody_can_have_it(client, person, manager, council):
    alone = member(council)
    give(person, manager, council)
    notice = told(person, alone)
    client.force_login(alone)

    page = client.get(f"/alerts/{notice.uuid}/hand-on/").content.decode()

    assert "Nobody else works in your teams" in page
    assert "What should they know?" not in page


def test_the_account_leads_to_the_choice_of_e_mails(page):
    assert 'href="/alerts/settings/"' in page("/account/")


def test_a_colleague_takes_it_by_its_button(client, notice, officer, colleague):
    client.force_login(colleague)
    listed = client.get("/alerts/?state=team").content.decode()
    assert f"Waits for {officer.name}." in listed

    client.post(f"/alerts/{notice.uuid}/take/")

    assert fresh(notice).taken_by == colleague
    assert "Third complaint" in client.get("/alerts/").content.decode()


def test_critical_ones_stand_above_all_on_home(page, person, officer):
    told(person, officer, level=Level.INFORMATION, text="The oldest, of {record}")
    told(person, officer, level=Level.HIGH, text="High, of {record}")
    notice = told(person, officer, level=Level.CRITICAL, text="Critical, of {record}")
    told(person, officer, level=Level.INFORMATION, text="The latest, of {record}")

    home = page("/")
    places = [
        home.index(words) for words in ("Critical, of", "High, of", "The latest", "The oldest")
    ]
    assert places == sorted(places)
    assert home.count("Critical, of") == page("/alerts/").count("Critical, of")

    see_notice(notice=notice, by=officer)

    assert "Critical alerts" not in page("/")


@pytest.mark.parametrize("state", ["new", "team", "snoozed", "done"])
def test_25_alerts_cost_as_much_as_one(page, person, officer, colleague, state):
    def statements():
        page(f"/alerts/?state={state}")
        with CaptureQueriesContext(connection) as asked:
            page(f"/alerts/?state={state}")
        return len([one for one in asked if one["sql"].startswith(("SELECT", "(SELECT"))])

    tell(person, officer)
    tell(person, colleague)
    one = statements()
    for _ in range(24):
        tell(person, officer)
        tell(person, colleague)

    assert statements() == one <= 11
