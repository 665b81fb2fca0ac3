"""History of a case is of the case: what happened to the people in it is in theirs."""

import pytest
from django.urls import reverse

from access.tests.factories import give
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
