"""Ways in to a record, and what shuts them."""

import datetime

from django.utils import timezone

from access.models import BreakGlass
from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give, run_out
from agencies.models import Membership, Team, User
from agencies.tests.factories import member
from profiles.models import ProfileTeamHold, ProfileUserHold

Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


def through_the_team(scene, **terms):
    scene.grant = give(scene.person, scene.manager, scene.team, **terms)


def by_name(scene, **terms):
    scene.grant = give(scene.person, scene.manager, scene.user, named=True, **terms)


def through_glass(scene, **changed):
    scene.glass = BreakGlass.objects.create(
        **{
            "object_type": "profiles.profile",
            "object_id": scene.person.pk,
            "user": scene.user,
            "membership": scene.place,
            "reason": "He is at the door",
            "valid_until": timezone.now() + HOUR,
            **changed,
        }
    )


def nothing(scene):
    """All is well."""


def the_account_closes(scene):
    User.objects.filter(pk=scene.user.pk).update(is_active=False, disabled_at=timezone.now())


def the_membership_ends(scene):
    past = timezone.now() - HOUR
    scene.user.memberships.update(valid_from=past - HOUR, valid_until=past)


def the_membership_is_still_to_begin(scene):
    scene.user.memberships.update(valid_from=timezone.now() + HOUR)


def the_role_conveys_nothing(scene):
    scene.user.memberships.update(role=Role.AUDITOR)


def the_access_runs_out(scene):
    for hold in (ProfileTeamHold, ProfileUserHold):
        run_out(scene.grant, hold)


def the_record_is_restricted(scene):
    restrict_record(
        obj=scene.person, by=scene.manager, reason="A threat", basis=LawfulBasisFactory()
    )


def the_user_is_excluded(scene):
    exclude_person(obj=scene.person, by=scene.manager, user=scene.user, reason="A cousin")


def someone_else_is_excluded(scene):
    exclude_person(obj=scene.person, by=scene.manager, user=member(scene.team), reason="A cousin")


def the_user_is_excluded_from_another(scene):
    exclude_person(obj=scene.beside, by=scene.manager, user=scene.user, reason="A cousin")


def the_owner_is_discreet(scene):
    Team.objects.filter(pk=scene.person.owner_team_id).update(is_discreet=True)
