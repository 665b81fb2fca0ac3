"""A person in a case is named to each reader as far as they may know them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from access.levels import Level
from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.tests.factories import member
from cases import services
from cases.exports import CasePeopleExport, Row
from cases.participants import MASKED, people_in
from cases.tests import factories
from profiles.tests.factories import make_person
from tests.editing import sent


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def partner(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)
    return outsider


def named(case, reader):
    (one,) = people_in(case, reader)
    return one


def test_who_sees_the_record_reads_its_name_of_today(case, manager):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    person.surname = "Marlowe"
    person.save()

    one = named(case, manager)

    assert (one.name, one.person) == ("Jordan Marlowe", person)


def test_others_read_the_confirmed_name_and_whom_to_ask(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)

    one = named(case, partner)

    assert (one.name, one.person, one.asks_of) == ("Jordan Pellworth", None, person)


def test_who_is_excluded_reads_the_role_alone(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    exclude_person(obj=person, by=manager, user=partner, reason="A cousin")

    one = named(case, partner)

    assert (one.name, one.asks_of) == (MASKED, None)


def test_a_restricted_record_is_masked(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    assert named(case, partner).is_masked


def test_a_record_of_a_discreet_team_is_masked(case, manager, partner, police):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    police.is_discreet = True
    police.save()

    assert named(case, partner).is_masked


def test_somebody_without_a_record(case, partner):
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst")

    assert named(case, partner).name == "Maureen Oakhurst"


# ---- What is said of them -----------------------------------------------------------------------
NOTE = "Her old flat"


@pytest.mark.parametrize(("reader", "told"), [("manager", True), ("partner", False)])
def test_the_note_is_read_by_those_who_see_the_record(
    client, case, manager, partner, reader, told
):
    factories.ParticipantFactory(case=case, profile=make_person(by=manager), note=NOTE)
    reader = manager if reader == "manager" else partner
    one = named(case, reader)
    (column,) = (one for one in CasePeopleExport.columns if one.heading == "Note")
    client.force_login(reader)

    page = client.get(reverse("cases:people", args=[case.uuid])).content.decode()

    assert "Jordan Pellworth" in page
    assert (NOTE in page) == told
    assert one.note == (NOTE if told else None)
    assert column.of(Row(one)) == (NOTE if told else "")


def test_of_somebody_without_a_record_the_note_is_read_with_the_name(case, partner):
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst", note=NOTE)

    assert named(case, partner).note == NOTE


def test_who_does_not_read_the_note_edits_the_rest(client, case, manager, council):
    give(case, manager, council, sections=["people"], level=Level.CONTRIBUTE)
    participant = factories.ParticipantFactory(
        case=case, profile=make_person(by=manager), note=NOTE
    )
    address = reverse("cases:participant-edit", args=[case.uuid, participant.uuid])
    role = factories.ParticipantRoleFactory(code="witness")
    client.force_login(member(council))

    page = client.get(address).content.decode()
    client.post(address, {**sent(client, address), "role": role.pk, "note": "Mine"})

    assert NOTE not in page
    participant.refresh_from_db()
    assert (participant.role, participant.note) == (role, NOTE)


@pytest.fixture
def masked(case, manager, council):
    """Somebody in the case, from whose record a partner who adds to it is excluded."""
    give(case, manager, council, sections=["people"], level=Level.CONTRIBUTE)
    person = make_person(by=manager)
    participant = factories.ParticipantFactory(case=case, profile=person, note="Her old flat")
    services.edit_participant(
        participant=participant, by=manager, role=participant.role, note="Moved to Tannery Row"
    )
    partner = member(council, name="Femi Castleton")
    exclude_person(obj=person, by=manager, user=partner, reason="A cousin")
    make_person(by=manager)
    return participant, partner


def test_history_tells_of_a_masked_person_no_more_than_the_page(client, masked):
    participant, partner = masked
    client.force_login(partner)

    page = client.get(reverse("cases:history", args=[participant.case.uuid])).content.decode()

    assert "Edited a person in the case" in page
    assert "Her old flat" not in page
    assert "Tannery Row" not in page


def test_who_may_not_know_a_person_does_not_edit_what_is_said_of_them(client, masked):
    participant, partner = masked
    client.force_login(partner)

    page = client.get(
        reverse("cases:participant-edit", args=[participant.case.uuid, participant.uuid])
    )

    assert page.status_code == 403
    assert "Tannery Row" not in page.content.decode()
    with pytest.raises(PermissionDenied):
        services.edit_participant(participant=participant, by=partner, note="Another")
