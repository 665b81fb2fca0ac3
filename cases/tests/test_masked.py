"""Who may not know of a person in a case reads their name nowhere: on no page of it."""

import pytest
from django.urls import reverse

from access.levels import Level
from access.models import Grant
from access.services import end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases import services
from cases.models import Case
from cases.tests import factories
from profiles.models import Profile
from profiles.tests.factories import make_person

SECTIONS = list(Case.SECTIONS)
NAME, NOTE = "Marlowe", "Lives next door"


@pytest.fixture
def colleague(manager):
    """Of another team of the force, who shares the case with it."""
    return member(
        TeamFactory(agency=manager.acting_team.agency, areas=manager.acting_team.areas.all()),
        Membership.Role.MANAGER,
    )


@pytest.fixture
def marlowe(manager):
    return make_person(by=manager, surname=NAME)


@pytest.fixture
def case(manager, marlowe, colleague):
    case = factories.make_case(by=manager)
    participant = factories.ParticipantFactory(case=case, profile=marlowe, note=NOTE)
    role = factories.ParticipantRoleFactory(code="victim")
    services.edit_participant(participant=participant, by=manager, role=role)
    give(case, manager, colleague.acting_team, sections=SECTIONS, level=Level.CONTRIBUTE)
    return case


def keep_out(marlowe, manager, reader):
    exclude_person(obj=marlowe, by=manager, user=reader, reason="A cousin")


def restrict(marlowe, manager, reader):
    restrict_record(obj=marlowe, by=manager, reason="Threats", basis=LawfulBasisFactory())


def make_discreet(marlowe, manager, reader):
    manager.acting_team.is_discreet = True
    manager.acting_team.save()


HIDES = [keep_out, restrict, make_discreet]
PAGES = ["overview", "actions", "people", "sharing", "history", "close", "edit", "link"]


def text_of(client, name, case, *args):
    address = name if name.startswith("/") else reverse(f"cases:{name}", args=[case.uuid, *args])
    return client.get(address).content.decode()


@pytest.mark.parametrize("hide", HIDES)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_case_names_them(client, case, marlowe, manager, colleague, hide, page):
    hide(marlowe, manager, colleague)
    client.force_login(colleague)

    text = text_of(client, page, case)

    assert NAME not in text
    assert NOTE not in text
    assert str(marlowe.uuid) not in text


@pytest.mark.parametrize("hide", HIDES)
def test_what_is_said_of_them_is_not_to_be_edited(client, case, marlowe, manager, colleague, hide):
    hide(marlowe, manager, colleague)
    client.force_login(colleague)
    page = reverse("cases:participant-edit", args=[case.uuid, case.participants.get().uuid])

    assert client.get(page).status_code == 403
    assert client.post(page, {}).status_code == 403


@pytest.mark.parametrize("hide", HIDES)
def test_nobody_asks_for_a_record_they_may_not_know_of(case, marlowe, manager, colleague, hide):
    hide(marlowe, manager, colleague)

    assert not Profile.objects.known_to(colleague).exists()


# ---- Who may know of them asks ---------------------------------------------------------------
@pytest.fixture
def partner(case, manager):
    partner = member(TeamFactory())
    give(case, manager, partner.acting_team, sections=SECTIONS, level=Level.CONTRIBUTE)
    return partner


def test_a_reader_of_the_case_asks_for_access_to_somebody_in_it(client, case, marlowe, partner):
    client.force_login(partner)
    ask = reverse("profiles:request-access", args=[marlowe.uuid])
    assert ask in text_of(client, "people", case)

    page = client.get(ask)
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    client.post(ask, {"reason": "linked", "words": "We work on a case with them"})

    assert "has been asked" in text_of(client, ask, case)
    assert not Profile.objects.visible_to(partner).exists()


def test_without_the_people_of_the_case_nobody_is_known(case, marlowe, manager):
    reader = member(TeamFactory())
    give(case, manager, reader.acting_team, sections=["actions", "documents"])

    assert not Profile.objects.known_to(reader).exists()


def test_what_is_known_through_a_case_ends_with_access_to_it(case, marlowe, manager, partner):
    assert Profile.objects.known_to(partner).get() == marlowe
    for grant in Grant.objects.of(case).filter(team=partner.acting_team):
        end_access(obj=case, grant=grant, by=manager, because="Over")

    assert not Profile.objects.known_to(partner).exists()


def test_what_is_known_through_a_case_ends_when_it_is_closed(case, marlowe, manager, partner):
    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=manager, outcome=outcome, words="")

    assert not Profile.objects.known_to(partner).exists()


def test_what_is_known_through_a_case_ends_with_the_part_in_it(case, marlowe, manager, partner):
    participant = case.participants.get()
    participant.ends_on, participant._history_user = factories.TODAY, manager
    participant.save()

    assert not Profile.objects.known_to(partner).exists()


def test_nobody_else_is_known(case, marlowe, manager, partner):
    make_person(by=manager, surname="Another")

    assert Profile.objects.known_to(partner).get() == marlowe
    assert Case.objects.known_to(partner).get() == case
