"""A misspelt word finds the texts with the word that was meant, where the reader may read them."""

import psycopg
import pytest

from access.services import exclude_person
from access.tests.factories import restrict
from agencies.tests.factories import TeamFactory, member
from cases.tests.factories import ActionFactory, CaseDocumentFactory, make_case
from documents.tests.factories import checked
from home.search import spelling, texts
from home.search.asking import search
from home.search.entries import TABLES
from home.tests.search.conftest import found
from profiles.tests.factories import make_person, write_contact
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(person, officer, known):
    return write_contact(person, officer, text="Asked about methadone and housing.")


def notes(reader, words, **more):
    return {group.kind: group.note for group in search(reader, words, **more) if group.rows}


# ---- What is found ------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["metadone", "methadne", "methodone", "metahdone", "METADONE"])
def test_a_misspelt_word_finds_the_word_that_was_meant(entry, officer, typed):
    assert found(officer, typed)["log"] == [entry.uuid]
    assert notes(officer, typed)["log"] == f"Nothing has “{typed}”. These have “methadone”."


def test_each_kind_of_text_is_found(person, officer, entry):
    case = make_case(by=officer)
    action = ActionFactory(case=case, by=officer, text="Methadone again.")
    document = CaseDocumentFactory(case=case, by=officer, file=checked(name="Methadone plan.pdf"))
    task = TaskFactory(by=officer, to=officer.acting_team, detail="Collect the methadone.")

    shown = found(officer, "metadone")

    assert shown == {
        "log": [entry.uuid],
        "actions": [action.uuid],
        "tasks": [task.uuid],
        "documents": [document.uuid],
    }
    assert notes(officer, "metadone")["tasks"] == "Nothing has “metadone”. These have “methadone”."


def test_words_that_are_spelt_right_are_still_asked_for(entry, officer):
    assert found(officer, "metadone housing")["log"] == [entry.uuid]
    assert "log" not in found(officer, "metadone elephants")


def test_the_word_is_marked(entry, officer):
    (row,) = next(group.rows for group in search(officer, "metadone") if group.kind == "log")

    assert row.mark == "methadone"


def test_one_kind_is_read_page_by_page(entry, person, officer):
    older = write_contact(person, officer, text="Methadone.")

    first = search(officer, "metadone", ["log"], size=1)[0]
    second = search(officer, "metadone", ["log"], size=1, after=first.next_cursor)[0]

    assert {*(row.uuid for row in (*first.rows, *second.rows))} == {entry.uuid, older.uuid}


# ---- When nothing is corrected ------------------------------------------------------------------
def test_what_has_the_word_itself_is_shown_alone(entry, person, officer):
    other = write_contact(person, officer, text="The metadone of the label.")

    assert found(officer, "metadone")["log"] == [other.uuid]
    assert notes(officer, "metadone") == {"log": ""}


def test_who_has_the_name_is_found_alone(entry, officer):
    make_person(by=officer, surname="Metadone")

    assert list(found(officer, "metadone")) == ["people"]


@pytest.mark.parametrize("typed", ["met", "hoses", "housings", "m3thadone", "madone", "nethadome"])
def test_short_and_far_words_are_not_corrected(entry, officer, typed):
    assert all("Nothing has" not in note for note in notes(officer, typed).values())


def test_a_word_of_few_entries_is_not_proposed(entry, officer, known):
    known("visit")

    assert "log" not in found(officer, "metadone")


def test_where_too_much_was_left_out_nothing_is_corrected(person, officer, entry, monkeypatch):
    monkeypatch.setattr(texts, "FEW", 0)
    monkeypatch.setattr(texts, "COMMON", -1)

    assert "log" not in found(officer, "metadone")


# ---- What the reader may not read ---------------------------------------------------------------
@pytest.fixture(params=[2_000, 0], ids=["few records", "many records"])
def _both_ways(request, monkeypatch):
    monkeypatch.setattr(texts, "FEW", request.param)


@pytest.mark.usefixtures("_both_ways")
def test_no_word_is_told_that_stands_where_the_reader_may_not_read(
    entry, person, officer, manager, outsider
):
    def told(reader):
        groups = search(reader, "metadone")
        return [row.uuid for group in groups for row in group.rows], {g.note for g in groups}

    assert told(officer)[0] == [entry.uuid]
    assert told(outsider) == ([], {""})
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    assert told(officer) == ([], {""})


@pytest.mark.usefixtures("_both_ways")
def test_restricted_records_are_not_told_of(entry, person, officer, manager):
    restrict(person, manager)

    assert found(officer, "metadone") == {}
    assert found(manager, "metadone")["log"] == [entry.uuid]


# ---- Which words there are ----------------------------------------------------------------------
def test_the_nearest_words_are_proposed(known, db):
    known("methadon", "metadat", "visit", "vist", "hous")

    assert spelling.near_words(["metadone", "visitt", "housing", "elephant"], TABLES) == {
        "metadone": ["methadon", "metadat"],
        "visitt": ["visit", "vist"],
    }


def test_the_words_are_those_of_the_database_and_of_many_entries(cluster, live_database):
    officer = member(TeamFactory())
    person = make_person(by=officer)
    for _ in range(30):
        write_contact(person, officer, text="Methadone, as ever.")
    with psycopg.connect(cluster.url("owner", live_database)) as owner:
        owner.execute("ANALYZE profiles_contact")

    assert spelling.near_words(["metadone"], TABLES) == {"metadone": ["methadon"]}
    assert spelling.near_words(["metadone"], ["cases_action"]) == {}
