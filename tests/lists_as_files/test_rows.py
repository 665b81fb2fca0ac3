"""Each list as a file: the rows and words of its page for this reader, and no more."""

import gc

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from access.services import end_access, exclude_person
from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from cases.tests.factories import (
    ActionAmendmentFactory,
    ActionFactory,
    ParticipantFactory,
    make_case,
)
from exports import kinds
from exports.models import Export
from missing.tests.casts import a_cast, assess, let_in, see
from profiles.models import Role
from profiles.tests.factories import (
    AddressFactory,
    AmendmentFactory,
    CustodyStayFactory,
    EstablishmentFactory,
    FollowUpFactory,
    PhoneFactory,
    RiskAssessmentFactory,
    RoleFactory,
    make_person,
    write_contact,
)
from referrals.tests.factories import InterventionFactory, ReferralFactory, liam
from tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def made_event():
    return Event.objects.filter(verb="export.made").latest("pk")


def column(rows, heading):
    return [row[heading] for row in rows]


# ---- People -------------------------------------------------------------------------------------
def test_people_are_those_of_the_page_in_its_order(client, exported, officer, outsider):
    people = [make_person(by=officer, surname=name) for name in ("Zwjensenn", "Arkwrightt")]
    make_person(by=outsider, surname="Elsewheree")
    client.force_login(officer)

    rows = exported(officer, "people")

    assert column(rows, "Reference") == [people[1].reference, people[0].reference]
    page = client.get("/profiles/").context["page"]
    assert [person.reference for person in page] == column(rows, "Reference")
    assert made_event().subjects == sorted(person.pk for person in people)


def test_people_are_narrowed_by_the_address(exported, officer):
    victim, other = (make_person(by=officer, surname=name) for name in ("Victimm", "Otherr"))
    RoleFactory(profile=victim, added_by=officer, kind=Role.Kind.VICTIM)

    assert column(exported(officer, "people", "q=Otherr"), "Reference") == [other.reference]
    (row,) = exported(officer, "people", f"role={Role.Kind.VICTIM}")
    assert (row["Reference"], row["Roles"]) == (victim.reference, "Victim")


def test_the_risk_comes_with_its_section_alone(exported, person, officer, manager, council):
    RiskAssessmentFactory(profile=person, written_by=officer)
    give(person, manager, council, sections=["log"])

    (own,) = exported(officer, "people")
    (partner,) = exported(member(council), "people")

    assert own["Risk"] not in ("Not assessed", "Risk not shared with you")
    assert partner["Risk"] == "Risk not shared with you"


def quiet_for_years(person, team):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE profiles_profile SET created_at = created_at - interval '2 years'")


def owed_by(team, person):
    """A report about somebody who is released in four weeks, by the team of the prison."""
    CustodyStayFactory(
        profile=person,
        establishment=EstablishmentFactory(team=team),
        release_expected_on=timezone.localdate() + timezone.timedelta(days=28),
    )


@pytest.mark.parametrize(
    ("query", "section", "make"),
    [
        ("contact=28", "log", quiet_for_years),
        ("report=owed", "reports", lambda of, team: owed_by(team, of)),
        ("q=01632+960+331", "contact_details", lambda of, _: PhoneFactory(profile=of)),
        ("q=Tannery+Row", "contact_details", lambda of, _: AddressFactory(profile=of)),
        ("q=Tannery+Row&by=address", "contact_details", lambda of, _: AddressFactory(profile=of)),
    ],
)
def test_a_list_by_what_is_in_a_section_is_given_to_its_readers(
    client, exported, person, manager, council, query, section, make
):
    reader = member(council)
    grant = give(person, manager, council, sections=[section, "documents"], level=2)
    make(person, council)
    (row,) = exported(reader, "people", query)
    assert row["Reference"] == person.reference
    client.force_login(reader)
    address = reverse("exports:file", args=[Export.objects.latest("pk").uuid])
    assert b"".join(client.get(address)).startswith("\ufeff".encode())

    end_access(obj=person, grant=grant, by=manager, because="Done")
    give(person, manager, council, sections=["documents"])

    assert client.get(address).status_code == 403
    # One that the collector closes later would spoil the transaction of somebody else.
    cursors = [one for one in gc.get_objects() if issubclass(type(one), psycopg.ServerCursor)]
    assert all(one.closed for one in cursors)


@pytest.mark.parametrize("ending", ["excluded", "restricted"])
def test_who_does_not_read_a_record_does_not_export_it(exported, person, officer, manager, ending):
    if ending == "excluded":
        exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    else:
        restrict(person, manager)

    assert exported(officer, "people") == []


