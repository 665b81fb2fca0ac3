"""A discreet team is listed only when a second person agrees."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import Membership, Team
from agencies.tests.factories import member
from audit.models import Event
from tests.second_hand.acts import is_discreet, last, made, turn

pytestmark = pytest.mark.django_db
Role = Membership.Role


def test_discreet_is_not_turned_off_by_one_person(refuge, administrator, outsider):
    turn(refuge, administrator, discreet=False)

    assert is_discreet(refuge)
    assert refuge not in Team.objects.visible_to(outsider)
    with pytest.raises(PermissionDenied):
        services.agree_listing(team=refuge, by=administrator)
    assert last("team.listing_asked").actor_id == administrator.pk
    turn(refuge, administrator, discreet=False)
    assert Event.objects.filter(verb="team.listing_asked").count() == 1


def test_discreet_is_turned_on_at_once(police, administrator):
    turn(police, administrator, discreet=True)

    assert is_discreet(police)


@pytest.mark.parametrize("who", ["second", "its manager"])
def test_a_second_person_agrees_to_list_a_team(request, refuge, administrator, who):
    by = member(refuge, Role.MANAGER) if who == "its manager" else request.getfixturevalue(who)
    turn(refuge, administrator, discreet=False)

    services.agree_listing(team=refuge, by=by)

    assert not is_discreet(refuge)
    with pytest.raises(ValidationError, match="decided already"):
        services.agree_listing(team=refuge, by=by)


def test_the_same_hand_does_not_list_a_team(refuge, administrator, second):
    made(second, administrator)
    turn(refuge, administrator, discreet=False)

    for act in (
        lambda: services.agree_listing(team=refuge, by=second),
        lambda: services.refuse_listing(team=refuge, by=second, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Team.objects.listings_to_decide(second).exists()


def test_a_team_is_not_listed_for_somebody_who_lost_the_role(refuge, administrator, second):
    turn(refuge, administrator, discreet=False)
    administrator.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer looks after"):
        services.agree_listing(team=refuge, by=second)

    assert is_discreet(refuge)


def test_a_request_to_list_a_team_is_refused_or_withdrawn(refuge, administrator, second):
    turn(refuge, administrator, discreet=False)
    assert Team.objects.listings_to_decide(second).get() == refuge
    services.refuse_listing(team=refuge, by=second, reason="People hide there")
    assert last("team.listing_refused").reason == "People hide there"
    turn(refuge, administrator, discreet=False)
    with pytest.raises(PermissionDenied):
        services.withdraw_listing(team=refuge, by=second)

    services.withdraw_listing(team=refuge, by=administrator)

    assert is_discreet(refuge)
    with pytest.raises(ValidationError, match="decided already"):
        services.agree_listing(team=refuge, by=second)
    for act in (services.agree_listing, services.withdraw_listing):
        with pytest.raises(Http404):
            act(team=refuge, by=member(refuge))
