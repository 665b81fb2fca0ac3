"""Phones, postcodes, numbers and references are found and kept however people type them."""

import datetime

import pytest
from django.urls import reverse

from access.models import Discovery
from agencies.tests.factories import TeamFactory, member
from profiles import services
from profiles.models import Address, Contact, Identifier, Phone
from profiles.numbers import canonical
from profiles.postcodes import tidy_postcode
from profiles.search import digits_of
from profiles.tests.factories import (
    AddressFactory,
    ContactKindFactory,
    IdentifierFactory,
    PhoneFactory,
    make_person,
)
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


@pytest.fixture
def names_found(client, officer):
    """Who is found by these words, on the page and by the API alike."""

    def read(words):
        client.force_login(officer)
        page = client.get(reverse("profiles:list"), {"q": words}).context["page"]
        told = client.get("/api/v1/profiles/", {"q": words}).json()
        assert {one.reference for one in page} == {one["reference"] for one in told["results"]}
        return [one.name for one in page]

    return read


def test_a_reference_finds_its_record_as_any_page_prints_it(person, names_found):
    reference = person.reference

    for words in (reference, reference.lower(), f" {reference} ", reference[-6:]):
        assert names_found(words) == [person.name]
    assert names_found("P-2026-999999") == []


def test_a_reference_shows_nobody_that_a_hidden_record_exists(person, client, council):
    """Not even in the area, where the full name and the date of birth would."""
    client.force_login(member(council))

    page = client.get(reverse("profiles:list"), {"q": person.reference})

    assert not page.context["page"].rows
    assert not page.context["stubs"]
    assert not Discovery.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "14 Tannery Row, Stafford, ST16 9ZZ",
        "PNC 2009/0048211P",
        "PNC: 09/48211P",
        "pnc no. 2009/0048211P",
        "ST16 9ZZ.",
        "st169zz",
        "Tannery Row; Stafford",
    ],
)
def test_what_our_own_pages_print_is_found(person, names_found, words):
    AddressFactory(profile=person, text="14 Tannery Row, Stafford", postcode="ST16 9ZZ")
    IdentifierFactory(profile=person, kind="pnc", value="2009/0048211P")

    assert names_found(words) == [person.name]


PHONES = [
    ("(+44) 1632 960101", "01632960101"),
    ("00 44 1632 960102", "01632960102"),
    ("441632960106", "01632960106"),
    ("+44 (0)1632 960 331", "01632960331"),
    ("01632 960 101", "01632960101"),
    ("+353 1 555 0124", "35315550124"),
    ("00353 1 555 0124", "35315550124"),
    ("44163", "44163"),
    ("07700 900+123", "07700900123"),
    ("441632", "441632"),
]


@pytest.mark.parametrize(("typed", "digits"), PHONES)
def test_a_phone_has_one_form_in_python_and_in_the_database(person, typed, digits):
    PhoneFactory(profile=person, number=typed)

    assert digits_of(typed) == digits
    assert Phone.objects.get().digits == digits


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("(+44) 1632 960101", ["01632 960101", "+441632960101", "(+44) 1632 960101"]),
        ("00 44 1632 960102", ["01632 960102", "00 44 1632 960102", "960102"]),
        ("441632960106", ["01632 960106", "441632960106"]),
        ("+353 1 555 0124", ["00353 1 555 0124", "+353 1 555 0124"]),
        ("00353 1 555 0125", ["+353 1 555 0125"]),
    ],
)
def test_a_phone_is_found_however_it_was_kept(person, names_found, kept, words):
    PhoneFactory(profile=person, number=kept)

    assert [names_found(one) for one in words] == [[person.name]] * len(words)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ST16  3QB", "ST16 3QB"),
        ("st163qb", "ST16 3QB"),
        (" st16 3qb. ", "ST16 3QB"),
        ("S T 1 6 3 Q B", "ST16 3QB"),
        ("BFPO 5258", "BFPO 5258"),
        ("bfpo57", "BFPO 57"),
        ("B.F.P.O. C/O 5258", "BFPO 5258"),
        ("gir0aa", "GIR 0AA"),
        ("ST16", "ST16"),
        ("d02 x285", "D02 X285"),
        ("", ""),
    ],
)
def test_a_postcode_is_kept_in_one_form(typed, kept):
    assert tidy_postcode(typed) == kept
    assert tidy_postcode(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("ST16  3QB", "ST16 3QB"), ("bfpo 5258", "BFPO 5258")]
)
def test_a_postcode_is_taken_as_it_is_typed(client, officer, person, typed, kept):
    client.force_login(officer)

    response, page = post(
        client, url("detail-add", person, "addresses"), text="1 High Street", postcode=typed
    )

    assert response.status_code == 302, page
    assert Address.objects.get().postcode == kept


