"""Two who act on one record at the same moment, in a database whose commits are real."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, connections
from django.http import Http404

from access import services
from access.levels import Level
from access.models import Grant, Transfer
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
    TransferFactory,
    give,
    restrict,
)
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, agree, member
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.together import together

Keep, State, Role = Transfer.Keep, Transfer.State, Membership.Role


def terms():
    return {
        "level": Level.VIEW,
        "sections": ["log"],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
    }


def accept(transfer, by):
    return services.accept_transfer(transfer=transfer, by=by, basis=transfer.basis)


@pytest.fixture
def proposed(live_database):
    owner, other = TeamFactory(), TeamFactory()
    agree(owner, other)
    by = member(owner, Membership.Role.MANAGER)
    takers = [member(other, Membership.Role.MANAGER) for _ in range(2)]
    person = make_person(by=by, team=owner)
    give(person, by, TeamFactory())
    yield TransferFactory(obj=person, by=by, to=other, keep=Keep.VIEW), by, takers
    connections.close_all()


def one_was_first(results):
    late = [result for result in results if isinstance(result, Exception)]
    assert len(late) == 1
    assert isinstance(late[0], ValidationError | PermissionDenied | Http404)
    return late[0]


@pytest.mark.slow
def test_two_who_accept_at_once_take_it_over_once(proposed):
    transfer, _, takers = proposed

    problem = one_was_first(together(*(lambda who=who: accept(transfer, who) for who in takers)))

    assert "Nothing was changed" in str(problem)
    assert Grant.objects.unended().filter(team=transfer.from_team).count() == 1


@pytest.mark.slow
def test_accepting_while_it_is_withdrawn_does_one_or_the_other(proposed):
    transfer, by, takers = proposed

    one_was_first(
        together(
            lambda: accept(transfer, takers[0]),
            lambda: services.withdraw_transfer(transfer=transfer, by=by, because="No"),
        )
    )

    transfer.refresh_from_db()
    owner = Profile.objects.get(pk=transfer.object_id).owner_team
    accepted = transfer.state == State.ACCEPTED
    assert owner == (transfer.to_team if accepted else transfer.from_team)


@pytest.mark.slow
def test_two_decisions_at_once_leave_one(live_database):
    area = AreaFactory()
    owner = TeamFactory(areas=[area])
    managers = [member(owner, Membership.Role.MANAGER) for _ in range(2)]
    person = make_person(by=managers[0], team=owner)
    neighbour = member(TeamFactory(areas=[area]))
    agree(owner, neighbour.acting_team)
    DiscoveryFactory(obj=person, by=neighbour)
    request, given = AccessRequestFactory(obj=person, by=neighbour), terms()

    results = together(
        *(
            lambda who=who: services.decide_request(request=request, by=who, give=True, **given)
            for who in managers
        )
    )

    late = [result for result in results if isinstance(result, Exception)]
    assert [type(problem) for problem in late] == [ValidationError]
    assert Grant.objects.count() == 1
    connections.close_all()


@pytest.mark.slow
def test_two_who_ask_twice_at_once_ask_once(live_database):
    by = member(TeamFactory(), Membership.Role.MANAGER)
    person = make_person(by=by)
    named = member(TeamFactory())
    give(person, by, named, named=True)
    asker = member(named.acting_team)

    results = together(*(lambda: AccessRequestFactory(obj=person, by=asker) for _ in range(2)))

    late = [result for result in results if isinstance(result, Exception)]
    assert [type(problem) for problem in late] == [ValidationError]
    connections.close_all()


@pytest.mark.slow
def test_two_reviews_at_once_leave_one(live_database):
    area = AreaFactory()
    owner = TeamFactory(areas=[area])
    managers = [member(owner, Membership.Role.MANAGER) for _ in range(2)]
    person = make_person(by=managers[0], team=owner)
    neighbour = member(TeamFactory(areas=[area]))
    DiscoveryFactory(obj=person, by=neighbour)
    glass = BreakGlassFactory(obj=person, by=neighbour)

    results = together(
        *(
            lambda who=who: services.review_glass(glass=glass, by=who, justified=True, note="")
            for who in managers
        )
    )

    late = [result for result in results if isinstance(result, Exception)]
    assert [type(problem) for problem in late] == [ValidationError]
    connections.close_all()


@pytest.mark.slow
def test_a_restricted_record_keeps_its_named_manager_at_commit(live_database):
    by = member(TeamFactory(), Role.MANAGER)
    restrict(make_person(by=by), by)

    with pytest.raises(DatabaseError, match="no named manager"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_grant SET ended_at = now(), ended_by_id = given_by_id "
            "WHERE user_id IS NOT NULL"
        )

    assert Grant.objects.unended().filter(user=by).exists()
