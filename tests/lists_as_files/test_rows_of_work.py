"""Handovers, returned people, galleries, needs and rules as files: what their pages say."""

import pytest

from access.services import end_access, exclude_person
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from alerts.tests.factor_factories import rule_of
from audit.models import Event
from cases.models import Case
from cases.tests.factories import make_case
from exports.models import Export
from galleries.tests.factories import EntryFactory, GalleryFactory
from missing.tests.casts import a_cast, find, let_in
from profiles.tests.factories import NeedFactory
from referrals.tests.factories import InterventionFactory, liam
from tasks.services import acknowledge_handover
from tasks.tests.factories import HandoverFactory, TaskFactory
from tests.lists_as_files.acts import is_given

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def column(rows, heading):
    return [row[heading] for row in rows]


def subjects_of_last():
    return Event.objects.filter(verb="export.made").latest("pk").subjects


# ---- Handovers ----------------------------------------------------------------------------------
def test_handovers_of_a_tab_with_their_notes(client, exported, officer, colleague):
    case = make_case(by=officer, title="Noise in Tannery Row")
    handover = HandoverFactory(by=officer, of=case, note="=HYPERLINK(1)")
    client.force_login(colleague)

    (row,) = exported(colleague, "handovers")

    assert (row["Reference"], row["What"]) == (case.reference, "Noise in Tannery Row")
    assert row["From"] == "Priya Nandra, Staffordshire IOM Team"
    assert (row["To"], row["State"]) == ("Staffordshire IOM Team", "Waiting")
    assert row["What the next shift must know"] == "'=HYPERLINK(1)"
    assert [one.pk for one in client.get("/tasks/handovers/").context["page"]] == [handover.pk]
    assert exported(officer, "handovers") == []
    acknowledge_handover(handover=handover, by=colleague)
    (over,) = exported(officer, "handovers", "tab=over")
    assert over["State"] == "Acknowledged by Owen Marchbank, Staffordshire IOM Team"


def test_handovers_of_another_team_and_of_what_is_hidden_are_not_there(
    exported, officer, colleague, manager, outsider
):
    case = make_case(by=officer)
    HandoverFactory(by=officer, of=case)
    exported(colleague, "handovers")
    assert is_given(colleague, "handovers")

    exclude_person(obj=case, by=manager, user=colleague, reason="A cousin")

    assert not is_given(colleague, "handovers")
    for reader in (colleague, outsider):
        assert exported(reader, "handovers", "tab=team") == []


def test_a_handover_names_the_person_of_its_task_to_readers_alone(
    exported, officer, colleague, manager, person, police
):
    task = TaskFactory(by=officer, to=police, person=officer, about=person)
    HandoverFactory(by=officer, of=task)

    (row,) = exported(colleague, "handovers")

    assert str(person) in row["What"]
    assert subjects_of_last() == [person.pk]
    assert is_given(colleague, "handovers")
    exclude_person(obj=person, by=manager, user=colleague, reason="A cousin")
    assert not is_given(colleague, "handovers")


@pytest.mark.parametrize("kind", ["tasks", "handovers"])
def test_a_case_with_nobody_in_it_is_named_to_those_who_still_read_it(
    client, exported, officer, manager, council, kind
):
    case, worker = make_case(by=officer, title="Noise in Tannery Row"), member(council)
    grant = give(case, manager, council, level=2)
    task = TaskFactory(by=officer, to=council, person=worker, about=case)
    if kind == "handovers":
        HandoverFactory(by=worker, of=task)

    (row,) = exported(worker, kind, "tab=team")

    assert "Noise in Tannery Row" in row["Task" if kind == "tasks" else "What"]
    assert is_given(worker, kind, "tab=team")
    end_access(obj=case, grant=grant, by=manager, because="Done")
    client.force_login(worker)
    fetched = client.get(f"/exports/{Export.objects.latest('pk').uuid}/file/")
    assert fetched.status_code == 403


# ---- Those who came back ------------------------------------------------------------------------
def test_those_who_came_back_with_the_talks_that_are_due(client, exported, db):
    cast = a_cast()
    find(cast)
    client.force_login(cast.officer)

    (row,) = exported(cast.officer, "missing-returned")

    assert (row["Reference"], row["Name"]) == (cast.episode.case.reference, "Mia Calderbrook")
    assert row["Return home interview"].endswith("left")
    assert row["Return home interview by"] > row["Back since"] > ""
    assert subjects_of_last() == [cast.person.pk]
    assert len(client.get("/missing/").context["back"]) == 1
    assert exported(cast.officer, "missing") == exported(cast.outsider, "missing-returned") == []


