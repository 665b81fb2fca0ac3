"""A person's record lists the cases that its reader sees; of others it says nothing."""

import pytest
from django.urls import reverse

from access.services import exclude_person
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases.tests import factories


@pytest.fixture
def case(person, manager):
    case = factories.make_case(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    return case


@pytest.fixture
def reader(person, manager):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team)
    return reader


def text(client, person, user):
    client.force_login(user)
    return client.get(reverse("cases:of-person", args=[person.uuid])).content.decode()


def test_the_tab_leads_to_the_cases(client, person, case, manager):
    assert case.title in text(client, person, manager)
    overview = client.get(person.get_absolute_url()).content.decode()
    assert reverse("cases:of-person", args=[person.uuid]) in overview


def test_a_case_the_reader_cannot_see_is_not_listed(client, person, case, reader):
    shown = text(client, person, reader)

    assert case.title not in shown
    assert case.reference not in shown
    assert "You cannot see any case that names this person." in shown


def test_a_case_without_its_people_is_not_listed(client, person, case, manager, reader):
    give(case, manager, reader.acting_team, sections=["actions"])

    assert case.reference not in text(client, person, reader)


def test_a_case_with_its_people_is_listed(client, person, case, manager, reader):
    give(case, manager, reader.acting_team, sections=["people"])

    assert case.reference in text(client, person, reader)


def test_who_is_excluded_from_the_case_does_not_see_it_listed(
    client, person, case, manager, police
):
    other = member(police, Membership.Role.MANAGER)
    exclude_person(obj=case, by=manager, user=other, reason="A cousin")

    assert case.reference not in text(client, person, other)


def test_cases_of_others_are_not_listed(client, person, case, manager):
    other = factories.make_case(by=manager, title="Another street")
    factories.ParticipantFactory(case=other, name="Maureen Oakhurst")

    assert "Another street" not in text(client, person, manager)


def test_who_cannot_see_the_person_sees_no_page(client, person, case):
    client.force_login(member(TeamFactory()))

    page = reverse("cases:of-person", args=[person.uuid])
    assert client.get(page).status_code == 404
