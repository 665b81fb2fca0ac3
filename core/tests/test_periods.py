"""Periods of figures: which days they are, and what cannot be asked for."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory

from core.figures import Period
from core.periods import BOTH, PeriodFilter
from tests.clock import local

day = datetime.date
TODAY = local(2026, 2, 28, 12)


def asked(query, today=TODAY):
    request = RequestFactory().get(f"/?{query}")
    request.user = None
    with time_machine.travel(today, tick=False):
        return PeriodFilter(request)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", day(2025, 12, 1), day(2026, 2, 28)),
        ("period=month", day(2026, 2, 1), day(2026, 2, 28)),
        ("period=last-month", day(2026, 1, 1), day(2026, 1, 31)),
        ("period=quarter", day(2026, 1, 1), day(2026, 2, 28)),
        ("period=last-quarter", day(2025, 10, 1), day(2025, 12, 31)),
        ("period=year", day(2025, 4, 1), day(2026, 2, 28)),
        ("period=last-year", day(2024, 4, 1), day(2025, 3, 31)),
        ("from=3+June+2025", day(2025, 6, 3), day(2026, 2, 28)),
        ("until=31/12/25", day(2025, 10, 3), day(2025, 12, 31)),
        ("from=1/12/25&until=1/12/25", day(2025, 12, 1), day(2025, 12, 1)),
    ],
)
def test_which_days(query, first, last):
    found = asked(query)

    assert found.period == Period(first, last)
    assert not found.is_wrong


@pytest.mark.parametrize(
    ("today", "query", "first", "last"),
    [
        (local(2024, 3, 31, 12), "period=last-month", day(2024, 2, 1), day(2024, 2, 29)),
        (local(2026, 4, 1, 0, 30), "period=year", day(2026, 4, 1), day(2026, 4, 1)),
        (local(2026, 4, 1, 0, 30), "period=last-year", day(2025, 4, 1), day(2026, 3, 31)),
        (local(2026, 1, 1, 12), "period=last-quarter", day(2025, 10, 1), day(2025, 12, 31)),
    ],
)
def test_at_the_edges_of_months_and_years(today, query, first, last):
    assert asked(query, today).period == Period(first, last)


@pytest.mark.parametrize(
    ("query", "part", "words"),
    [
        ("period=decade", "period", "Choose the period from the list"),
        ("period=month&from=1/2/26", "period", BOTH),
        ("period=month&until=nonsense", "period", BOTH),
        ("from=31/2/2026", "from", ""),
        ("until=1/1/2027", "until", ""),
        ("from=2/2/26&until=1/2/26", "until", "This day is before the one in “From”."),
        ("from=%00", "from", ""),
    ],
)
def test_what_cannot_be_is_said_at_its_field(query, part, words):
    found = asked(query)

    assert found.is_wrong
    assert words in found.part(part).error != ""


def test_a_period_has_its_first_and_its_last_moment_in_uk_time():
    october = Period(day(2026, 10, 1), day(2026, 10, 31))

    assert october.begins == local(2026, 10, 1)
    assert october.ends == local(2026, 11, 1)
    assert october.ends - october.begins == datetime.timedelta(days=31, hours=1)