def test_who_loses_the_case_loses_the_file_of_those_who_came_back(exported, db):
    cast = a_cast()
    let_in(cast, cast.ward)
    find(cast)
    exported(cast.nurse, "missing-returned")
    assert is_given(cast.nurse, "missing-returned")

    exclude_person(obj=cast.episode.case, by=cast.officer, user=cast.nurse, reason="A cousin")

    assert not is_given(cast.nurse, "missing-returned")


def test_what_came_of_an_interview_is_read_by_readers_of_the_actions_alone(exported, db):
    cast = a_cast()
    grant = let_in(cast, cast.ward)
    find(cast)
    exported(cast.nurse, "missing-returned")
    assert is_given(cast.nurse, "missing-returned")

    let_in(cast, cast.ward, sections=[], replaces=grant)

    assert cast.episode.case in Case.objects.visible_to(cast.nurse)
    assert not is_given(cast.nurse, "missing-returned")


# ---- Galleries ----------------------------------------------------------------------------------
def test_the_list_of_galleries_counts_whom_the_reader_sees(
    exported, officer, colleague, manager, person, police, elsewhere
):
    gallery = GalleryFactory(title="=Cohort", curators=[police])
    EntryFactory(gallery=gallery, profile=person, by=officer)
    GalleryFactory(title="Theirs", curators=[elsewhere])
    exclude_person(obj=person, by=manager, user=colleague, reason="A cousin")

    (row,) = exported(officer, "galleries")

    assert (row["Gallery"], row["People"], row["State"]) == ("'=Cohort", "1", "Open")
    assert column(exported(colleague, "galleries"), "People") == ["0"]
    assert subjects_of_last() == []


# ---- Needs --------------------------------------------------------------------------------------
def test_needs_of_the_teams_of_the_reader(client, exported, officer, manager, person, police):
    NeedFactory(profile=person, by=officer, text="=1+1", team=police)
    NeedFactory(profile=person, by=officer, text="Of nobody")
    client.force_login(officer)

    (row,) = exported(officer, "needs-of-teams")

    assert (row["Reference"], row["Name"]) == (person.reference, person.name)
    assert (row["What it is"], row["Picked up by"]) == ("'=1+1", "Nobody yet")
    assert len(client.get("/profiles/needs/").context["page"]) == 1
    assert subjects_of_last() == [person.pk]
    assert is_given(officer, "needs-of-teams")
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    assert not is_given(officer, "needs-of-teams")
    assert exported(officer, "needs-of-teams") == []


def test_needs_of_a_person_open_ones_first_without_names_that_are_hidden(
    exported, officer, manager, person, council
):
    refuge = TeamFactory(name="Willow House", is_discreet=True)
    worker = member(refuge, name="Hidden Helperr")
    give(person, manager, refuge, sections=["log"], level=2)
    give(person, manager, council, sections=["log"])
    NeedFactory(profile=person, by=worker, text="A new lock", team=refuge, is_picked_up=True)
    NeedFactory(profile=person, by=officer, text="A room", is_resolved=True)

    still_open, resolved = exported(member(council), "needs", of=person)

    assert still_open["What it is"] == "A new lock"
    assert still_open["Raised by"] == "a person of another team"
    assert still_open["Picked up by"] == "a person of another team"
    assert still_open["Team responsible"] == "another team"
    assert (resolved["What it is"], resolved["How"]) == ("A room", "He has a room.")
    assert resolved["Resolved by"] == "Priya Nandra, Staffordshire IOM Team"


# ---- Rules, restorative justice -----------------------------------------------------------------
def test_the_rules_of_the_teams_of_the_reader(exported, officer, police, elsewhere):
    rule_of(police, name="=Missed")
    rule_of(elsewhere, name="Theirs")

    (row,) = exported(officer, "trigger-factors")

    assert (row["Rule"], row["State"], row["Team"]) == ("'=Missed", "On", "Staffordshire IOM Team")
    assert (row["Fired in the last 90 days"], row["Useful"]) == ("0", "0")
    assert "missed" in row["What it does"].lower()
    assert subjects_of_last() == []


def test_restorative_justice_of_a_person(exported, officer, person, outsider):
    entry = InterventionFactory(by=officer, parties=[liam(profile=person)])
    InterventionFactory(by=officer, parties=[liam()])

    (row,) = exported(officer, "rj-of-person", of=person)

    assert (row["Reference"], row["What"]) == (entry.reference, str(entry))
    assert row["Role"]
    assert subjects_of_last() == [person.pk]
    assert Export.objects.latest("pk").label == f"Restorative justice of {person.reference}"
