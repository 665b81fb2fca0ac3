"""History of a case is of the case: what happened to the people in it is in theirs."""

import pytest
from django.urls import reverse

from access.levels import Level
from access.selectors import history_of
from access.tests.factories import give
from cases import services
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


def viewed(client, case):
    page = reverse("cases:history", args=[case.uuid])
    return client.get(f"{page}?show=views").content.decode()


def test_lists_of_people_are_no_views_of_a_case(client, case, person, manager, outsider):
    client.force_login(manager)
    client.get(reverse("profiles:list"))
    give(case, manager, outsider.acting_team, sections=["people"])
    client.force_login(outsider)

    assert "Saw a list of people" not in viewed(client, case)
    assert "Saw in a list" not in viewed(client, case)


def test_not_even_of_people_in_it(client, case, person, manager, outsider):
    factories.ParticipantFactory(case=case, profile=person)
    make_person(by=manager, surname="Fenn")
    client.force_login(manager)
    client.get(reverse("profiles:list"))
    give(case, manager, outsider.acting_team, sections=["people"])
    client.force_login(outsider)

    assert "Saw a list of people" not in viewed(client, case)
    assert "Saw in a list" not in viewed(client, case)


VICTIMS = {
    "victim_contact_name": "Ros Pemberly",
    "victim_contact_organisation": "Victim Support",
    "victim_contact_phone": "01632 960249",
}


@pytest.mark.parametrize(("section", "is_told"), [("people", True), ("actions", False)])
def test_whom_the_victim_rings_is_told_with_the_people(case, manager, outsider, section, is_told):
    services.edit_case(case=case, by=manager, title="Threats, Lansdown Court", **VICTIMS)
    services.edit_case(case=case, by=manager, **dict.fromkeys(VICTIMS, ""))
    give(case, manager, outsider.acting_team, sections=[section], level=Level.VIEW)

    lines = history_of(case, outsider)[1]

    told = str([line.changes for line in lines])
    assert "Threats, Lansdown Court" in told
    assert [value in told for value in VICTIMS.values()] == [is_told] * 3
    assert ("Victim contact" in told) == is_told
