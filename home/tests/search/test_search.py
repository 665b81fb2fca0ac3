"""What a search finds: every kind for those who hold it, however it is spelt, and its pages."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.tests.factories import ActionFactory, make_case
from core.paging import encode
from home.search import texts
from home.search.asking import search
from home.search.rows import KINDS
from home.tests.search.conftest import days_ago, fill, found
from profiles.tests.factories import make_person, write_contact
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow
DAY = datetime.date(1998, 3, 12)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_by_who_holds_it(things, officer, kind):
    shown = found(officer)[kind]

    assert things[kind].uuid in shown
    if kind == "documents":
        assert things["of_case"].uuid in shown


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_asked_for_alone(things, officer, kind):
    assert list(found(officer, kinds=[kind])) == [kind]


def test_rows_say_what_was_found_and_where_it_is(things, officer):
    rows = {group.kind: group.rows[0] for group in search(officer, "marmalade")}
    person, case = things["people"], things["cases"]

    assert rows["log"].title == "Visit"
    assert rows["log"].reference == person.reference
    assert rows["log"].url.startswith(f"/profiles/{person.uuid}/log/?since=")
    assert rows["log"].subjects == [person.pk]
    assert rows["log"].mark == "marmalade"
    assert rows["actions"].who == case.title
    assert rows["reports"].url == things["reports"].get_absolute_url()
    assert rows["tasks"].title == f"Visit: {person}"
    assert rows["referrals"].reference == things["referrals"].reference
    assert {row.kind for row in rows.values()} == set(KINDS)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Visited the café.", "CAFE visit"),
        ("“Smart” quotes and naïve.", '"Smart" quotes naive'),
        ("Talked about his houses.", "house"),
        ("O’Harra was there.", "O'Harra"),
        ("Drives AB12 CDE.", "ab12 cde"),
        ("Will rang.", "will"),
        ("Told:\nhousing is next.", "housing"),
    ],
)
def test_words_are_found_however_they_are_written(person, officer, written, typed):
    entry = write_contact(person, officer, text=written)
    case = make_case(by=officer)
    action = ActionFactory(case=case, by=officer, text=written)

    shown = found(officer, typed)

    assert shown["log"] == [entry.uuid]
    assert shown["actions"] == [action.uuid]
    assert "log" not in found(officer, f"{typed} elsewhere")


def test_the_parts_of_an_entry_are_told_apart(person, officer):
    write_contact(person, officer, text="He sold marmalade", anxieties="Where to live")

    (row,) = next(group.rows for group in search(officer, "marmalade") if group.kind == "log")

    assert row.text == "He sold marmalade · Where to live"


def test_misspelt_names_and_titles_are_found(things, officer):
    groups = {group.kind: group for group in search(officer, "marmelade")}

    assert [row.uuid for row in groups["people"].rows] == [things["people"].uuid]
    assert [row.uuid for row in groups["cases"].rows] == [things["cases"].uuid]
    assert "similar words" in groups["cases"].note


def test_a_word_of_many_texts_is_no_misspelt_name_but_likenesses_are_offered(person, officer):
    for _ in range(6):
        write_contact(person, officer, text="Pelworth.")

    (people, log) = search(officer, "pelworth", ["people", "log"])
    (alone,) = search(officer, "pelworth", ["people"])

    assert (len(people), len(log)) == (0, 5)
    assert [way.name for way in people.people.filter.search.others] == ["alike", "address-alike"]
    assert [row.uuid for row in alone.rows] == [person.uuid]


def test_a_word_of_few_texts_may_be_a_misspelt_name(person, officer):
    write_contact(person, officer, text="Pelworth.")

    assert found(officer, "pelworth")["people"] == [person.uuid]


# ---- Dates and days -----------------------------------------------------------------------------
def test_a_day_finds_who_was_born_and_what_happened_then(officer):
    born = make_person(by=officer, surname="Halloway", born_on=DAY)
    other = make_person(by=officer, surname="Tench", born_on=datetime.date(1970, 1, 1))
    entry = write_contact(other, officer, happened_on=DAY, text="Old entry.")
    write_contact(other, officer, happened_on=datetime.date(1998, 3, 13), text="Another.")

    shown = found(officer, "12/3/98")

    assert shown["people"] == [born.uuid]
    assert shown["log"] == [entry.uuid]
    assert found(officer, "old entry 12/3/98")["log"] == [entry.uuid]
    assert "log" not in found(officer, "another 12/3/98")


def test_days_narrow_what_has_one_and_the_others_say_so(things, officer):
    groups = {group.kind: group for group in search(officer, "marmalade", since=days_ago(1))}
    before = found(officer, until=days_ago(10))

    assert things["log"].uuid in [row.uuid for row in groups["log"].rows]
    assert "without dates" in groups["people"].note
    assert "without dates" in groups["register"].note
    assert "Remove" in groups["people"].note
    assert before == {}


# ---- Odd characters -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "%", "_", "%%%", "___", "''", '"', "\\", "(", "a & b | !c", ":*", "<->"),
        *("\x00", "mar\x00malade", "\ud800", "😀", "x" * 4_000, "١٢٣", "-1", "12/13/2026", "a"),
        *("P-2026", "C-", "31/2/26", "'; DROP TABLE x; --", "{}", "{0}", "%(user)s", "%s"),
    ],
)
def test_odd_words_find_nothing_and_break_nothing(things, officer, words):
    assert "log" not in found(officer, words)
    assert "documents" not in found(officer, words)


def test_signs_are_looked_for_and_stand_for_nothing(person, officer):
    TaskFactory(by=officer, to=officer.acting_team, detail="Half of them, about 100.")
    task = TaskFactory(by=officer, to=officer.acting_team, detail="All of it, 100% of it.")

    assert found(officer, "100%", ["tasks"])["tasks"] == [task.uuid]


# ---- Pages --------------------------------------------------------------------------------------
def read_all(reader, kind, size=2):
    """All pages of a kind, each as its uuids."""
    pages, after = [], ""
    while True:
        (group,) = search(reader, "marmalade", [kind], after=after, size=size)
        pages.append([row.uuid for row in group.rows])
        after = group.next_cursor
        if not after:
            return pages


WAYS = {
    "few records": {"FEW": 2_000},
    "a rare word": {"FEW": 0},
    "a common word": {"FEW": 0, "COMMON": 0},
    "some of the newest": {"FEW": 0, "OFTEN": 0, "NEWEST": 5},
    "too few of the newest": {"FEW": 0, "OFTEN": 0, "NEWEST": 2},
}


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_entries_are_whole_and_newest_first(person, officer, monkeypatch, way):
    """Whichever way is taken to look for them."""
    for name, value in WAYS[way].items():
        monkeypatch.setattr(texts, name, value)
    days = [3, 1, 5, 1, 2, 0, 9]
    entries = [
        write_contact(person, officer, text="Marmalade.", happened_on=days_ago(n)) for n in days
    ]
    write_contact(person, officer, text="Jam.")

    pages = read_all(officer, "log")

    newest = sorted(entries, key=lambda one: (one.happened_on, one.pk), reverse=True)
    assert [uuid for page in pages for uuid in page] == [one.uuid for one in newest]
    assert [len(page) for page in pages] == [2, 2, 2, 1]


@pytest.mark.parametrize("kind", ["cases", "actions", "reports", "referrals", "documents"])
def test_other_kinds_are_paged_too(things, officer, manager, council, kind):
    more = [fill(manager, council) for _ in range(2)]

    pages = read_all(officer, kind)

    names = [kind, *(["of_case"] if kind == "documents" else [])]
    every = {one[name].uuid for one in (things, *more) for name in names}
    listed = [uuid for page in pages for uuid in page]
    assert len(pages) > 1
    assert set(listed) == every
    assert len(listed) == len(every)


@pytest.mark.parametrize("after", ["x", "bm9uc2Vuc2U", "[]", encode("2026-99-99", 2**40)])
@pytest.mark.parametrize("kind", ["log", "documents", "reports", "cases", "referrals"])
def test_a_strange_cursor_is_the_first_page(things, officer, kind, after):
    assert things[kind].uuid in found(officer, kinds=[kind], after=after)[kind]


def test_what_is_too_much_is_named(person, officer, monkeypatch):
    monkeypatch.setattr(texts, "FEW", 0)
    monkeypatch.setattr(texts, "MOST", 2)
    for _ in range(4):
        write_contact(person, officer, text="Marmalade.")

    (group,) = search(officer, "marmalade", ["log"])

    assert "too many log entries" in group.note


def test_25_of_each_cost_as_much_as_one(manager, council, officer):
    fill(manager, council)
    search(officer, "marmalade", size=25)
    with CaptureQueriesContext(connection) as one:
        search(officer, "marmalade", size=25)
    for _ in range(4):
        fill(manager, council)
    with CaptureQueriesContext(connection) as five:
        search(officer, "marmalade", size=25)

    assert len(five) == len(one)
