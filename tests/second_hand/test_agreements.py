"""People of another agency join a team only under a sharing agreement."""

import pytest
from django.core.exceptions import ValidationError

from agencies import services
from agencies.models import Membership
from agencies.tests.factories import (
    MembershipFactory,
    TeamFactory,
    UserFactory,
    agree,
    days_on,
    member,
)
from tests.second_hand.acts import last

pytestmark = pytest.mark.django_db
Role = Membership.Role


def test_a_manager_adds_somebody_of_another_agency_only_under_an_agreement(
    manager, police, elsewhere, outsider
):
    give = {"team": police, "by": manager, "user": outsider, "role": Role.PRACTITIONER}
    with pytest.raises(ValidationError) as problem:
        services.add_membership(**give)
    assert "no agreement is in force" in problem.value.message_dict["username"][0]

    agreement = agree(police, elsewhere, name="Across the border")

    membership = services.add_membership(**give)
    assert membership.agreement == agreement
    assert last("membership.added").detail == {"agreement": "Across the border"}


def test_an_agreement_is_not_asked_of_those_of_ones_own_agency(
    manager, police, elsewhere, staffordshire
):
    sister = TeamFactory(agency=police.agency, areas=[staffordshire])
    of_both = member(elsewhere)
    MembershipFactory(user=of_both, team=sister)

    for one in (member(sister), of_both, UserFactory()):
        services.add_membership(team=police, by=manager, user=one, role=Role.PRACTITIONER)


def test_an_agreement_that_lapsed_while_a_place_waited_covers_it_no_longer(
    administrator, manager, police, elsewhere, outsider
):
    agreement = agree(police, elsewhere)
    waiting = services.add_membership(
        team=police, by=administrator, user=outsider, role=Role.PRACTITIONER
    )
    agreement.in_force_until = agreement.review_due_on = days_on(-1)
    agreement.save()

    with pytest.raises(ValidationError, match="no agreement is in force"):
        services.second_joining(proposal=waiting, by=manager)
