"""What an administrator shares."""

import pytest

from agencies.models import Membership, User
from agencies.tests.factories import TeamFactory, member
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.effective_access.ways import (
    nothing,
    the_account_closes,
    the_membership_ends,
    the_membership_is_still_to_begin,
    the_owner_is_discreet,
    the_record_is_restricted,
    the_role_conveys_nothing,
    the_user_is_excluded,
)

Role = Membership.Role


@pytest.mark.parametrize(
    ("happens", "shares"),
    [
        (nothing, True),
        (the_record_is_restricted, False),
        (the_owner_is_discreet, False),
        (the_account_closes, False),
        (the_membership_ends, False),
        (the_membership_is_still_to_begin, False),
        (the_user_is_excluded, False),
        (the_role_conveys_nothing, False),
    ],
)
def test_an_administrator_shares_what_is_owned_in_the_area(scene, happens, shares):
    office = TeamFactory(areas=[scene.area])
    scene.user = member(office, Role.ADMINISTRATOR)
    away = make_person(by=member(TeamFactory(), Role.MANAGER), surname="Away")

    happens(scene)

    user = User.objects.get(pk=scene.user.pk)
    shared = set(Profile.objects.administrable_by(user))
    assert (scene.person in shared) is shares
    assert away not in shared
    assert not Profile.objects.visible_to(user).exists()