# ---- The log ------------------------------------------------------------------------------------
def test_the_log_of_a_person(exported, officer, person):
    contact = write_contact(person, officer, text="=1+1")
    AmendmentFactory(contact=contact, written_by=officer, text="He rang back")
    FollowUpFactory(contact=contact, written_by=officer, what="Ring the landlord")

    (row,) = exported(officer, "log", of=person)

    assert row["What happened"] == "'=1+1"
    assert row["Written by"] == "Priya Nandra, Staffordshire IOM Team"
    assert "He rang back" in row["Added later"]
    assert "Ring the landlord" in row["To follow up"]
    event = made_event()
    assert (event.section, event.subjects) == ("log", [person.pk])


def test_the_log_is_narrowed_by_the_address(exported, officer, person):
    write_contact(person, officer, text="Met at the bus stop")
    write_contact(person, officer, text="Rang his mother")

    rows = exported(officer, "log", "q=mother", of=person)

    assert column(rows, "What happened") == ["Rang his mother"]


def test_the_log_names_nobody_of_a_discreet_team(exported, person, officer, manager, council):
    refuge = TeamFactory(name="Willow House", is_discreet=True)
    worker = member(refuge, name="Hidden Helperr")
    give(person, manager, refuge, sections=["log"], level=2)
    write_contact(person, worker, text="Came to us")
    give(person, manager, council, sections=["log"])

    (row,) = exported(member(council), "log", of=person)

    assert row["Written by"] == "a person of another team"


@pytest.mark.parametrize("sections", [["risk"], []])
def test_the_log_needs_its_section(exported, person, manager, council, sections):
    give(person, manager, council, sections=sections)

    with pytest.raises(ValidationError):
        exported(member(council), "log", of=person)


def test_a_log_is_always_of_somebody(officer):
    assert kinds.find(officer, "log") is None
    assert kinds.find(officer, "actions") is None


# ---- Cases and their actions --------------------------------------------------------------------
def test_cases_are_those_of_the_page(client, exported, officer, outsider, person):
    case = make_case(by=officer, title="Noise in Tannery Row")
    ParticipantFactory(case=case, profile=person, by=officer)
    make_case(by=outsider, title="Elsewhere")
    client.force_login(officer)

    (row,) = exported(officer, "cases")

    assert (row["Reference"], row["Title"]) == (case.reference, "Noise in Tannery Row")
    assert row["State"] == "Open"
    assert [one.reference for one in client.get("/cases/").context["page"]] == [case.reference]
    assert made_event().subjects == []


def test_the_actions_of_a_case(exported, officer, person):
    case = make_case(by=officer)
    ParticipantFactory(case=case, profile=person, by=officer)
    action = ActionFactory(case=case, by=officer, text="Letter sent")
    ActionAmendmentFactory(action=action, by=officer, text="It came back")

    (row,) = exported(officer, "actions", of=case)

    assert row["What was done"] == "Letter sent"
    assert "It came back" in row["Added later"]
    event = made_event()
    assert (event.section, event.subjects) == ("actions", [person.pk])


def test_the_actions_of_a_case_need_their_section(exported, officer, manager, council):
    case = make_case(by=officer)
    give(case, manager, council, sections=["people"])

    with pytest.raises(ValidationError):
        exported(member(council), "actions", of=case)


# ---- Tasks, referrals, the register, the board --------------------------------------------------
def test_tasks_name_the_person_to_readers_alone(exported, officer, person, manager, council):
    worker = member(council)
    TaskFactory(by=officer, to=council, about=person)

    (sent,) = exported(officer, "tasks", "tab=sent")
    (blind,) = exported(worker, "tasks", "tab=team")

    assert str(person) in sent["Task"]
    assert made_event().subjects == []
    assert str(person) not in blind["Task"]
    assert blind["About"] == person.reference


def test_referrals_of_a_tab(exported, officer):
    referral = ReferralFactory(by=officer, state="submitted")

    (row,) = exported(officer, "referrals")

    assert row["Reference"] == referral.reference
    assert "Liam Corrigan (" in row["Who"]
    assert exported(officer, "referrals", "tab=closed") == []


def test_the_register(exported, officer):
    entry = InterventionFactory(by=officer, parties=[liam()])

    (row,) = exported(officer, "rj-register")

    assert row["Reference"] == entry.reference
    assert "Liam Corrigan (" in row["Who"]


def test_a_control_room_exports_no_register(operator):
    assert kinds.find(operator, "rj-register") is None


def test_the_board(exported, db):
    cast = a_cast()
    assess(cast)
    see(cast, cast.officer)

    (row,) = exported(cast.officer, "missing")

    assert (row["Name"], row["Risk"]) == ("Mia Calderbrook", "High risk")
    assert row["Reference"] == cast.episode.case.reference
    assert row["Latest sighting"]
    let_in(cast, cast.ward, sections=["people"])
    (partner,) = exported(cast.nurse, "missing")
    assert partner["Latest sighting"] == ""
