"""What is read before a record is taken over: whose it is, what one sees now, what others keep."""

import pytest
from django.urls import reverse

from access.tests.factories import TransferFactory, allow_sharing, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.tests.walking import post, url


@pytest.fixture
def taker(elsewhere):
    return member(elsewhere, Membership.Role.MANAGER)


@pytest.fixture
def page(client, person, manager, elsewhere, taker):
    """The proposal, as a manager of the team that is asked reads it; with its text."""
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    def read():
        client.force_login(taker)
        response = client.get(reverse("access:transfer", args=[transfer.uuid]))
        return response, response.content.decode()

    return read


def test_a_reader_is_told_whom_and_what_they_see_now(page, person, manager, elsewhere):
    give(person, manager, elsewhere, sections=["log"])

    response, text = page()

    assert f"Take over {person.name} from Staffordshire IOM Team?" in text
    assert person.get_absolute_url() in text
    assert "log" in response.context["may_see"]


def test_to_others_it_is_the_reference_alone(page, person):
    _, text = page()

    assert f"Take over record {person.reference} from" in text
    assert person.surname not in text
    assert person.get_absolute_url() not in text
    assert "Only this proposal" in text


def test_what_the_team_has_now_is_not_said_to_stay(page, person, manager, elsewhere):
    """It ends as the team becomes the owner; a third team keeps what it has."""
    third = TeamFactory(name="HMP Elsewhere")
    allow_sharing(person.owner_team, third)
    give(person, manager, elsewhere)
    give(person, manager, third)

    response, _ = page()

    assert response.context["stays"] == ["HMP Elsewhere"]


def test_a_team_is_found_as_when_access_is_given(signed_in, person, elsewhere, taker):
    """What may have been meant can be ticked; a team that cannot take it is said by its field."""
    terms = {"keep": "year", "note": "Has moved", "basis": ""}

    response, text = post(signed_in, url("transfer", person), teams="norfolk iom", **terms)

    assert response.context["form"].errors["teams"]
    assert "Did you mean" in text
    assert f"team:{elsewhere.uuid}|norfolk iom" in text
