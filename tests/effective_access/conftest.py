"""A record, a user of another team, and a record that is none of their business."""

from types import SimpleNamespace

import pytest

from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import make_person

Role = Membership.Role


@pytest.fixture
def scene(person, manager, police, staffordshire, elsewhere):
    """A record, a user of another team, and a record beside it that is none of their business."""
    team = TeamFactory(areas=[])
    user = member(team)
    beside = make_person(by=manager, team=police, surname="Beside")
    for other in (member(elsewhere), member(team, Role.CONTROL_ROOM)):
        give(beside, manager, elsewhere) if other.acting_team == elsewhere else None
    return SimpleNamespace(
        person=person,
        beside=beside,
        manager=manager,
        team=team,
        user=user,
        place=user.memberships.get(),
        area=staffordshire,
    )
