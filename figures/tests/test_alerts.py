"""Alerts acknowledged, counted by hand: critical ones in time to the second."""

import datetime

import pytest

from access.services import exclude_person
from agencies.tests.factories import member
from alerts.models import Level
from alerts.tests.telling import told
from core.figures import Period
from figures import selectors
from figures.tests.reading import EVER, rows_of
from tests.clock import local

KEY = "alerts-acknowledged"
MINUTES = datetime.timedelta(minutes=30)
SECOND = datetime.timedelta(seconds=1)


def seen(notice, after):
    notice.seen_at = notice.waits_since + after
    notice.save(update_fields=["seen_at"])
    return notice


def test_alerts_by_level(officer, person):
    seen(told(person, officer, level=Level.CRITICAL), MINUTES / 2)
    told(person, officer, level=Level.CRITICAL)
    seen(told(person, officer, level=Level.INFORMATION), 4 * MINUTES)

    table = selectors.table(officer, KEY, EVER)

    assert table.rows == [
        ("Critical", 2, 1, 1, 1, "50%"),
        ("For information", 1, 1, "–", 0, "100%"),
    ]
    assert table.headline == "67% acknowledged"


@pytest.mark.parametrize(("late", "in_time"), [(0 * SECOND, 1), (SECOND, 0)])
def test_a_critical_alert_is_in_time_after_30_minutes_sharp(officer, person, late, in_time):
    seen(told(person, officer, level=Level.CRITICAL), MINUTES + late)

    assert rows_of(officer, KEY) == [["Critical", 1, 1, in_time, 0, "100%"]]


@pytest.mark.parametrize(
    ("at", "counts"),
    [(local(2026, 10, 26) - SECOND, True), (local(2026, 10, 26), False)],
)
def test_a_day_ends_at_midnight_in_the_uk(officer, person, at, counts):
    notice = told(person, officer)
    notice.made_at = at
    notice.save(update_fields=["made_at"])
    sunday = Period(datetime.date(2026, 10, 25), datetime.date(2026, 10, 25))

    assert bool(rows_of(officer, KEY, sunday)) is counts


# ---- Of whom ------------------------------------------------------------------------------------
def test_alerts_of_colleagues_do_not_count(officer, manager, colleague, person):
    told(person, officer)

    assert rows_of(colleague, KEY) == rows_of(manager, KEY) == []


def test_an_alert_about_a_record_that_was_shut_does_not_count(person, manager, police):
    shut_out = member(police)
    told(person, shut_out)
    before = rows_of(shut_out, KEY)
    exclude_person(obj=person, by=manager, user=shut_out, reason="A cousin")

    assert before == [["High", 1, 0, "–", 1, "0%"]]
    assert rows_of(shut_out, KEY) == []
