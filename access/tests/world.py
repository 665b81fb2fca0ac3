"""Proposals and unusual accesses that another team has to answer."""

from access.models import ListingException, SampledAccess, Transfer
from access.tests.factories import (
    ListingExceptionFactory,
    SampledAccessFactory,
    TransferFactory,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import hidden_world


@hidden_world(Transfer)
def proposal_to_another_team(cast):
    receiver = member(TeamFactory(agency=cast.police.agency), Membership.Role.MANAGER)
    proposed = TransferFactory(obj=cast.person, by=cast.manager, to=receiver.acting_team)
    return proposed, member(TeamFactory(), Membership.Role.MANAGER)


@hidden_world(SampledAccess)
def access_to_a_record_of_another_team(cast):
    sampled = SampledAccessFactory(obj=cast.person, by=cast.officer)
    return sampled, member(TeamFactory(), Membership.Role.MANAGER)


@hidden_world(ListingException)
def wish_of_somebody_in_another_team(cast):
    asked = ListingExceptionFactory(user=cast.officer)
    return asked, member(TeamFactory(), Membership.Role.MANAGER)
