"""Lists of people, and one person: the same for one row and 25."""

import pytest

from profiles.tests.factories import (
    AddressFactory,
    AmendmentFactory,
    NeedFactory,
    make_person,
    write_contact,
)
from profiles.tests.walking import url
from tests.page_cost.filling import MOST, READERS, fill_up

pytestmark = pytest.mark.slow

LISTS = ["/profiles/", "/profiles/?q=Many", "/profiles/?sort=-activity", "/api/v1/profiles/"]
TABS = ["overview", "log", "needs", "sharing", "history"]


@pytest.mark.parametrize("path", LISTS)
def test_25_people_cost_as_much_as_one(asks, officer, path):
    make_person(by=officer, surname="Many0")
    one = asks(path)
    for number in range(1, 25):
        make_person(by=officer, surname=f"Many{number}")

    assert asks(path) == one <= MOST


@pytest.mark.parametrize("path", LISTS)
def test_more_than_a_page_costs_a_count_besides(asks, officer, path):
    for number in range(26):
        make_person(by=officer, surname=f"Many{number}")

    assert asks(path) <= MOST


@pytest.mark.parametrize("words", ["Brayfield", "Braifield", "Braifield 1991", "Nobody"])
def test_ten_similar_names_cost_as_much_as_one(asks, officer, words):
    make_person(by=officer, surname="Brayfield")
    make_person(by=officer, surname="Brayfield0")
    one = asks(f"/profiles/?q={words}")
    for number in range(1, 10):
        make_person(by=officer, surname=f"Brayfield{number}")

    assert asks(f"/profiles/?q={words}") == one <= MOST


def test_an_address_that_is_found_at_last_costs_no_more(asks, officer):
    for number in range(26):
        AddressFactory(profile=make_person(by=officer, surname=f"Other{number}"), text="Tannery")

    assert asks("/profiles/?q=Tanery") <= MOST


@pytest.mark.parametrize("path", [*LISTS, "/profiles/?q=Pellworth", "/profiles/?q=Zzzz"])
@pytest.mark.parametrize("reader", READERS)
def test_a_list_costs_every_reader_no_more(request, reads, person, reader, path):
    assert reads(request.getfixturevalue(reader), path) <= MOST


@pytest.mark.parametrize("tab", TABS)
def test_a_person_costs_no_more_than_so_many(asks, person, tab):
    assert asks(url(tab, person)) <= MOST


def test_a_log_of_two_pages_costs_no_more(asks, person, officer):
    for number in range(26):
        entry = write_contact(person, officer)
        if number % 5 == 0:
            AmendmentFactory(contact=entry, written_by=officer)

    assert asks(url("log", person)) <= MOST


def test_25_entries_cost_as_much_as_one(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("log", person))
    for _ in range(24):
        write_contact(person, officer)

    assert asks(url("log", person)) == one


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("reader", ["manager", "in_prison"])
def test_whatever_there_is_of_a_person(request, reads, person, manager, tab, reader):
    """A move that asks to end and to give access, requests, an emergency, drafts, amendments."""
    reader = request.getfixturevalue(reader)
    fill_up(person, manager)

    assert reads(reader, url(tab, person)) <= MOST


@pytest.mark.parametrize("path", ["needs", "log", "teams"])
def test_twelve_needs_cost_as_much_as_one(asks, officer, person, path):
    contact = write_contact(person, officer)
    path = "/profiles/needs/" if path == "teams" else url(path, person)

    def raise_one(**more):
        NeedFactory(profile=person, by=officer, contact=contact, team=officer.acting_team, **more)

    raise_one(is_picked_up=True)
    one = asks(path)
    for number in range(11):
        raise_one(is_resolved=number % 2)

    assert asks(path) == one <= MOST


def test_an_administrator_who_shares_a_record_asks_no_more(reads, person, administrator):
    assert reads(administrator, url("sharing", person)) <= MOST
