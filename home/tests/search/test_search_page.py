"""The page of the search: what it shows, marks, names, leads to, keeps and tells the log."""

from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse

from access.services import exclude_person
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from home.search.rows import KINDS
from home.tests.search.conftest import WORD, days_ago
from profiles.tests.factories import IdentifierFactory, make_person, write_contact

pytestmark = pytest.mark.slow
ADDRESS = "/search/"


@pytest.fixture
def page(client, officer):
    """The page of a search, as text."""
    client.force_login(officer)

    def read(q=WORD, **more):
        response = client.get(ADDRESS, {"q": q, **more})
        assert response.status_code == 200
        return unescape(response.content.decode())

    return read


def events():
    return Event.objects.filter(verb__endswith=":search")


def test_everything_is_on_one_page_grouped_and_marked(page, things):
    shown = page()

    for kind in KINDS:
        assert f'<section id="{kind}">' in shown
    assert "He sold the <mark>marmalade</mark>." in shown
    assert "<mark>Marmalade</mark> thefts" in shown
    assert things["tasks"].reference in shown
    assert things["tasks"].get_state_display() in shown
    assert "Nothing found" not in shown


def test_one_kind_is_shown_alone_and_paged(page, person, officer):
    for number in range(26):
        write_contact(person, officer, text=f"Marmalade, jar {number:03}.")

    everything = page()
    first = page(kind="log")
    cursor = first.partition("after=")[2].partition('"')[0].partition("&")[0]
    second = page(kind="log", after=cursor)

    assert everything.count("jar 0") == 5
    assert "kind=log" in everything
    assert first.count("jar 0") == 25
    assert second.count("jar 0") == 1
    assert '<section id="people">' not in first


def test_a_search_for_people_alone_is_the_list_of_people(page, person):
    shown = page("pellworth")

    assert "<b>1 person</b> you can see" in shown
    assert person.get_absolute_url() in shown
    assert "<mark>Pellworth</mark>" in shown
    assert "Person not here?" in shown
    assert "Also found" not in shown


def test_another_way_to_look_for_people_is_asked_on_this_page(page, person):
    assert "by=alike" in page("pellworth")
    assert person.get_absolute_url() in page("pelworth", by="alike")


def test_exact_particulars_show_a_limited_view_and_nothing_else_does(
    client, person, staffordshire
):
    neighbour = member(TeamFactory(areas=[staffordshire]))
    number = IdentifierFactory(profile=person)
    client.force_login(neighbour)

    exact = client.get(ADDRESS, {"q": number.value}).content.decode()
    near = client.get(ADDRESS, {"q": person.surname}).content.decode()

    assert "There is a matching record you cannot see" in exact
    assert person.reference in exact
    assert person.surname not in exact
    assert person.reference not in near


@pytest.mark.parametrize("kind", ["people", "cases", "tasks", "referrals"])
def test_a_reference_leads_to_its_page(client, things, officer, outsider, kind):
    thing = things[kind]
    client.force_login(officer)
    there = client.get(ADDRESS, {"q": f" {thing.reference.lower()} "})
    spaced = client.get(ADDRESS, {"q": thing.reference.replace("-", " ")})
    short = client.get(ADDRESS, {"q": thing.reference.replace("-0", "-", 1)})
    client.force_login(outsider)
    hidden = client.get(ADDRESS, {"q": thing.reference})

    assert there.url == spaced.url == short.url == thing.get_absolute_url()
    assert hidden.status_code == 200
    assert "Nothing found" in hidden.content.decode()


def test_the_reference_of_an_entry_of_the_register_leads_to_it(client, things, officer, outsider):
    entry = things["register"]
    client.force_login(officer)
    assert client.get(ADDRESS, {"q": entry.reference}).url == reverse(
        "rj:entry", args=[entry.uuid]
    )

    client.force_login(outsider)
    assert client.get(ADDRESS, {"q": entry.reference}).status_code == 200


def test_the_excluded_are_not_led_to_the_record(client, person, manager, officer):
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    client.force_login(officer)

    assert client.get(ADDRESS, {"q": person.reference}).status_code == 200


def test_the_control_room_is_led_to_the_register(client, operator):
    client.force_login(operator)

    assert client.get(ADDRESS, {"q": "corrigan"}).url == "/rj/?q=corrigan"


@pytest.mark.parametrize(("role", "leads_to_log"), [("auditor", True), ("administrator", False)])
@pytest.mark.parametrize("words", ["", WORD])
def test_who_reads_no_records_is_told_why_and_where_to_look(
    client, things, police, role, leads_to_log, words
):
    client.force_login(member(police, role))

    shown = client.get(ADDRESS, {"q": words}).content.decode()

    told = shown.partition("Your role does not open any records")[2].partition("</main>")[0]
    assert (reverse("audit:search") in told) is leads_to_log
    assert ("enter its reference" in told) is not leads_to_log
    assert "Search for" not in told


