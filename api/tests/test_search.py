"""Search across everything, by the API: what the page finds, within the scopes of the client."""

import pytest

from access.models import Discovery
from access.tests.factories import restrict
from agencies.tests.factories import TeamFactory
from api.tests.factories import program_of
from audit.models import Event
from cases.tests.factories import CaseFactory
from home.search import spelling
from profiles.tests.factories import (
    AddressFactory,
    IdentifierFactory,
    PhoneFactory,
    make_person,
    write_contact,
)
from tasks.tests.factories import TaskFactory

HERE = "/api/v1/search/"


@pytest.fixture
def found(person, cast):
    """A person, a case and an entry of the log that have the same word."""
    case = CaseFactory(by=cast.manager, title="Thefts, Pellworth farm")
    entry = write_contact(person, cast.manager, text="Asked about Pellworth farm")
    return {"people": person, "cases": case, "log": entry}


def groups(program, **query):
    told = program.get(HERE, {"q": "pellworth", **query}).json()
    return {one["kind"]: one for one in told["results"] if one["results"]}


def test_each_kind_is_found_and_read_where_it_says(program, found):
    told = groups(program)

    assert told.keys() == found.keys()
    for kind, group in told.items():
        (row,) = group["results"]
        assert row["uuid"] == str(found[kind].uuid)
        assert program.get(row["url"]).json()["uuid"] == row["uuid"]


def test_an_address_or_phone_by_which_somebody_is_found_is_not_told(program, person):
    AddressFactory(profile=person, text="14 Tannery Row, Stafford")
    PhoneFactory(profile=person, number="01632 960 123")
    IdentifierFactory(profile=person, value="2009/0048211P")

    for words, text in (("tannery row", ""), ("01632 960 123", ""), ("2009/0048211P", "0048211P")):
        (row,) = groups(program, q=words)["people"]["results"]
        assert row["uuid"] == str(person.uuid)
        assert row["text"].endswith(text) if text else row["text"] == ""


def test_a_kind_without_its_scope_is_not_looked_for(cast, found):
    narrow = program_of(cast.police, scopes=["search:read", "cases:read"]).program

    assert groups(narrow).keys() == {"cases"}
    refused = narrow.get(HERE, {"q": "pellworth", "kind": "log"})
    assert (refused.status_code, "log:read" in refused.json()["detail"]) == (403, True)


def test_without_the_scope_of_search_nothing_is_found(cast, found):
    narrow = program_of(cast.police, scopes=["people:read"]).program

    assert narrow.get(HERE, {"q": "pellworth"}).status_code == 403


def test_what_others_have_is_not_found(cast, found):
    assert groups(program_of(cast.elsewhere).program) == {}


def test_what_is_restricted_is_not_found(cast, found, program, person):
    restrict(person, cast.manager)

    assert groups(program).keys() == {"cases"}


def test_one_kind_is_read_page_by_page(program, cast):
    for number in range(3):
        CaseFactory(by=cast.manager, title=f"Pellworth farm {number}")

    first = groups(program, kind="cases", limit="2")["cases"]
    rest = program.get(first["more"]).json()["results"][0]

    assert (len(first["results"]), len(rest["results"]), rest["more"]) == (2, 1, None)
    assert {one["uuid"] for one in first["results"]}.isdisjoint(
        one["uuid"] for one in rest["results"]
    )


def test_people_are_read_page_by_page_to_the_end(program, cast):
    made = {str(make_person(by=cast.manager, surname="Pellworth").uuid) for _ in range(5)}

    pages, told = [], groups(program, kind="people", limit="2")["people"]
    while told and len(pages) < 9:
        pages.append([row["uuid"] for row in told["results"]])
        told = told["more"] and program.get(told["more"]).json()["results"][0]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {uuid for page in pages for uuid in page} == made


def test_more_tasks_than_a_page_are_in_their_list(program, cast):
    made = {
        str(TaskFactory(by=cast.officer, to=cast.council, detail="Ring Pellworth farm").uuid)
        for _ in range(3)
    }

    told = groups(program, kind="tasks", limit="2")["tasks"]

    assert len(told["results"]) == 2
    assert {row["uuid"] for row in program.get(told["more"]).json()["results"]} == made


WRONG = [
    {},
    {"q": " "},
    {"q": "x" * 101},
    {"q": "pell", "kind": "purple"},
    {"q": "pell", "since": "soon"},
    {"q": "pell", "after": "abc"},
    {"q": "pell", "colour": "red"},
]


@pytest.mark.parametrize("query", WRONG)
def test_a_search_that_cannot_be_is_refused(program, query):
    assert program.get(HERE, query).status_code == 400


def test_a_search_is_recorded_without_its_words(program, person):
    program.get(HERE, {"q": "pellworth"})

    event = Event.objects.latest("pk")
    assert (event.verb, event.channel) == ("profile.list:search", "api")
    assert event.subjects == [person.pk]
    assert "pellworth" not in str(event.detail).lower()


def test_a_search_that_finds_nothing_is_recorded(cast):
    narrow = program_of(cast.police, scopes=["search:read", "cases:read"]).program

    narrow.get(HERE, {"q": "zebedee"})

    assert Event.objects.latest("pk").verb == "profile.list:search"


def test_a_misspelt_word_is_corrected_as_on_the_page(program, found, monkeypatch):
    known = "SELECT 'farm' word, 0.1 share WHERE %(tables)s::text[] IS NOT NULL"
    monkeypatch.setattr(spelling, "KNOWN", known)

    told = groups(program, q="farn", kind="log")["log"]

    assert [row["uuid"] for row in told["results"]] == [str(found["log"].uuid)]
    assert told["note"] == "Nothing has “farn”. These have “farm”."


# ---- Records in limited view --------------------------------------------------------------------
def test_exact_particulars_show_a_record_in_limited_view_as_the_page_does(
    person, cast, staffordshire
):
    neighbour = program_of(TeamFactory(areas=[staffordshire])).program
    number = IdentifierFactory(profile=person)

    exact = neighbour.get(HERE, {"q": number.value}).json()["limited"]
    near = neighbour.get(HERE, {"q": person.surname}).json()["limited"]
    (stub,) = exact

    assert (stub["reference"], stub["managed_by"]["name"]) == (person.reference, cast.police.name)
    assert neighbour.get(stub["url"]).json()["reference"] == person.reference
    assert stub.keys() == {"reference", "managed_by", "url"}
    assert near == []


def test_no_record_is_shown_in_limited_view_where_people_are_not_looked_for(
    person, cast, staffordshire
):
    team = TeamFactory(areas=[staffordshire])
    narrow = program_of(team, scopes=["search:read", "cases:read"]).program
    number = IdentifierFactory(profile=person)

    assert narrow.get(HERE, {"q": number.value}).json()["limited"] == []
    assert not Discovery.objects.exists()
