"""When a grant is live; an exclusion is from one record."""

import datetime

from django.utils import timezone

from access.models import Grant
from agencies.models import Agency
from agencies.tests.factories import MembershipFactory
from profiles.models import ProfileExclusion
from tests.effective_access.ways import the_user_is_excluded_from_another, through_the_team

HOUR = datetime.timedelta(hours=1)


def test_a_grant_is_live_from_its_beginning_until_it_ends_or_runs_out(scene):
    through_the_team(scene)
    grants, now = Grant.objects.of(scene.person), timezone.now()

    assert list(grants.live()) == [scene.grant]
    assert not grants.over().exists()
    grants.update(valid_from=now + HOUR)
    assert not grants.live().exists()
    grants.update(valid_from=now - 2 * HOUR, valid_until=now - HOUR)
    assert not grants.live().exists()
    assert list(grants.over()) == [scene.grant]
    assert list(grants.unended()) == [scene.grant]
    grants.update(valid_until=now + HOUR, ended_at=now, ended_by=scene.manager, ended_because="x")
    assert not grants.live().exists()
    assert not grants.unended().exists()
    assert not Grant.objects.of(scene.beside).filter(team=scene.team).exists()
    assert not Grant.objects.of(scene.team).exists()


def test_an_exclusion_is_from_one_record(scene):
    the_user_is_excluded_from_another(scene)

    assert ProfileExclusion.objects.get().content_object == scene.beside
    assert Agency.objects.exists()
    assert MembershipFactory(user=scene.user).team != scene.team
