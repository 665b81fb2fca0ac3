"""The emergency access somebody reads through."""

import pytest

from access import section_access
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from tests.effective_access.ways import (
    by_name,
    the_access_runs_out,
    the_record_is_restricted,
    through_glass,
    through_the_team,
)


@pytest.mark.parametrize("way", [through_the_team, by_name])
def test_anyone_who_holds_access_reads_through_no_glass(scene, way):
    through_glass(scene)
    assert section_access.open_glass(scene.user, scene.person) == scene.glass
    assert section_access.open_glass(scene.user, scene.beside) is None
    assert section_access.open_glass(scene.manager, scene.person) is None

    way(scene)
    assert section_access.open_glass(scene.user, scene.person) is None

    the_access_runs_out(scene)
    assert section_access.open_glass(scene.user, scene.person) == scene.glass


def test_access_of_others_is_no_reason_to_leave_the_glass(scene):
    other = member(TeamFactory(areas=[]))
    give(scene.person, scene.manager, other, named=True)
    through_glass(scene)

    assert section_access.open_glass(scene.user, scene.person) == scene.glass


def test_glass_that_a_restriction_shuts_is_no_way_in(scene):
    through_the_team(scene)
    through_glass(scene)

    the_record_is_restricted(scene)

    assert section_access.open_glass(scene.user, scene.person) is None
