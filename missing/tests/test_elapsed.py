"""How long something lasts, and when it was, in the words of the board."""

import datetime

import pytest

from missing.elapsed import at_what_time, lasting, left_until
from tests.clock import local

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
NOW = local(2026, 6, 4, 2, 14)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "under 1 min"),
        (26, "26 min"),
        (60, "1 h"),
        (125, "2 h 05 min"),
        (320, "5 h 20 min"),
        (24 * 60, "1 day"),
        (27 * 60 + 40, "1 day 3 h"),
        (72 * 60, "3 days"),
    ],
)
def test_it_has_two_parts_at_most(minutes, words):
    assert lasting(minutes * MINUTE) == words


def test_what_is_due_now_is_overdue():
    assert left_until(NOW + 26 * MINUTE, NOW) == "due in 26 min"
    assert left_until(NOW, NOW) == "overdue under 1 min"
    assert left_until(NOW - 12 * MINUTE, NOW) == "overdue 12 min"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (local(2026, 6, 3, 20, 54), "8:54pm"),
        (local(2026, 6, 2, 23), "2 June, 11pm"),
        (local(2026, 6, 4, 8), "4 June, 8am"),
        (local(2025, 6, 2, 23), "2 June 2025, 11pm"),
    ],
)
def test_a_time_alone_is_said_of_the_same_night(at, words):
    assert at_what_time(at, NOW) == words


def test_a_night_without_its_second_hour_is_an_hour_shorter():
    before, after = local(2026, 3, 28, 23), local(2026, 3, 29, 7)
    begins, ends = before.astimezone(datetime.UTC), after.astimezone(datetime.UTC)

    assert lasting(ends - begins) == "7 h"