def test_who_reads_records_is_told_nothing_of_it(page, things):
    assert "Your role" not in page()


# ---- What is said -------------------------------------------------------------------------------
def test_a_date_is_said_as_it_was_read(page, person):
    assert "Searching for <b>12 March 1998</b>" in page("12/3/98")


@pytest.mark.parametrize("day", ["31/2/1998", "13/13/26"])
def test_a_day_that_there_is_not_is_said(page, person, day):
    shown = page(day)

    assert f"<b>{day} is not a date.</b>" in shown
    assert "Create a record" not in shown
    assert "is not a date" not in page("12/3/98")


def test_what_is_a_part_of_a_record_is_called_with_its_record(page, things, person):
    shown = page()

    assert f": {things['people'].name}</b>" in shown.replace("<mark>", "").replace("</mark>", "")
    assert "Opened " in shown


def test_one_box_asks_on_the_page_of_the_search(page, person):
    assert page().count('type="search"') == 1


def test_a_reference_that_finds_nothing_proposes_no_record(page, person):
    shown = page("p 2019 7")

    assert 'reference <span class="ecins-figure">P-2019-000007</span>.' in shown
    assert "Create a record" not in shown


def test_what_could_not_be_searched_is_named(page, things):
    assert "Not everything could be searched" not in page("pellworth")
    assert "People are searched without dates" in page(since=days_ago(3).isoformat())
    assert "Enter at least three letters or digits in a row to find tasks" in page("ab")
    assert "first 100 characters" in page("x" * 4_000)
    assert "first 100 characters" not in page("x" * 100)


def test_wrong_filters_are_said_and_keep_the_words(page, things):
    shown = page(since="32/13/2026", kind="elephants")

    assert "Enter a date" in shown or "There is no" in shown
    assert "marmalade" in shown
    assert "Choose the kind from the list" in shown


@pytest.mark.parametrize("words", ["", " ", "\ud800", "%", "x" * 4_000, "'\"<script>"])
def test_odd_words_have_a_page(client, officer, words):
    client.force_login(officer)
    encoded = words.encode("utf-8", "surrogatepass")
    response = client.get(f"{ADDRESS}?q={quote(encoded)}")

    assert response.status_code == 200
    assert "<script>'" not in response.content.decode()


def test_nothing_found_says_so(page, things):
    shown = page("wainscot")

    assert "Nothing found" in shown
    assert "Check the spelling" in shown


# ---- The log of events --------------------------------------------------------------------------
def test_each_kind_that_is_shown_is_an_event_of_its_own_without_the_words(page, things):
    page()

    seen = {event.verb: event for event in events()}
    person = things["people"]
    assert set(seen) == {
        *("profile.list:search", "case.list:search", "task.list:search"),
        *("referral.list:search", "rj.search:search", "profile.view_log:search"),
        *("case.view_actions:search", "profile.view_reports:search"),
        *("profile.view_documents:search", "case.view_documents:search"),
    }
    assert seen["profile.view_log:search"].section == "log"
    assert seen["profile.view_log:search"].subjects == [person.pk]
    assert seen["case.view_actions:search"].section == "actions"
    assert seen["profile.list:search"].subjects == [person.pk]
    assert "marmalade" not in " ".join(str(event.detail).lower() for event in seen.values())


def test_a_search_that_finds_nothing_is_an_event_about_nobody(page, things):
    page("wainscot")

    (event,) = events()
    assert event.verb == "profile.list:search"
    assert event.subjects == []


def test_people_beyond_the_page_are_not_named_by_its_event(page, things, officer):
    for number in range(12):
        make_person(by=officer, surname="Marmalade", forenames=f"Jo{number}")

    shown = page()

    event = events().get(verb="profile.list:search")
    assert len(event.subjects) == 8
    assert "See all people with" in shown


# ---- Recent searches ----------------------------------------------------------------------------
def test_recent_searches_are_the_readers_own_and_can_be_cleared(client, officer, colleague):
    client.force_login(officer)
    for words in ("pellworth", "tench", "pellworth"):
        client.get(ADDRESS, {"q": words})

    kept = client.get(ADDRESS).content.decode()
    assert kept.index("?q=pellworth") < kept.index("?q=tench")
    assert kept.count("?q=pellworth") == 1

    answer = client.post(reverse("home:search-clear"), follow=True)
    assert "Your recent searches are cleared" in answer.content.decode()
    assert "?q=pellworth" not in answer.content.decode()

    client.get(ADDRESS, {"q": "tench"})
    client.force_login(colleague)
    assert "?q=tench" not in client.get(ADDRESS).content.decode()


def test_they_are_not_cleared_by_following_a_link(client, officer):
    client.force_login(officer)

    assert client.get(reverse("home:search-clear")).status_code == 405


def test_no_more_than_eight_are_kept(client, officer):
    client.force_login(officer)
    for number in range(10):
        client.get(ADDRESS, {"q": f"tench {number}"})

    assert client.get(ADDRESS).content.decode().count("?q=tench") == 8