def test_what_is_too_long_for_a_postcode_is_said_by_its_field(client, officer, person):
    client.force_login(officer)

    response, page = post(
        client,
        url("detail-add", person, "addresses"),
        text="1 High Street",
        postcode="Stafford ST16 3QB",
    )

    assert response.context["form"].errors == {"postcode": ["Enter a postcode like ST16 3QB"]}
    assert "1 High Street" in page


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("nhs", "0000000000"), ("cro", "0/00Z"), ("cro", "SF00/0Z"), ("pnc", "2009/0000000K")],
)
def test_a_number_of_nobody_is_refused(client, officer, person, kind, typed):
    client.force_login(officer)

    response, _ = post(client, url("detail-add", person, "identifiers"), kind=kind, value=typed)

    assert response.status_code == 200
    assert response.context["form"].errors["value"]
    assert not Identifier.objects.exists()


@pytest.mark.parametrize("typed", ["SF83/58B", "SF83/58J"])
def test_the_letter_of_a_search_file_may_be_of_the_whole_number(person, typed):
    assert canonical("cro", typed) == typed


# ---- A number that somebody has already ------------------------------------------------------
def ida_of(colleague):
    """Ida, of this colleague's team, who has the number."""
    ida = make_person(by=colleague, surname="Marchbanks", forenames="Ida")
    IdentifierFactory(profile=ida, kind="crn", value="X320741")
    return ida


@pytest.fixture
def add_number(client, officer, person):
    client.force_login(officer)

    def add(**more):
        address = url("detail-add", person, "identifiers")
        return post(client, address, kind="crn", value="x 320741", **more)

    return add


def test_a_number_that_somebody_has_is_asked_about(add_number, officer, person):
    ida_of(officer)

    response, page = add_number()

    assert "Somebody else has this number" in page
    assert "Ida Marchbanks" in page
    assert not person.identifiers.exists()
    shown = response.context["form"]["shared_with"].value()

    assert add_number(shared_with=shown)[0].status_code == 302
    assert person.identifiers.get().value == "X320741"


def test_of_a_record_that_may_be_known_only_that_is_shown(add_number, council):
    ida = ida_of(member(council))

    _, page = add_number()

    assert "Somebody else has this number" in page
    assert "Marchbanks" not in page
    assert Discovery.objects.get().object_id == ida.pk


def test_a_hidden_record_is_not_told_by_its_number(add_number, person, norfolk):
    ida_of(member(TeamFactory(areas=[norfolk])))

    assert add_number()[0].status_code == 302
    assert person.identifiers.exists()


# ---- The order of a day ----------------------------------------------------------------------
def write(person, by, day, clock, text):
    return services.add_contact(
        profile=person,
        by=by,
        kind=ContactKindFactory(),
        happened_on=day,
        happened_at_time=datetime.time.fromisoformat(clock) if clock else None,
        text=text,
        basis=Contact.Basis.FACT,
    )


@pytest.mark.parametrize(
    ("day", "entered", "shown"),
    [
        (
            datetime.date(2026, 11, 2),
            ["20:55", "", "19:55", "21:00", ""],
            ["21:00", "20:55", "19:55", "", ""],
        ),
        (datetime.date(2026, 10, 25), ["01:30", "00:59"], ["01:30", "00:59"]),
    ],
)
def test_contacts_of_one_day_go_by_their_time(client, officer, person, day, entered, shown):
    for number, clock in enumerate(entered):
        write(person, officer, day, clock, f"Entry {number}")
    client.force_login(officer)

    page = client.get(url("log", person)).context["page"]

    times = [one.happened_at_time for one in page]
    assert [f"{one:%H:%M}" if one else "" for one in times] == shown


def test_no_entry_is_missed_between_two_pages(client, officer, person):
    """Times and their absence lie on both sides of a page's end."""
    day = datetime.date(2026, 11, 2)
    for number in range(60):
        clock = f"{number % 24:02}:00" if number % 2 else ""
        write(person, officer, day, clock, f"Entry {number}")
    client.force_login(officer)
    seen, after = [], ""
    while after is not None:
        page = client.get(url("log", person), {"after": after}).context["page"]
        seen += [one.text for one in page]
        after = page.next_cursor

    assert sorted(seen) == sorted(f"Entry {number}" for number in range(60))
    paper = client.get(url("log-print", person)).context["entries"]
    assert [one.text for one in paper] == seen[::-1]
