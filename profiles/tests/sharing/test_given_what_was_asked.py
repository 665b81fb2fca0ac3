"""Access that is given directly answers what was asked for, and nothing else."""

import pytest
from django.utils import timezone

from access.models import AccessRequest, Grant
from access.services import give_access_to_many
from access.tests.factories import AccessRequestFactory, LawfulBasisFactory, give
from agencies.models import Membership
from agencies.tests.factories import member
from profiles.models import Profile
from profiles.tests.factories import make_person


def give_one(person, by, team):
    give(person, by, team)


def give_many(person, by, team):
    give_access_to_many(
        records=Profile.objects.filter(pk=person.pk),
        by=by,
        team=team,
        level=1,
        sections=["log"],
        purpose="Joint management",
        basis=LawfulBasisFactory(),
    )


WAYS = pytest.mark.parametrize("give_to", [give_one, give_many])


@pytest.fixture
def teammate(person, manager, outsider):
    """A colleague of somebody named, who may know that the record exists."""
    give(person, manager, outsider, named=True)
    return member(outsider.acting_team, name="Mona Redgrave")


def a_request(by, obj, **more):
    about = {"object_type": obj._meta.label_lower, "object_id": obj.pk, **more}
    membership = Membership.objects.live().get(user=by)
    return AccessRequest.objects.create(
        asked_by=by, membership=membership, reason="other", **about
    )


@WAYS
def test_what_was_asked_is_answered(person, manager, teammate, give_to):
    asked = AccessRequestFactory(obj=person, by=teammate)

    give_to(person, manager, teammate.acting_team)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("given", manager)
    assert asked.grant == Grant.objects.get(team=teammate.acting_team, user=None)


@WAYS
def test_nothing_else_is(person, manager, teammate, council, give_to):
    other = make_person(manager, surname="Ashlow")
    decided = {"decided_at": timezone.now(), "decided_by": manager}
    left = [
        a_request(teammate, other),
        a_request(teammate, person, object_type="throwaway.parcel"),
        a_request(member(council), person),
        a_request(teammate, person, state="refused", **decided),
    ]
    states = [one.state for one in left]

    give_to(person, manager, teammate.acting_team)

    for one in left:
        one.refresh_from_db()
    assert [one.state for one in left] == states


def test_each_request_names_the_access_to_its_own_record(person, manager, teammate):
    other = make_person(manager, surname="Ashlow")
    asked = [a_request(teammate, one) for one in (other, person)]

    give_access_to_many(
        records=Profile.objects.all(),
        by=manager,
        team=teammate.acting_team,
        level=1,
        sections=["log"],
        purpose="Joint management",
        basis=LawfulBasisFactory(),
    )

    for one in asked:
        one.refresh_from_db()
    assert [one.grant.object_id for one in asked] == [other.pk, person.pk]


def test_access_of_a_named_colleague_answers_nothing(person, manager, teammate):
    asked = AccessRequestFactory(obj=person, by=teammate)

    give(person, manager, member(teammate.acting_team), named=True)

    asked.refresh_from_db()
    assert asked.state == "waiting"
