"""Missing episodes, repeats and interviews, counted by hand at their edges."""

import datetime

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.tests.factories import member
from core.figures import Period
from figures import selectors
from figures.tests.reading import EVER, numbers_of
from missing.figures import FIGURES
from missing.models import Clock
from missing.tests.acts import find, talk
from missing.tests.factories import EpisodeFactory, arranged
from tests.clock import local

EPISODES, AGAIN, INTERVIEWS = "missing-episodes", "missing-again", "missing-interviews"
FIRST, REPEAT, UNLINKED = "First in 90 days", "Again within 90 days", "Not linked to a record"
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def area(police):
    return arranged(police)


@pytest.fixture
def reported(officer, person):
    """An episode about the person, reported at this moment; they came back."""

    def make(at, **kwargs):
        episode = EpisodeFactory(by=officer, profile=person, **kwargs)
        find(episode, officer)
        episode.reported_at = at
        episode.save(update_fields=["reported_at"])
        return episode

    return make


# ---- Repeats ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("earlier", "later", "is_repeat"),
    [
        (local(2026, 8, 1, 0, 1), local(2026, 10, 30, 23, 59), True),  # 90 days later
        (local(2026, 8, 1, 23, 59), local(2026, 10, 31, 0, 1), False),  # 91 days later
        (local(2026, 10, 25, 0, 30), local(2026, 10, 25, 23, 30), True),  # the same day
        (local(2026, 3, 1, 12), local(2026, 3, 1, 12), True),  # the same moment
    ],
)
def test_a_repeat_is_within_90_days_as_the_calendar_has_them(
    reported, officer, earlier, later, is_repeat
):
    reported(earlier)
    reported(later)

    counted = numbers_of(officer, EPISODES)

    assert counted == ({FIRST: 1, REPEAT: 1} if is_repeat else {FIRST: 2})


def test_a_repeat_counts_though_the_first_was_before_the_period(reported, officer):
    reported(local(2026, 8, 31, 12))
    reported(local(2026, 9, 1, 12))
    september = Period(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))

    assert numbers_of(officer, EPISODES, september) == {REPEAT: 1}


def test_an_episode_without_a_record_is_counted_apart(reported, officer):
    for moment in (local(2026, 9, 1, 12), local(2026, 9, 2, 12)):
        episode = reported(moment)
        episode.profile = None
        episode.save(update_fields=["profile"])

    table = selectors.table(officer, EPISODES, EVER)

    assert table.rows == [(FIRST, 0), (REPEAT, 0), (UNLINKED, 2)]
    assert table.headline == "2 episodes"


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (local(2026, 10, 1), True),
        (local(2026, 10, 1) - SECOND, False),
        (local(2026, 11, 1) - SECOND, True),  # of winter time
        (local(2026, 11, 1), False),
    ],
)
def test_a_month_begins_and_ends_at_midnight_in_the_uk(reported, officer, at, counts):
    october = Period(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
    reported(at)

    assert numbers_of(officer, EPISODES, october) == ({FIRST: 1} if counts else {})


def test_people_missing_twice_and_more_often(reported, officer):
    reported(local(2026, 9, 1, 12))
    reported(local(2026, 9, 2, 12))
    once = numbers_of(officer, AGAIN)
    reported(local(2026, 9, 3, 12))

    assert once == {"2 episodes": 1}
    assert numbers_of(officer, AGAIN) == {"3 or more episodes": 1}


# ---- Interviews ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("late", "column"), [(0, "In time"), (1, "Late")])
def test_an_interview_after_72_hours_sharp_is_in_time(officer, late, column):
    back = timezone.now() - datetime.timedelta(days=5)
    episode = EpisodeFactory(by=officer, last_seen_at=back)
    find(episode, officer, at=back)
    due_at = Clock.objects.get(episode=episode, kind="interview").due_at
    talk(episode, officer, at=due_at + late * SECOND)

    table = selectors.table(officer, INTERVIEWS, EVER)
    of_return = dict(zip(table.columns, table.rows[1], strict=True))

    assert due_at - back == datetime.timedelta(hours=72)
    assert of_return[column] == 1
    assert table.headline == ("0% in time" if late else "100% in time")


# ---- Of whom ------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", [one.key for one in FIGURES])
def test_who_sees_no_episode_counts_none(reported, outsider, key):
    reported(local(2026, 9, 1, 12))

    assert selectors.table(outsider, key, EVER).is_empty


def test_an_earlier_episode_that_the_reader_cannot_see_makes_no_repeat(
    reported, manager, officer, council
):
    reported(local(2026, 9, 1, 12))
    second = reported(local(2026, 9, 2, 12))

    give(second.case, manager, council, sections=[])

    assert numbers_of(member(council), EPISODES) == {FIRST: 1}
    assert numbers_of(officer, EPISODES) == {FIRST: 1, REPEAT: 1}


def test_interviews_count_only_where_the_actions_are_shared(officer, manager, council):
    episode = EpisodeFactory(by=officer)
    find(episode, officer)

    give(episode.case, manager, council, sections=["people"])

    assert numbers_of(member(council), INTERVIEWS) == {}
    assert numbers_of(member(council), EPISODES) == {FIRST: 1}


def test_who_is_excluded_from_the_person_counts_no_episode(reported, manager, police, person):
    shut_out = member(police)
    reported(local(2026, 9, 1, 12))

    exclude_person(obj=person, by=manager, user=shut_out, reason="A cousin")

    assert numbers_of(shut_out, EPISODES) == {}


def test_a_restricted_case_counts_for_people_who_are_named(reported, manager, officer):
    episode = reported(local(2026, 9, 1, 12))

    restrict(episode.case, manager)

    assert numbers_of(officer, EPISODES) == {}
    assert numbers_of(manager, EPISODES) == {FIRST: 1}
