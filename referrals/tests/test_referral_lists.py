"""The list of referrals and Home: tabs, filters, waiting times, and who is named there."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.tests.factories import restrict
from core.paging import PAGE_SIZE
from referrals import services
from referrals.models import Arrangement
from referrals.tests.factories import (
    ConsultationFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    facts,
    party,
)

pytestmark = pytest.mark.slow
LIST = "/referrals/"


def page(client, **data):
    return client.get(LIST, data).content.decode()


def wait(referral, number):
    moved_at = timezone.now() - datetime.timedelta(days=number)
    referral.moved_at = moved_at
    referral.save()


@pytest.fixture
def several(officer, colleague):
    """One in each state that a tab is about."""
    return {
        "draft": ReferralFactory(by=officer),
        "theirs": ReferralFactory(by=colleague),
        "submitted": ReferralFactory(by=officer, state="submitted"),
        "closed": ReferralFactory(by=officer, state="closed"),
    }


@pytest.mark.parametrize(
    ("who", "tab", "there"),
    [
        ("author", "mine", {"draft", "submitted"}),
        ("author", "nonsense", {"draft", "submitted"}),
        ("author", "team", {"draft", "submitted", "theirs"}),
        ("author", "received", set()),
        ("author", "closed", {"closed"}),
        ("coordinator", "received", {"submitted"}),
        ("coordinator", "mine", set()),
        ("coordinator", "closed", {"closed"}),
        ("champion", "advice", {"theirs"}),
    ],
)
def test_each_tab(client, several, officer, who, tab, there):
    ConsultationFactory(referral=several["theirs"])
    one = several["submitted"]
    people = {"author": officer, "coordinator": coordinator_of(one), "champion": champion_of(one)}
    client.force_login(people[who])

    shown = page(client, tab=tab)

    assert {name for name, one in several.items() if one.reference in shown} == there


def test_filters_stay_in_the_address(client, several, officer):
    client.force_login(officer)

    assert several["submitted"].reference in page(client, state="submitted", tab="team")
    assert "No matching referrals." in page(client, state="asked", tab="team")
    area = several["submitted"].intervention.area
    shown = page(client, area=area.code, tab="team")
    assert several["draft"].reference in shown
    assert "tab=team" in shown


def test_what_waits_too_long_stands_out(client, officer):
    late, fresh = (ReferralFactory(by=officer, state="submitted") for _ in range(2))
    Arrangement.objects.update(answer_within=3)
    wait(late, 4)
    wait(fresh, 3)
    client.force_login(officer)

    shown = page(client)

    assert '<span class="ecins-late">Waiting for 4 days</span>' in shown
    assert "Waiting for 3 days" in shown
    assert '<span class="ecins-late">Waiting for 3 days</span>' not in shown
    # What has waited longest comes first.
    assert shown.index(late.reference) < shown.index(fresh.reference)
    detail = client.get(reverse("referrals:referral", args=[late.uuid])).content.decode()
    assert '<span class="ecins-late">Waiting for 4 days</span>' in detail


def test_one_that_is_under_way_waits_for_nobody(client, officer):
    wait(ReferralFactory(by=officer, state="agreement"), 9)
    client.force_login(officer)

    shown = page(client)

    assert "At this stage for 9 days" in shown
    assert "Waiting for 9 days" not in shown


def start(officer, number):
    for _ in range(number):
        services.start_referral(
            by=officer, team=officer.acting_team, parties=[party(), party("harmed")], **facts()
        )


def test_as_many_statements_for_one_row_as_for_a_page(client, officer):
    client.force_login(officer)
    start(officer, 1)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    start(officer, PAGE_SIZE - 1)

    with CaptureQueriesContext(connection) as many:
        response = client.get(LIST)

    assert len(response.context["page"]) == PAGE_SIZE
    assert len(many) == len(one)


def test_page_by_page(client, officer):
    start(officer, PAGE_SIZE + 2)
    client.force_login(officer)

    first = client.get(LIST).context["page"]
    rest = client.get(LIST, {"after": first.next_cursor}).context["page"]

    assert len(first) == PAGE_SIZE
    assert len({one.pk for one in (*first, *rest)}) == PAGE_SIZE + 2
    assert client.get(LIST, {"after": "nonsense"}).status_code == 200


@pytest.mark.parametrize("who", ["administrator", "auditor", "operator"])
def test_others_have_no_such_list(client, request, several, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(LIST, {"tab": "closed"})

    assert response.status_code in (200, 404)
    assert "R-20" not in response.content.decode()
    assert LIST not in client.get("/").content.decode()
    assert client.get(reverse("referrals:new")).status_code in (403, 404)


def test_home_says_where_ones_own_referrals_stand(client, several, officer, colleague):
    client.force_login(officer)
    shown = client.get("/").content.decode()
    assert "Open referrals" in shown
    assert "Your team has to answer it" not in shown
    assert several["submitted"].reference in shown
    assert several["draft"].reference not in shown

    client.force_login(colleague)
    assert "Open referrals" not in client.get("/").content.decode()


def test_home_says_what_the_team_has_to_answer(client, several, officer):
    client.force_login(coordinator_of(several["submitted"]))

    shown = client.get("/").content.decode()

    assert several["submitted"].reference in shown
    assert "Your team has to answer it" in shown
    assert several["closed"].reference not in shown


def test_the_search_of_the_header_finds_it_by_its_reference(client, several, officer, outsider):
    one = several["submitted"]
    client.force_login(officer)
    assert client.get("/search/", {"q": one.reference}).url == one.get_absolute_url()

    client.force_login(outsider)
    assert client.get("/search/", {"q": one.reference}).status_code == 200


# ---- Somebody whom the reader may not know ------------------------------------------------------
@pytest.fixture
def secret(person, manager, officer):
    """A referral with somebody whose record was restricted afterwards."""
    parties = [
        party(profile=person, forenames=person.forenames, surname=person.surname),
        party("harmed"),
    ]
    referral = ReferralFactory(by=officer, parties=parties, state="submitted")
    restrict(person, manager)
    return referral


def test_who_may_not_know_somebody_reads_no_words(client, secret, officer, manager):
    coordinator = coordinator_of(secret)
    for reader in (officer, coordinator):
        client.force_login(reader)
        for address in (LIST, f"{LIST}?tab=received", secret.get_absolute_url()):
            shown = client.get(address).content.decode()
            for words in ("Pellworth", "Kicked a pane", "A pane of glass"):
                assert words not in shown
        shown = client.get(secret.get_absolute_url()).content.decode()
        assert "A person you may not see" in shown
        assert "Niamh Tapley" in shown
        assert client.get(reverse("referrals:form", args=[secret.uuid])).status_code == 404
        (hidden,) = secret.intervention.parties.filter(profile__isnull=False)
        edit = reverse("referrals:party-edit", args=[secret.uuid, hidden.uuid])
        assert client.get(edit).status_code in (403, 404)

    client.force_login(manager)
    shown = client.get(secret.get_absolute_url()).content.decode()
    assert "Jordan Pellworth" in shown
    assert "Kicked a pane" in shown


def test_nor_the_task_with_its_form_and_file(client, secret):
    coordinator = coordinator_of(secret)
    client.force_login(coordinator)

    shown = client.get("/tasks/?tab=team").content.decode()
    task = client.get("/tasks/?tab=team").context["page"].rows[0]
    detail = client.get(task.get_absolute_url()).content.decode()

    assert f"RJ referral: {secret.reference}" in shown
    assert "so you do not see what is asked" in detail
    assert "Referral R-" not in detail
    services.accept_referral(referral=secret, by=coordinator)
    task.refresh_from_db()
    assert not task.is_open
