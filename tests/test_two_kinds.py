"""A person and a parcel with the same number: what is said of the one is not said of the other."""

import pytest

from access.access_summary import access_summary
from access.bulk_grants import grants_to
from access.effective_access import access_paths
from access.explain import explain
from access.kinds import shared_models
from access.models import AccessRequest, Grant, SampledAccess, Transfer
from access.services import find_record
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    SampledAccessFactory,
    TransferFactory,
    give,
    restrict,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.cast import made_once
from tests.throwaway.factories import make_parcel
from tests.throwaway.models import Parcel


def make_pair(cast):
    """The person is shared, found, opened in an emergency and asked for; the parcel is not."""
    person, manager = cast.person, cast.manager
    parcel = make_parcel(manager, pk=person.pk, title="Trunk")
    team, named = TeamFactory(), member(TeamFactory())
    give(person, manager, team)
    give(person, manager, named, named=True)
    responder, asker, finder = (member(named.acting_team) for _ in range(3))
    BreakGlassFactory(obj=person, by=responder)
    AccessRequestFactory(obj=person, by=asker)
    finder = member(cast.council)
    find_record(obj=person, by=finder)
    return {
        "person": person,
        "parcel": parcel,
        "manager": manager,
        "team": team,
        "named": named,
        "responder": responder,
        "finder": finder,
        "cast": cast,
    }


made, db, cast, pair = made_once(make_pair)


def test_both_kinds_are_shared(pair):
    assert pair["person"].pk == pair["parcel"].pk
    assert {Profile, Parcel} <= set(shared_models())


@pytest.mark.parametrize("who", ["named", "responder", "finder"])
def test_what_opens_a_person_opens_no_parcel(pair, who):
    user, pk = pair[who], pair["parcel"].pk

    assert Profile.objects.known_to(user).filter(pk=pk).exists()
    assert not Parcel.objects.known_to(user).exists()
    assert access_paths(user, Parcel, pk) == []
    assert (Parcel.objects.count_for(user), list(Parcel.objects.page_for(user))) == (0, [])


def test_a_parcel_has_no_access_of_a_person(pair):
    parcel, manager = pair["parcel"], pair["manager"]

    assert access_summary(pair["person"], manager).others != []
    assert access_summary(parcel, manager).others == []
    assert [access.is_owner for access in explain(parcel, manager).live] == [True]
    assert Grant.objects.of(parcel).count() == 0
    assert not AccessRequest.objects.about(Parcel.objects.all()).exists()


def test_many_are_looked_up_by_kind(pair):
    ids, team = [pair["parcel"].pk], pair["team"]

    assert grants_to(Profile, ids, team).count() == 1
    assert grants_to(Parcel, ids, team).count() == 0


def test_a_proposal_is_hidden_with_its_own_record(pair):
    """Of a restricted record, though another kind's record of that number is open."""
    person, manager = pair["person"], pair["manager"]
    receiver = member(TeamFactory(agency=person.owner_team.agency), Membership.Role.MANAGER)
    TransferFactory(obj=person, by=manager, to=receiver.acting_team)
    assert Transfer.objects.visible_to(receiver).exists()

    restrict(person, manager)

    assert not Transfer.objects.visible_to(receiver).exists()


def test_an_unusual_access_is_reviewed_by_the_managers_of_that_record(pair, officer):
    person, chief = make_person(by=pair["manager"]), member(TeamFactory(), Membership.Role.MANAGER)
    make_parcel(chief, pk=person.pk, title="Trunk")
    SampledAccessFactory(obj=person, by=officer)

    assert SampledAccess.objects.visible_to(pair["manager"]).count() == 1
    assert SampledAccess.objects.visible_to(chief).count() == 0
