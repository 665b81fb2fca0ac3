"""What a search never finds: what the reader does not hold, whatever it says."""

import pytest

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give, restrict, run_out
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.querysets import as_array
from documents.services import withdraw_document
from home.search import entries, records, texts
from home.search.asked import Asked
from home.search.asking import search
from home.search.rows import KINDS
from home.tests.search.conftest import found
from profiles.models import ProfileTeamHold
from profiles.tests.factories import AddressFactory, PhoneFactory, ReportFactory

pytestmark = pytest.mark.slow

SECTIONS = {"log": "log", "reports": "reports", "documents": "documents"}


@pytest.fixture(
    params=[{"FEW": 2_000}, {"FEW": 0, "OFTEN": 0}], ids=["few records", "many"], autouse=True
)
def _both_ways(request, monkeypatch):
    """Whichever way the texts are looked through."""
    for name, value in request.param.items():
        monkeypatch.setattr(texts, name, value)


@pytest.mark.parametrize("role", ["administrator", "auditor", "control"])
def test_other_roles_find_nothing_of_records(things, police, role):
    shown = found(member(police, role))

    assert set(shown) <= ({"register"} if role == "control" else set())


def test_outsiders_find_nothing(things, outsider):
    assert found(outsider) == {}


def test_somebody_without_a_team_or_with_a_closed_account_finds_nothing(things, officer):
    Membership.objects.filter(user=officer).update(
        valid_from="2019-01-01T00:00Z", valid_until="2020-01-01T00:00Z"
    )
    officer.__dict__.pop("live_memberships", None)
    assert found(officer) == {}

    officer.is_active = False
    assert found(officer) == {}


def test_the_excluded_find_nothing_of_the_person(things, manager, officer, colleague):
    exclude_person(obj=things["people"], by=manager, user=officer, reason="A cousin")

    shown = found(officer)

    assert things["documents"].uuid not in shown["documents"]
    assert not {"people", "log", "reports", "tasks"} & set(shown)
    assert {"people", "log", "reports"} <= set(found(colleague))


def test_the_excluded_find_nothing_of_the_case(things, manager, officer):
    exclude_person(obj=things["cases"], by=manager, user=officer, reason="A neighbour")

    shown = found(officer)

    assert not {"cases", "actions"} & set(shown)
    assert things["of_case"].uuid not in shown["documents"]


def test_restricted_records_are_found_by_those_named_alone(things, manager, officer):
    restrict(things["people"], manager)
    restrict(things["cases"], manager)

    assert not {"people", "cases", "log", "actions", "reports", "documents"} & set(found(officer))
    assert {"people", "cases", "log", "actions", "reports"} <= set(found(manager))


def test_what_a_discreet_team_keeps_is_found_by_itself_alone(things, police, officer, outsider):
    police.is_discreet = True
    police.save()

    assert "log" in found(officer)
    assert found(outsider) == {}
    assert found(member(TeamFactory(areas=police.areas.all()))).keys() <= {"register"}


@pytest.mark.parametrize("held", ["log", "reports", "documents", "risk"])
def test_a_section_that_is_not_held_is_not_found(things, manager, council, held):
    give(things["people"], manager, council, sections=[held])

    shown = found(member(council))

    assert "people" in shown
    for kind, section in SECTIONS.items():
        assert (kind in shown) == (section == held)


@pytest.mark.parametrize("held", ["actions", "people", "documents"])
def test_a_section_of_a_case_that_is_not_held_is_not_found(things, manager, council, held):
    give(things["cases"], manager, council, sections=[held])

    shown = found(member(council))

    assert "cases" in shown
    assert ("actions" in shown) == (held == "actions")
    assert ("documents" in shown) == (held == "documents")


def test_access_that_has_ended_finds_nothing(things, manager, council):
    grant = give(things["people"], manager, council)
    reader = member(council)
    assert "log" in found(reader)

    run_out(grant, ProfileTeamHold)

    assert not {"people", "log", "reports", "documents"} & set(found(reader))


def test_a_named_person_finds_what_they_were_given(things, manager, council):
    reader, mate = member(council), member(council)
    give(things["people"], manager, reader, level=Level.VIEW, sections=["log"], named=True)

    assert "log" in found(reader)
    assert not {"log", "people"} & set(found(mate))


def test_confidential_reaches_are_found_with_contact_details_alone(things, manager, council):
    person = things["people"]
    PhoneFactory(profile=person, number="01632 960 777", is_confidential=True)
    AddressFactory(profile=person, text="9 Quarry Bank", is_confidential=True)
    give(person, manager, council, sections=["log"])
    blind, manager_finds = member(council), found(manager, "01632 960777")

    assert manager_finds["people"] == [person.uuid]
    assert "people" in found(manager, "quarry bank")
    assert "people" not in found(blind, "01632 960777")
    assert "people" not in found(blind, "quarry bank")


def test_tasks_are_found_by_those_who_read_them(things, manager, council, outsider):
    """The receiving team may only know of the person: it reads no words of the task."""
    reader = member(council)
    assert "tasks" not in found(reader)

    give(things["people"], manager, council, sections=["log"])

    assert found(reader)["tasks"] == [things["tasks"].uuid]


def test_a_draft_of_a_report_is_not_searched(things, manager, officer):
    ReportFactory(profile=things["people"], by=officer)

    assert "reports" not in found(officer, "better than last month")


def test_a_withdrawn_document_is_not_found(things, manager):
    withdraw_document(document=things["documents"], by=manager, because="Wrong person")

    assert things["documents"].uuid not in found(manager)["documents"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_finds_nothing_shows_no_row(things, outsider, kind):
    assert [list(group.rows) for group in search(outsider, "marmalade", [kind])] == [[]]


# ---- Each layer by itself -----------------------------------------------------------------------
def ids_of(things):
    return {
        "log": [things["log"].pk],
        "actions": [things["actions"].pk],
        "reports": [things["reports"].pk],
        "of_people": [things["documents"].pk],
        "of_cases": [things["of_case"].pk],
    }


def test_what_is_proposed_is_fetched_as_its_reader_may_read_it(things, officer, outsider):
    ids = {name: as_array(some) for name, some in ids_of(things).items()}

    theirs, nobodys = entries._fetched(user=officer, **ids), entries._fetched(user=outsider, **ids)

    assert {name: [one.pk for one in theirs[name]] for name in ids} == ids_of(things)
    assert not any(nobodys[name] for name in ids)
    assert records._cases(user=outsider, ids=as_array([things["cases"].pk])) == []


def test_nothing_is_proposed_that_the_reader_does_not_hold(things, officer, outsider, manager):
    every = [*entries.OF_KIND["documents"], texts.LOG, texts.ACTIONS, texts.REPORTS]

    def proposed(reader):
        found = texts.find(Asked(reader, "marmalade", tuple(KINDS)), every)
        return {name: one.ids for name, one in found.items()}

    assert proposed(officer) == ids_of(things)
    assert not any(proposed(outsider).values())
    exclude_person(obj=things["people"], by=manager, user=officer, reason="A cousin")
    assert {name for name, ids in proposed(officer).items() if ids} == {"actions", "of_cases"}
