"""Names are equal however they are spelt, and similar ones stand below those that are found."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.urls import reverse

from agencies.tests.factories import member
from audit.models import Event
from core.names import name_for_search, sort_name, words_alike
from core.tidy import folded
from profiles import services
from profiles.duplicates import Described, possible_duplicates
from profiles.models import OtherName, Profile
from profiles.tests.factories import make_person, write_contact

pytestmark = pytest.mark.slow


@pytest.fixture
def people(officer):
    """Makes people of these names."""

    def make(*names, **fields):
        return [
            make_person(by=officer, forenames=forenames, surname=surname, **fields)
            for forenames, surname in names
        ]

    return make


@pytest.fixture
def listed(client, officer):
    """The names found, and those below them that are similar."""

    def read(words, **also):
        client.force_login(officer)
        response = client.get(reverse("profiles:list"), {"q": words, **also})
        page, similar = response.context["page"], response.context["similar"]
        return [one.name for one in page], [one.name for one in similar]

    return read


HARRAS = [("Dessie", "O'Harra"), ("Conn", "O’Harra"), ("Denny", "Oharra"), ("Ide", "Oʼharra")]
GILLIVRAYS = [("Iain", "Mc Gillivrayy"), ("Ewan", "MacGillivrayy"), ("Fergus", "McGillivrayy")]
EQUAL = [
    (HARRAS, ["O'Harra", "O’Harra", "OHarra", "o harra", "O‘Harra", "o`harra"]),
    ([("Łukasz", "Wójcikk"), ("Lukasz", "Wojcikk")], ["Lukasz", "Łukasz", "wójcikk"]),
    (
        [("Tamsin", "Smith-Jonezz"), ("Tove", "Smith Jonezz"), ("Ty", "Smith‐Jonezz")],
        ["Smith-Jonezz", "Smith Jonezz", "smithjonezz", "Smith–Jonezz"],
    ),
    (GILLIVRAYS, ["McGillivrayy", "Mac Gillivrayy", "Mc Gillivrayy", "macgillivrayy"]),
    (
        [("Joris", "van der Berghh"), ("Jorisz", "Vanderberghh")],
        ["Vanderberghh", "van der Berghh", "Van-der-Berghh", "VanDer Berghh"],
    ),
    ([("Aya", "Al-Hakimm"), ("Ali", "Al Hakimm"), ("Abe", "Alhakimm")], ["al-hakimm", "Alhakimm"]),
    ([("Nils", "Ørstedd"), ("Nina", "Orstedd")], ["orstedd", "ØRSTEDD"]),
    ([("Jón", "Þorssonn"), ("Jon", "Thorssonn")], ["thorssonn", "Þorssonn"]),
    ([("Ægir", "Đukicc"), ("Aegir", "Dukicc")], ["ægir", "dukicc", "Aegir Đukicc"]),
    ([("Ute", "Großß"), ("Ulf", "Grossss")], ["großß", "GROSSSS"]),
    ([("Anne-Marie", "Poe"), ("Annemarie", "Poe")], ["annemarie", "Anne-Marie Poe"]),
]
SPELT = [(names, words) for names, spellings in EQUAL for words in spellings]


@pytest.mark.parametrize(("names", "words"), SPELT, ids=[words for _, words in SPELT])
def test_a_name_is_found_however_it_is_spelt(client, people, listed, names, words):
    people(*names)
    wanted = {" ".join(name) for name in names}

    found, similar = listed(words)

    assert set(found) == wanted
    assert similar == []
    api = client.get("/api/v1/profiles/", {"q": words}).json()
    assert {row["name"] for row in api["results"]} == wanted


@pytest.mark.parametrize(("names", "words"), SPELT, ids=[words for _, words in SPELT])
def test_another_name_is_found_however_it_is_spelt(person, manager, listed, officer, names, words):
    for forenames, surname in names:
        other = OtherName(forenames=forenames, surname=surname)
        services.add_detail(profile=person, by=manager, detail=other)

    assert listed(words)[0] == ["Jordan Pellworth"]


def test_who_has_a_similar_name_stands_below_once(people, listed):
    people(("Tess", "Brayfieldd"), ("Tom", "Braifieldd"), ("Ann", "Brayfield"), ("Jo", "Marsh"))

    found, similar = listed("Brayfieldd")

    assert found == ["Tess Brayfieldd"]
    assert sorted(similar) == ["Ann Brayfield", "Tom Braifieldd"]
    assert listed("Brayfieldd", by="name")[1] == similar
    # They are on the list of likenesses already, or nothing was looked for.
    assert listed("Brayfieldd", by="alike")[1] == []
    assert listed("")[1] == []


def test_below_those_found_exactly_stand_the_others(people, listed):
    people(("Tess", "Brayfieldd"), ("Tess", "Braifieldd"))

    found, similar = listed("Tess Brayfieldd 14 March 1991")

    assert (found, similar) == (["Tess Brayfieldd"], ["Tess Braifieldd"])


def test_similar_names_are_few_with_a_way_to_the_rest(client, people, officer):
    people(("Tess", "Brayfieldd"), *((f"Tom{chr(97 + n)}", "Braifieldd") for n in range(12)))
    client.force_login(officer)

    response = client.get(reverse("profiles:list"), {"q": "Brayfieldd"})

    assert len(response.context["similar"]) == 10
    page = response.content.decode()
    assert page.count("Similar names") == 1
    assert "?q=Brayfieldd&amp;by=alike" in page


def test_who_is_shown_below_was_looked_at(client, people, officer):
    one, other = people(("Tess", "Brayfieldd"), ("Tom", "Braifieldd"))
    client.force_login(officer)

    client.get(reverse("profiles:list"), {"q": "Brayfieldd"})

    [event] = Event.objects.filter(verb="profile.list:search", actor_id=officer.pk)
    assert set(event.subjects) == {one.pk, other.pk}


def test_similar_names_are_only_those_in_sight(client, people, outsider, manager):
    people(("Tess", "Brayfieldd"), ("Tom", "Braifieldd"))
    make_person(team=outsider.acting_team, surname="Brayfieldd", forenames="Own")
    client.force_login(outsider)

    response = client.get(reverse("profiles:list"), {"q": "Brayfieldd"})

    assert [one.name for one in response.context["page"]] == ["Own Brayfieldd"]
    assert response.context["similar"] == []
    assert "Braifieldd" not in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "Mr Jordan Pellworth",
        "Jordan Lee Pellworth",
        "Pellworth, Jordan Lee",
        "Dr Jordan L. Pellworth",
        "Jordan Lee Pellworth 14/3/1991",
    ],
)
def test_a_title_or_a_middle_name_more_is_near(client, person, officer, words):
    client.force_login(officer)

    response = client.get(reverse("profiles:list"), {"q": words})

    assert [one.name for one in response.context["page"]] == ["Jordan Pellworth"]
    assert response.context["filter"].search.fell_back
    assert "with a name like" in html.unescape(response.content.decode())


@pytest.mark.parametrize(
    ("typed", "kept"), [("Bob", "Robert"), ("Robert", "Bob"), ("rob", "Bobby")]
)
def test_a_short_form_is_similar(people, listed, typed, kept):
    people((kept, "Blenkinsoppe"), ("Jean", "Blenkinsoppe"))

    assert listed(f"{typed} Blenkinsoppe")[0] == [f"{kept} Blenkinsoppe"]
    people((typed, "Blenkinsoppe"))
    assert listed(f"{typed} Blenkinsoppe")[1] == [f"{kept} Blenkinsoppe"]


@pytest.mark.parametrize("born_on", [None, datetime.date(1980, 3, 4), datetime.date(1979, 3, 4)])
@pytest.mark.parametrize("forenames", ["Bob", "Rob", "Robert", "Bobby James"])
def test_a_short_form_may_be_the_same_person(people, officer, forenames, born_on):
    [robert] = people(("Robert", "Blenkinsoppe"), born_on=datetime.date(1979, 3, 4))

    described = Described("Blenkinsoppe", forenames, born_on)

    assert [one.person for one in possible_duplicates(officer, described)] == [robert]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("O'Neillyy", "O’Neillyy"),
        ("O’Neillyy", "O’Neillyy"),
        ("ONeillyy", "O’Neillyy"),
        ("O Neillyy", "O’Neillyy"),
        ("MacGillivrayy", "Mc Gillivrayy"),
        ("Vanderberghh", "van der Berghh"),
        ("Smith-Jonezz", "Smith Jonezz"),
        ("Wojcikk", "Wójcikk"),
        ("Laskii", "Łaskii"),
    ],
)
def test_the_same_name_in_another_spelling_shows_a_stub(client, people, council, typed, kept):
    [tess] = people(("Tess", kept), born_on=datetime.date(1990, 5, 3))
    neighbour = member(council)

    described = Described(typed, "Tess", datetime.date(1990, 5, 3))
    assert [(one.person, one.is_seen) for one in possible_duplicates(neighbour, described)] == [
        (tess, False)
    ]
    client.force_login(neighbour)
    page = client.get(reverse("profiles:list"), {"q": f"Tess {typed} 3 May 1990"})
    assert tess.reference in page.content.decode()


def test_those_in_sight_are_the_same_in_another_spelling(people, officer):
    people(*GILLIVRAYS)

    for forenames, _ in GILLIVRAYS:
        [one] = [
            one
            for one in possible_duplicates(officer, Described("Macgillivrayy", forenames))
            if one.person.forenames == forenames
        ]
        assert one.because == "Same name"


def test_lists_sort_by_the_letters_that_are_read(people, listed):
    surnames = ["Łaskiewiczz", "Ørstedd", "Þorsteinsdóttirr", "Zwjensenn", "O’Harra", "O'Harrb"]
    surnames += ["Laskb", "Orsta", "Osgood", "Thorsta", "Tibbs", "Oharraa", "Ohara"]
    people(*(("", surname) for surname in surnames))

    assert listed("")[0] == [
        *("Laskb", "Łaskiewiczz", "Ohara", "O’Harra", "Oharraa", "O'Harrb", "Orsta", "Ørstedd"),
        *("Osgood", "Thorsta", "Þorsteinsdóttirr", "Tibbs", "Zwjensenn"),
    ]


@pytest.mark.parametrize("words", ['"Smart" quotes', "naive", "NAÏVE", "“smart”", "dont - at all"])
def test_the_log_is_searched_as_it_is_read(client, person, officer, words):
    write_contact(person, officer, text="“Smart” quotes, naïve. Don’t – at  all")
    write_contact(person, officer, text="Nothing of it")
    client.force_login(officer)

    page = client.get(reverse("profiles:log", args=[person.uuid]), {"q": words})

    assert "naïve" in page.content.decode()
    assert "Nothing of it" not in page.content.decode()


NAMES = [
    *sorted({name for names, _ in EQUAL for name in names}),
    ("", "-"),
    ("St. John", "de la Cruz-Ní Bhriain"),
    ("J.R.", "D’Arcy, Lord"),
    ("伟", "李"),
    ("Ἀλέξανδρος", "Παπαδόπουλος"),
    ("محمّد", "בֶּן־דָּוִד"),
    ("Iİıi", "ŒUVRE œuvre ŊŦĦ"),
    ("Mc", "mc mcmc"),
    ("ǿ", "ﬁsh ẞ"),
    ("'", "’"),
    ("´a`", "ʼn “x” «y» – — ‑"),
]


@pytest.mark.parametrize(("forenames", "surname"), NAMES)
def test_the_database_compares_names_as_we_do(db, forenames, surname):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT folded(%s), sort_name(%s, %s), name_for_search(%s, %s)",
            [surname, surname, forenames, forenames, surname],
        )
        kept = cursor.fetchone()

    assert kept == (
        folded(surname),
        sort_name(surname, forenames),
        name_for_search(forenames, surname),
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("mr jordan pellworth", ["jordan", "pellworth"]),
        ("jordan lee pellworth", ["jordan", "pellworth"]),
        ("joris van der berg", ["joris", "vanderberg"]),
        ("mr", ["mr"]),
        ("nguyen van", ["nguyen", "van"]),
        ("", []),
    ],
)
def test_likenesses_are_looked_for_of_what_matters(names, words):
    assert words_alike(names) == words


@pytest.mark.parametrize("words", ["'", "’", "-", ".", "''' ---"])
def test_signs_alone_find_nobody(person, listed, words):
    assert listed(words) == ([], [])


def test_what_is_equal_is_marked(client, people, officer):
    people(("Conn", "O’Harra"), ("Fergus", "McGillivrayy"))
    client.force_login(officer)

    def marked(words):
        page = client.get(reverse("profiles:list"), {"q": words}).content.decode()
        return re.findall("<mark>(.*?)</mark>", page)

    assert marked("oharra") == ["O’Harra"]
    assert marked("O'Harra") == ["O’Harra"]
    assert marked("mcgillivrayy") == ["McGillivrayy"]
    assert Profile.objects.count() == 2
