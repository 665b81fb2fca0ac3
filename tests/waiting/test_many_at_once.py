"""Access given to many records at once, and each week sampled once."""

import datetime

import pytest
from django.utils import timezone

from access import services
from access.levels import Level
from access.sampling import WEEK, bounds, monday_of
from access.tests.factories import LawfulBasisFactory, SampledAccessFactory, give, look, run_out
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from profiles.models import Profile, ProfileTeamHold
from profiles.tests.factories import make_person
from tests.waiting.acts import again

pytestmark = pytest.mark.slow
Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


def many(by, team, **terms):
    return services.give_access_to_many(
        records=Profile.objects.all(),
        by=again(by),
        team=team,
        **{"level": Level.VIEW, "sections": ["log"], "purpose": "x", **terms},
        basis=LawfulBasisFactory(),
    )


def test_access_that_ran_out_stands_in_nobodys_way(person, manager, elsewhere):
    run_out(give(person, manager, elsewhere, level=Level.CONTRIBUTE), ProfileTeamHold)

    assert many(manager, elsewhere).done == 1


def test_an_administrator_who_reads_gives_many_to_a_team_they_have_left(
    person, administrator, manager, council
):
    agree(person.owner_team, council)
    give(person, manager, administrator.memberships.get().team)
    for team, over in ((administrator.memberships.get().team, False), (council, True)):
        begun = timezone.now() - 2 * HOUR
        until = {"valid_until": begun + HOUR} if over else {}
        Membership.objects.create(
            user=administrator, team=team, role=Role.PRACTITIONER, valid_from=begun, **until
        )

    assert many(administrator, council).done == 1


def test_each_week_is_sampled_once(db):
    week = monday_of(timezone.localdate()) - WEEK
    SampledAccessFactory(obj=make_person(), by=member(TeamFactory()), week=week - WEEK)
    night = bounds(week)[0] + 3 * HOUR
    team = TeamFactory()
    look(member(team), make_person(team=team), night)

    assert services.sample_week(week=week) == 1
    assert services.sample_week(week=week) == 0
