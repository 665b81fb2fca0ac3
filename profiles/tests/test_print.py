"""The list of people on paper: everyone on it or nobody, and an event about each."""

import html
import re

import pytest
from django.urls import reverse

from access.services import exclude_person
from access.tests.factories import give
from audit.models import Event
from profiles.tests.factories import RiskAssessmentFactory, RoleFactory, make_person
from profiles.views import people as views

pytestmark = pytest.mark.slow

LIST, PRINT = reverse("profiles:list"), reverse("profiles:print")


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def of_print():
    return Event.objects.filter(verb__startswith="profile.print").order_by("pk")


@pytest.fixture
def three(manager, police):
    return [
        make_person(by=manager, team=police, surname=surname)
        for surname in ("Ashdown", "Barrow", "Coldridge")
    ]


@pytest.fixture
def most_is_2(monkeypatch):
    monkeypatch.setattr(views, "MOST_ON_PAPER", 2)


def test_printing_is_an_event_about_everyone_on_it(signed_in, manager, three):
    RoleFactory(profile=three[0], kind="witness")
    RoleFactory(profile=three[2], kind="witness")
    make_person(surname="Unseen")

    page = signed_in.get(PRINT, {"role": "witness"})

    event = of_print().get()
    assert event.verb == "profile.print:print"
    assert (event.operation, event.actor_id) == ("consultation", manager.pk)
    assert sorted(event.subjects) == [three[0].pk, three[2].pk]
    assert event.detail["filters"] == {"role": "witness"}
    assert event.detail["people"] == 2
    assert str(event.request_id)[:8] in words(page)


def test_a_printed_search_keeps_the_words_out_of_the_log(signed_in, three):
    page = signed_in.get(PRINT, {"q": "barrow"})

    event = of_print().get()
    assert (event.verb, event.subjects) == ("profile.print:print", [three[1].pk])
    assert event.detail["by_name"]
    assert "barrow" not in str(event.detail).lower()
    assert "Only: “barrow” . 1 person with “barrow” in their name; by name." in words(page)


def test_paper_says_whose_it_is_what_it_shows_and_how_to_keep_it(
    signed_in, manager, three, settings
):
    RoleFactory(profile=three[1], kind="witness")
    RiskAssessmentFactory(profile=three[1])
    asked = {"role": "witness", "risk": "high", "sort": "-name"}

    page = words(signed_in.get(PRINT, asked))

    assert "Only: Witness ; Risk: High . 1 person; by name, Z to A." in page
    assert "Risk: High: only people whose risk you may read." in page
    assert f"Printed by {manager.name}, Staffordshire IOM Team, on " in page
    assert "OFFICIAL" in page
    assert "keep it locked away, and destroy it when it is no longer needed" in page
    everyone = words(signed_in.get(PRINT))
    assert f"Everyone {manager.name} can see. 3 people; by name." in everyone


def test_nobody_is_printed_where_nobody_fits(signed_in, three):
    page = words(signed_in.get(PRINT, {"role": "victim"}))

    assert "No matching people." in page
    assert "0 people" in page
    assert of_print().get().subjects == []


@pytest.mark.usefixtures("most_is_2")
def test_more_than_go_on_paper_print_nobody_and_say_why(signed_in, three):
    page = signed_in.get(PRINT, {"sort": "-name"})

    text = words(page)
    assert "Too many to print" in text
    assert "More than 2 people match, and you can print 2 at most" in text
    for person in three:
        assert person.surname not in text
    assert f'href="{LIST}?sort=-name"' in page.content.decode()
    event = of_print().get()
    assert (event.verb, event.subjects, event.detail["people"]) == ("profile.print:list", [], 0)


@pytest.mark.usefixtures("most_is_2")
def test_as_many_as_go_on_paper_are_printed(signed_in, three):
    RoleFactory(profile=three[0], kind="witness")
    RoleFactory(profile=three[2], kind="witness")

    page = signed_in.get(PRINT, {"role": "witness"})

    assert [person.surname for person in page.context["page"]] == ["Ashdown", "Coldridge"]


def test_all_of_a_long_list_is_printed_and_not_a_page(signed_in, manager):
    for number in range(30):
        make_person(by=manager, surname=f"Other{number:02}")

    assert len(signed_in.get(PRINT).context["page"]) == 30


def test_the_print_of_a_later_page_is_of_the_whole_list(signed_in, manager):
    """Half of a list misleads: where a page begins is no filter."""
    for number in range(30):
        make_person(by=manager, surname=f"Other{number:02}")
    after = signed_in.get(LIST).context["page"].next_cursor

    assert len(signed_in.get(PRINT, {"after": after}).context["page"]) == 30


def test_paper_shows_whom_the_reader_may_see(client, manager, outsider, elsewhere, three):
    for person in three[:2]:
        give(person, manager, elsewhere, sections=[])
    exclude_person(obj=three[1], by=manager, user=outsider, reason="A cousin")
    client.force_login(outsider)

    assert [person.surname for person in client.get(PRINT).context["page"]] == ["Ashdown"]


def test_to_the_control_room_it_is_not_there(client, operator):
    client.force_login(operator)

    assert client.get(PRINT).status_code == 404


@pytest.mark.parametrize("actor", ["auditor", "administrator"])
def test_anyone_who_sees_nobody_prints_nobody(client, request, actor, three):
    client.force_login(request.getfixturevalue(actor))

    page = client.get(PRINT)

    assert list(page.context["page"]) == []
    assert of_print().get().subjects == []


def test_the_list_leads_to_its_print(signed_in, three):
    RoleFactory(profile=three[0], kind="witness")

    page = signed_in.get(LIST, {"role": "witness"}).content.decode()

    assert f'href="{PRINT}?role=witness">Print this list' in page
