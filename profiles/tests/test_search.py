"""One box finds people by any particular, only where the reader holds it, and says by what."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import Grant
from access.services import exclude_person
from access.tests.factories import give, restrict
from core.tidy import folded
from profiles import services
from profiles.models import Address, OtherName, Phone, Profile
from profiles.search import digits_of
from profiles.tests.factories import (
    AddressFactory,
    IdentifierFactory,
    PhoneFactory,
    make_person,
)

pytestmark = pytest.mark.slow

LONG = "x" * 5_000


@pytest.fixture
def jordan(person, manager):
    """Somebody with a particular of every kind."""
    AddressFactory(profile=person, text="14 Tannery Row, Stafford", postcode="ST16 9ZZ")
    PhoneFactory(profile=person, number="+44 (0)1632 960 331")
    IdentifierFactory(profile=person)
    name = OtherName(forenames="Jay", surname="Kovač")
    services.add_detail(profile=person, by=manager, detail=name)
    return person


@pytest.fixture
def found(client):
    """The page of a search, as text without tags."""

    def read(reader, words, **also):
        client.force_login(reader)
        response = client.get(reverse("profiles:list"), {"q": words, **also})
        assert response.status_code == 200
        rows = re.findall(
            r"<ul class=\"ecins-list\">.*</ul>", response.content.decode(), re.DOTALL
        )
        text = re.sub(r"<[^>]+>", "", " ".join(rows))
        return " ".join(html.unescape(text).split()), response.context["filter"].search

    return read


@pytest.mark.parametrize(
    ("words", "way", "because"),
    [
        ("pellworth", "name", ""),
        ("JORDAN pell", "name", ""),
        ("kovac", "name", "Other name: Jay Kovač"),
        ("Kovač", "name", "Other name: Jay Kovač"),
        ("pelwroth", "alike", ""),
        ("jorden pelworth", "alike", ""),
        ("kovatch", "alike", "Other name: Jay Kovač"),
        ("01632 960331", "phone", "Phone: +44 (0)1632 960 331"),
        ("+44 1632 960 331", "phone", "Phone: +44 (0)1632 960 331"),
        ("960 331", "phone", "Phone: +44 (0)1632 960 331"),
        ("14 tannery", "address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("TANNERY ROW", "address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("st169zz", "address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("ST16 9ZZ", "address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("pellworth Stafford", "name-address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("Pellworth, stafford", "name-address", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("jordan pellworth stafford", "name-address", "Address: 14 Tannery Row"),
        ("jordan tannery row stafford", "name-address", "Address: 14 Tannery Row"),
        ("kovac st16", "name-address", "Other name: Jay Kovač"),
        ("tanery row", "address-alike", "Address: 14 Tannery Row, Stafford, ST16 9ZZ"),
        ("09/48211P", "", "PNC: 2009/0048211P"),
        ("Jordan Pellworth 14/3/1991", "", "Born: 14 March 1991"),
        ("pellworth 14/3/1991", "name", ""),
        ("pell 1991", "name", ""),
        ("pelwroth 1991", "alike", ""),
        ("14 March 1991", "name", ""),
    ],
)
def test_a_person_is_found_by_any_particular(found, jordan, officer, words, way, because):
    rows, search = found(officer, words)

    assert "Jordan Pellworth" in rows
    assert because in rows
    assert search.method.name == way


@pytest.mark.parametrize("words", ["Shaun", "schaun", "Shon"])
def test_names_that_sound_alike_are_found(found, officer, words):
    make_person(by=officer, surname="Tillotson", forenames="Sean")

    rows, _ = found(officer, words)

    assert "Sean Tillotson" in rows


def test_the_words_are_marked_where_they_were_found(client, jordan, officer):
    client.force_login(officer)

    def page(words):
        return client.get(reverse("profiles:list"), {"q": words}).content.decode()

    assert "Jordan <mark>Pell</mark>worth" in page("pell")
    assert "<mark>Tannery</mark> Row" in page("tannery")
    assert "<mark>2009/0048211P</mark>" in page("09/48211P")


CONTACT = ["01632 960331", "14 tannery", "tanery row", "pellworth stafford"]


@pytest.mark.parametrize("words", CONTACT)
@pytest.mark.parametrize("by", ["", "phone", "address", "address-alike"])
def test_contact_details_find_nobody_for_those_who_do_not_hold_them(
    found, jordan, manager, outsider, words, by
):
    give(jordan, manager, outsider.acting_team, sections=["log", "risk"])

    rows, search = found(outsider, words, by=by)

    assert rows == ""
    assert search.queryset.count_for(outsider, **search.how) == 0


@pytest.mark.parametrize("words", CONTACT)
def test_contact_details_find_for_those_who_hold_them(found, jordan, manager, outsider, words):
    give(jordan, manager, outsider.acting_team, sections=["contact_details"])

    rows, _ = found(outsider, words)

    assert "Jordan Pellworth" in rows


@pytest.mark.parametrize(
    "words", ["pellworth", "pelwroth", "kovac", *CONTACT, "09/48211P", "jorden pelworth"]
)
def test_who_cannot_see_the_person_finds_nobody(found, jordan, manager, outsider, officer, words):
    assert found(outsider, words)[0] == ""

    exclude_person(obj=jordan, user=officer, by=manager, reason="A relative")
    assert found(officer, words)[0] == ""


@pytest.mark.parametrize("words", ["pellworth", "14 tannery", "960331"])
def test_a_restricted_record_is_found_by_those_named(found, jordan, manager, officer, words):
    restrict(jordan, manager)

    assert found(officer, words)[0] == ""
    assert "Jordan Pellworth" in found(manager, words)[0]


def test_an_earlier_address_finds_and_says_until_when(found, person, officer):
    AddressFactory(profile=person, text="3 Weir Cottages", ends_on=datetime.date(2020, 5, 1))

    rows, _ = found(officer, "weir cottages")

    assert "3 Weir Cottages (until 1 May 2020)" in rows


def test_a_number_in_the_words_is_a_house_before_it_is_part_of_a_name(found, jordan, officer):
    make_person(by=officer, surname="Tannery 14", forenames="Lee")
    make_person(by=officer, surname="Kane 9", forenames="Ola")

    rows, search = found(officer, "14 tannery")
    assert ("Jordan Pellworth" in rows, "Lee" in rows, search.method.name) == (
        True,
        False,
        "address",
    )
    assert "name" in {way.name for way in search.others}
    rows, search = found(officer, "kane 9")
    assert ("Ola" in rows, search.method.name) == (True, "name")


def test_another_way_may_be_chosen_and_is_kept_with_the_filters(client, jordan, officer, police):
    make_person(by=officer, surname="Stafford", forenames="Lee")
    client.force_login(officer)

    page = client.get(reverse("profiles:list"), {"q": "stafford"}).content.decode()
    assert "Lee " in page
    assert "Jordan" not in page
    assert "?q=stafford&amp;by=address" in page

    chosen = client.get(reverse("profiles:list"), {"q": "stafford", "by": "address"})
    assert "Jordan" in chosen.content.decode()
    assert 'name="by" value="address"' in chosen.content.decode()
    # Without its words a way is nothing.
    assert chosen.context["filter"].without("q") == "?"


@pytest.mark.parametrize(
    "words",
    ["%", "_", "\\", "'", "~gj~", "a", "é", "李", "😀", "ᄀᄀᄀ", "0", "00000", "%%%", "( )", LONG]
    + ["́" * 50, "14", "a b c d e f g h i j", "+44", "١٢٣٤٥"],
)
@pytest.mark.parametrize("by", ["", "phone", "address-alike", "nonsense"])
def test_odd_words_are_answered(found, jordan, officer, words, by):
    rows, _ = found(officer, words, by=by)

    assert "Jordan Pellworth" in rows or rows == ""


def test_one_letter_and_another_script_are_found(found, officer):
    make_person(by=officer, surname="O", forenames="Li")
    make_person(by=officer, surname="李", forenames="伟")

    assert "Li O" in found(officer, "li o")[0]
    assert "伟 李" in found(officer, "李")[0]


def test_sharing_with_all_is_not_offered_where_the_list_is_unsure(client, jordan, manager):
    client.force_login(manager)

    for words, offered in (("pellworth", True), ("pelwroth", False), ("14 tannery", False)):
        page = client.get(reverse("profiles:list"), {"q": words}).content.decode()
        assert ("Give access to these people" in page) is offered
        reach = client.get(reverse("profiles:give-many"), {"q": words}).context["preview"]
        assert reach.matched == int(offered)
    assert not Grant.objects.exists()


def test_the_same_is_asked_for_one_and_for_twenty(client, officer):
    def questions(words):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("profiles:list"), {"q": words})
        return len(asked), len(page.context["page"].rows)

    def add(number):
        person = make_person(by=officer, surname=f"Zeller{chr(97 + number)}")
        AddressFactory(profile=person, text=f"{number} Quarry Lane")
        PhoneFactory(profile=person, number=f"01632 9604{number:02}")

    add(0)
    client.force_login(officer)
    words = ["zeller", "quarry lane", "016329604", "zelller", "qarry lane"]
    client.get(reverse("profiles:list"))
    one = {text: questions(text) for text in words}
    for number in range(1, 20):
        add(number)

    assert {text: rows for text, (_, rows) in one.items()} == dict.fromkeys(words, 1)
    assert {text: questions(text) for text in words} == {
        text: (asked, 20) for text, (asked, _) in one.items()
    }


@pytest.mark.parametrize(
    "typed", ["Tŷ Gwyn, 2  Heol-y-Bont", "STRASSE straße", "  12\tHigh St ", "Zoë’s Cottage"]
)
def test_the_database_folds_addresses_as_we_do(person, typed):
    AddressFactory(profile=person, text=typed, postcode="LL11 1AA")

    [address] = Address.objects.all()
    assert address.search_text == folded(f"{typed} LL11 1AA LL111AA")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("01632 960 331", "01632960331"),
        ("+44 1632 960331", "01632960331"),
        ("+44 (0)1632 960331", "01632960331"),
        ("0044 1632 960331", "01632960331"),
        ("960331", "960331"),
        ("+353 1 555 0100", "35315550100"),
        ("4416329", "4416329"),
    ],
)
def test_phones_are_read_as_they_are_dialled_here(person, typed, digits):
    PhoneFactory(profile=person, number=typed)

    assert digits_of(typed) == Phone.objects.get().digits == digits


def sounds_of(word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sounds_of(%s)", [word])
        return cursor.fetchone()[0].split()


def test_names_keep_what_they_sound_like(person):
    assert sounds_of("shaun") == sounds_of("sean") == ["~GJ~"]
    assert sounds_of("o'brien") == sounds_of("obrien")
    assert sounds_of("li") == []
    assert sounds_of("李李李") == []
    assert all(code in Profile.objects.get().search_names for code in sounds_of("pellworth"))


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("kovac", "Jay <mark>Kovač</mark>"),
        ("kovatch", "Jay <mark>Kovač</mark>"),
        ("jorden pelworth", "<mark>Jordan</mark> <mark>Pellworth</mark>"),
        ("pelwroth", "Jordan <mark>Pellworth</mark>"),
        ("tanery row", "14 <mark>Tannery</mark> <mark>Row</mark>, Stafford"),
        ("960 331", "<mark>960</mark> <mark>331</mark>"),
    ],
)
def test_what_is_like_the_words_is_marked_too(client, jordan, officer, words, marked):
    client.force_login(officer)

    page = client.get(reverse("profiles:list"), {"q": words}).content.decode()

    assert marked in page


def test_another_name_that_is_not_like_the_words_is_not_shown(found, jordan, officer):
    rows, _ = found(officer, "pelwroth")

    assert "Kovač" not in rows


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pell 1991", "with “pell” in their name born in 1991"),
        ("Pell 14/3/91", "with “pell” in their name born on 14 March 1991"),
        ("14 March 1991", "born on 14 March 1991"),
    ],
)
def test_a_birth_is_part_of_what_is_said_and_is_marked(client, jordan, officer, words, said):
    client.force_login(officer)

    page = client.get(reverse("profiles:list"), {"q": words}).content.decode()

    assert said in page
    assert "<mark>1991</mark>" in page


@pytest.mark.parametrize("words", ["pellworth 1990", "pellworth 15/3/1991", "15 March 1991"])
def test_who_was_born_at_another_time_is_not_found(found, jordan, officer, words):
    rows, _ = found(officer, words)

    assert rows == ""


def test_words_among_nobody_find_nobody(client, administrator, person):
    """Whoever works in no team has no people of their own teams to search."""
    client.force_login(administrator)

    page = client.get("/profiles/", {"q": person.surname, "team": "ours"})

    assert page.status_code == 200
    assert person.reference not in page.content.decode()
