"""What was given last is offered again, so that only what differs is to be chosen."""

import pytest
from django.utils import timezone

from access.models import Grant
from access.tests.factories import AccessRequestFactory, DiscoveryFactory, allow_sharing
from agencies.models import Membership
from agencies.tests.factories import AgencyFactory, TeamFactory, member
from profiles.tests.factories import make_person
from profiles.tests.walking import post, url


@pytest.fixture
def given(signed_in, person, terms):
    """The terms of the fixture, given once."""
    terms = {**terms, "how_long": "usual"}
    post(signed_in, url("grant", person), **terms, confirmed="yes")
    return Grant.objects.get()


def days(grant):
    return (timezone.localdate(grant.valid_until) - timezone.localdate()).days


def initial(client, person):
    return client.get(url("grant", person)).context["form"].initial


def test_the_terms_of_last_time_are_chosen_beforehand(signed_in, given, manager):
    other = make_person(by=manager)

    offered = initial(signed_in, other)

    assert offered["sections"] == given.sections
    assert offered["level"] == given.level
    assert offered["basis"] == given.basis_id
    assert offered["how_long"] == "usual"


def test_nobody_is_offered_what_another_gave(client, given, manager, person):
    client.force_login(member(person.owner_team, Membership.Role.MANAGER))

    offered = initial(client, person)

    assert (offered["sections"], offered["basis"], offered["level"]) == ([], None, 1)


def test_a_reason_left_empty_is_that_of_last_time_for_the_same_team(
    signed_in, given, manager, terms
):
    other = make_person(by=manager)
    again = {**terms, "purpose": ""}

    response, page = post(signed_in, url("grant", other), **again)
    assert "Check before you give access" in page
    assert given.purpose in page
    post(signed_in, url("grant", other), **again, confirmed="yes")

    assert Grant.objects.of(other).get().purpose == given.purpose


def test_the_first_time_a_team_is_given_access_the_reason_is_asked(
    signed_in, given, person, terms, elsewhere
):
    another = TeamFactory(name="Norfolk PPO Team", agency=elsewhere.agency)

    response, page = post(
        signed_in, url("grant", person), **{**terms, "teams": another.name, "purpose": ""}
    )

    assert response.context["form"].errors["purpose"] == ["Enter why they need access"]


@pytest.mark.parametrize(("kind", "lasts"), [("prison", 182), ("probation", 182), ("police", 84)])
def test_the_last_day_follows_the_kind_of_agency(signed_in, person, terms, kind, lasts):
    agency = AgencyFactory(kind=kind)
    team = TeamFactory(name="The team", agency=agency)
    allow_sharing(person.owner_team, team)

    post(
        signed_in,
        url("grant", person),
        **{**terms, "teams": team.name, "how_long": "usual"},
        confirmed="yes",
    )

    # To the end of the last day.
    assert days(Grant.objects.get()) == lasts + 1


def test_a_request_is_answered_on_the_usual_terms(signed_in, given, person, council):
    neighbour = member(council)
    DiscoveryFactory(obj=person, by=neighbour)
    asked = AccessRequestFactory(obj=person, by=neighbour)

    offered = signed_in.get(url("answer", person, asked.uuid)).context["form"].initial

    assert offered["purpose"] == asked.words
    assert offered["sections"] == given.sections
    assert offered["how_long"] == "usual"
