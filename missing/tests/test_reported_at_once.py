"""Two agencies report one person at the same moment: one episode, with both reports."""

import pytest

from access.levels import Level
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, member
from missing.models import Clock, Episode, MissingReport
from missing.services import Reported
from missing.tests.factories import a_report, arranged, report
from profiles.tests.factories import make_person
from tests.together import together

pytestmark = pytest.mark.slow


def two_agencies():
    """Saved for all to see: a person whom two teams may report, in an area with a unit."""
    force = AreaFactory(name="Norfolk")
    unit, council, hospital = (TeamFactory(areas=[force]) for _ in range(3))
    arranged(unit)
    person = make_person(by=member(unit, Membership.Role.MANAGER))
    manager = unit.memberships.get().user
    for team in (council, hospital):
        give(person, manager, team, sections=["missing_plan"], level=Level.CONTRIBUTE)
    return person, member(council), member(hospital)


def test_two_report_one_record(live_database):
    person, carer, nurse = two_agencies()

    results = together(
        lambda: report(carer, profile=person, report=a_report(text="Not back at 9pm")),
        lambda: report(nurse, profile=person, report=a_report(text="Left the ward")),
    )

    assert all(isinstance(result, Reported) for result in results)
    episode = Episode.objects.get()
    assert sorted(result.is_joined for result in results) == [False, True]
    texts = set(MissingReport.objects.of_episode(episode).values_list("text", flat=True))
    assert texts == {"Not back at 9pm", "Left the ward"}
    assert Clock.objects.filter(episode=episode).count() == 1
    for reader in (carer, nurse):
        assert Episode.objects.visible_to(reader).get() == episode
