"""Who is in a prison: prison number, day of release, and the order by it."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.services import exclude_person
from access.tests.factories import give
from agencies.tests.factories import member
from profiles.models import Identifier, Profile
from profiles.release_order import keys_by_release
from profiles.tests.custody.stays import hold, words
from profiles.tests.factories import IdentifierFactory, make_person

pytestmark = pytest.mark.slow

MINE = {"custody": "mine"}


@pytest.fixture
def warder(prison, stafford):
    """Somebody who works in HMP Stafford."""
    stafford.team = prison
    stafford.save()
    return member(prison, name="Grace Odum")


@pytest.fixture
def inside(manager, stafford, prison):
    """Puts somebody into HMP Stafford, and shares the record with its team."""

    def put(surname, release=None, **fields):
        person = make_person(by=manager, surname=surname, forenames="", **fields)
        hold(person, manager, stafford, "2026-01-05", release=release)
        give(person, manager, prison)
        return person

    return put


@pytest.fixture
def listed(client, warder):
    """The names on each page of the list, from the first page to the last."""

    def read(address="/profiles/", **asked):
        client.force_login(warder)
        pages = []
        response = client.get(address, asked)
        while True:
            pages.append([person.surname for person in response.context["page"]])
            following = re.search(r'href="(\?[^"]*)" rel="next"', response.content.decode())
            if following is None:
                return pages
            response = client.get(address + html.unescape(following[1]))

    return read


def test_each_has_prison_number_and_day_of_release(client, warder, inside):
    person = inside("Insider", "2027-06-12")
    IdentifierFactory(profile=person, kind=Identifier.Kind.PRISON, value="A1234BC")
    inside("Late", "2026-02-01")
    inside("Unknown")
    client.force_login(warder)

    page = words(client.get("/profiles/", MINE))

    assert "A1234BC</td>" in page
    assert 'data-label="Release">12 June 2027 </td>' in page
    assert 'data-label="Release">Was expected 1 February 2026 </td>' in page
    assert 'data-label="Release">Not known </td>' in page
    paper = words(client.get("/profiles/print/", MINE))
    assert "A1234BC</td>" in paper
    assert "12 June 2027 </td>" in paper
    assert "Prison number" not in words(client.get("/profiles/"))


def test_the_soonest_release_comes_first_and_unknown_ones_last(client, listed, inside):
    for surname, release in [
        *(("Third", "2028-01-01"), ("First", "2027-01-01"), ("Nobody", None)),
        *(("Łast", None), ("Secondb", "2027-05-05"), ("Seconda", "2027-05-05")),
    ]:
        inside(surname, release)

    assert listed(**MINE, sort="release") == [
        ["First", "Seconda", "Secondb", "Third", "Łast", "Nobody"]
    ]
    assert listed(**MINE, sort="-release") == [
        ["Third", "Seconda", "Secondb", "First", "Łast", "Nobody"]
    ]
    assert listed(custody="hmp-stafford", sort="release")[0][0] == "First"
    told = client.get("/api/v1/profiles/", {**MINE, "sort": "release"}).json()
    assert [one["name"] for one in told["results"]][:2] == ["First", "Seconda"]


@pytest.mark.parametrize("sort", ["release", "-release"])
def test_pages_by_release_leave_nobody_out_and_keep_the_filters(listed, inside, sort):
    number = 58
    for n in range(number):
        months = [None, "2027-05-05", "2027-06-12", f"20{30 + n % 9}-01-01"]
        inside(f"Held{n:03}", months[n % 4], sex="female" if n % 2 else "male")

    pages = listed(**MINE, sort=sort)

    assert [len(page) for page in pages] == [25, 25, 8]
    names = [name for page in pages for name in page]
    assert len(set(names)) == number
    in_one = keys_by_release(_ids(names), order=sort, after="", size=100)
    assert list(in_one) == _ids(names)
    assert listed(**MINE, sort=sort, q="Held01")[0] == [n for n in names if n[:6] == "Held01"]


def _ids(names):
    by_name = dict(Profile.objects.values_list("surname", "pk"))
    return [by_name[name] for name in names]


@pytest.mark.parametrize("after", ["x", "WyIiXQ", "WyIyMDI3LTEzLTAxIiwiYSIsMV0", "bnVsbA"])
def test_a_strange_cursor_gives_the_first_page(listed, inside, after):
    inside("First", "2027-01-01")

    assert listed(**MINE, sort="release", after=after) == [["First"]]


def test_the_order_is_of_those_whom_the_reader_may_see(
    client, warder, inside, manager, stafford, listed
):
    kept = inside("Kept", "2027-01-01")
    inside("Seen", "2027-02-01")
    hidden = make_person(by=manager, surname="Hidden")
    hold(hidden, manager, stafford, "2026-01-05", release="2027-01-02")
    exclude_person(obj=kept, user=warder, by=manager, reason="A relative")

    assert listed(**MINE, sort="release") == [["Seen"]]
    assert "<b>1 person</b> you can see" in words(
        client.get("/profiles/", {**MINE, "sort": "release"})
    )


@pytest.mark.parametrize("custody", ["", "in", "out"])
def test_without_a_prison_there_is_no_such_order(listed, inside, custody):
    inside("Beta", "2027-01-01")
    inside("Alpha", "2027-02-01")

    response = listed(custody=custody, sort="release")

    assert response in ([["Alpha", "Beta"]], [[]])


def test_the_order_is_kept_with_the_filters(client, warder, inside):
    inside("First", "2027-01-01")
    client.force_login(warder)

    page = words(client.get("/profiles/", {**MINE, "sort": "release"}))

    assert 'aria-sort="ascending"' in page
    assert 'href="?custody=mine&amp;sort=-release"' in page
    assert "by release, soonest first" in words(
        client.get("/profiles/print/", {**MINE, "sort": "release"})
    )


def test_the_menu_says_which_list_this_is(client, warder):
    client.force_login(warder)

    def current(address):
        page = client.get(address, follow=True).content.decode()
        return set(re.findall(r'aria-current="true">([^<(]*)', page))

    assert current("/profiles/my-prison/") == {"My prison"}
    assert current("/profiles/?custody=mine&sort=release") == {"My prison"}
    assert current("/profiles/") == {"People"}
    assert current("/profiles/?custody=in") == {"People"}


def test_the_order_costs_one_statement_however_many_there_are(client, warder, inside):
    def asked(sort):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/profiles/", {**MINE, "sort": sort}).status_code == 200
        return len(queries)

    client.force_login(warder)
    inside("One", "2027-01-01")
    for sort in ("name", "release"):
        asked(sort)
    few = [asked(sort) for sort in ("name", "release")]
    for n in range(30):
        inside(f"Held{n}", "2027-01-02" if n % 2 else None)

    many = [asked(sort) for sort in ("name", "release")]

    assert few[1] <= few[0] + 1
    # By name, those beyond the page are counted by a statement of their own.
    assert many == [few[0] + 1, few[1]]
