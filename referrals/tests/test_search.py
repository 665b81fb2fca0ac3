"""The search of the register: who is found, and by what."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agencies.tests.factories import TeamFactory
from profiles.tests.factories import make_person
from referrals.models import Party
from referrals.search import ENTER, TOO_LONG, check_typed
from referrals.tests.factories import BORN, ArrangementFactory, InterventionFactory, days, party

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words",
    [
        "liam corrigan",
        "Corrigan Liam",
        "CORRIGAN, Liam",
        "corrig",
        "vale",
        "corrigan 3 2 09",
        "corrigan 2009",
        "3 February 2009",
        "960155",
        "+44 1632 960155",
        "12 corporation",
        "st16 3aa",
        "ST163AA",
    ],
)
def test_one_person_is_answered_on_one_screen(ask, words):
    page = ask(words)

    assert "Yes, once." in page
    assert "Liam Corrigan" in page
    assert "3 February 2009" in page
    assert "Say on the radio" in page
    assert "CR/10482/26" in page
    assert "Nobody called" not in page


@pytest.mark.parametrize("words", ["CR/10482/26", "cr/10482/26", "parfitt", "kicked pane"])
def test_entries_are_found_by_number_officer_and_words(ask, entry, words):
    page = ask(words)

    assert "1 entry" in page
    assert entry.get_absolute_url() in page
    assert "Liam Corrigan" in page
    assert "Niamh Tapley" in page
    assert ask(entry.reference).count(entry.get_absolute_url()) == 1


@pytest.mark.parametrize("words", ["Corigan", "Korrigan", "corigan 3 2 09"])
def test_a_misspelt_name_says_that_it_is_one(ask, words):
    page = ask(words)

    assert "Nobody called “Corigan”" in page or "Nobody called “Korrigan”" in page
    assert "Yes, once." in page


def test_a_misspelt_address(ask):
    page = ask("12 corperation streat")

    assert "Yes, once." in page


def test_another_date_of_birth_shows_the_name_all_the_same(ask):
    page = ask("corrigan 4 2 09")

    assert "Nobody called “Corrigan” born on 4 February 2009" in page
    assert "Liam Corrigan" in page


def test_others_of_the_name_stand_below_the_answer(ask, officer):
    InterventionFactory(by=officer, parties=[party(born_on=datetime.date(1994, 11, 19))])

    page = ask("corrigan 3 2 09")

    assert "Yes, once." in page
    assert "Not this person? 1 other person matches" in page
    assert "19 November 1994" in page


def test_several_are_a_list_and_each_opens_its_answer(ask, officer):
    InterventionFactory(by=officer, parties=[party(born_on=datetime.date(1994, 11, 19))])

    page = ask("corrigan")
    assert "2 people called “Corrigan”" in page
    assert "Say on the radio" not in page

    older = Party.objects.get(born_on__year=1994)
    page = ask("corrigan", party=str(older.uuid))
    assert "Yes, once." in page
    assert "Not this person? 1 other person matches" in page


def test_the_times_of_one_person_are_put_together(ask, officer):
    person = make_person(by=officer, team=officer.acting_team)
    recorded = {"profile": person, "born_on": BORN}
    InterventionFactory(by=officer, parties=[party(**recorded)], happened_on=days(-40))
    InterventionFactory(by=officer, parties=[party(surname="Vale", **recorded)])
    InterventionFactory(by=officer, parties=[party()])

    assert "Yes, 4 times." in ask("corrigan 3 2 09")


def test_nothing_found_says_what_was_searched(ask):
    page = ask("abbotsleigh 7/7/2001")

    assert "No RJ recorded for “abbotsleigh 7/7/2001”" in page
    assert "Nothing in the RJ register of Staffordshire" in page
    assert "Searched names, aliases, dates of birth" in page
    assert "q=abbotsleigh&amp;officer=PC+2214+Grey" in page


def test_who_to_ring_and_the_advice_of_the_area(ask, staffordshire):
    champions = TeamFactory(name="RJ Champions", phone="01632 960 150")
    ArrangementFactory(
        area=staffordshire, champions=champions, advice="Ring the champion before offering it"
    )

    page = ask("corrigan")

    assert "RJ champions: RJ Champions" in page
    assert "01632 960 150" in page
    assert "Ring the champion before offering it.”" in page


@pytest.mark.parametrize("words", ["%%%", "***", "___", "?!"])
def test_signs_alone_are_an_error(client, operator, words):
    client.force_login(operator)

    page = client.get("/rj/", {"q": words, "officer": "PC Grey"}).content.decode()

    assert page.count(ENTER) == 2


def test_ten_thousand_characters_are_an_error(client, operator):
    client.force_login(operator)

    response = client.get("/rj/", {"q": "a" * 10_000, "officer": "PC Grey"})

    assert response.status_code == 200
    page = response.content.decode()
    assert page.count(TOO_LONG) == 2
    # A server refuses an address of many thousand characters before any page can explain it.
    assert 'maxlength="400"' in page


@pytest.mark.parametrize("words", ["c_rrigan", "corr%", "li\\am", "a" * 200, "1" * 200])
def test_signs_of_patterns_find_nobody(ask, words):
    assert "Liam Corrigan" not in ask(words, by="name")


@pytest.mark.parametrize("words", ["O’", "'", "ng", "1", "(", "J-2026-", "9/9/9999"])
def test_nothing_that_is_typed_breaks_the_page(ask, words):
    assert "RJ register" in ask(words)


def test_check_typed():
    assert check_typed(" O’Harra ") == "O’Harra"
    with pytest.raises(ValidationError, match="Enter a name"):
        check_typed("%_*")
