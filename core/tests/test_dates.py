import contextlib
import datetime

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from core import dates
from core.dates import Moment, NotUnderstoodError, read_day, read_moment
from core.fields import LenientDateField

# A Thursday.
NOW = datetime.datetime(2026, 6, 4, 1, 14, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-06-04"),
        (" Yesterday ", "2026-06-03"),
        ("tomorrow", "2026-06-05"),
        ("now", "2026-06-04"),
        ("3/6", "2026-06-03"),
        ("3/6/26", "2026-06-03"),
        ("3.6.2026", "2026-06-03"),
        ("14-3-1991", "1991-03-14"),
        ("14 3 1991", "1991-03-14"),
        ("2026-06-04", "2026-06-04"),
        ("14031991", "1991-03-14"),
        ("19910314", "1991-03-14"),
        ("4 June", "2026-06-04"),
        ("4th of June, 2026", "2026-06-04"),
        ("June 4 2026", "2026-06-04"),
        ("4jun26", None),
        ("4jun 26", "2026-06-04"),
        ("on 1 sept 2025", "2025-09-01"),
        ("last friday", "2026-05-29"),
        ("3 days ago", "2026-06-01"),
        ("2 weeks ago", "2026-05-21"),
        ("29/2/2024", "2024-02-29"),
        ("14-Mar-1991", "1991-03-14"),
        ("14/Mar/91", "1991-03-14"),
        ("14.mar.1991", "1991-03-14"),
        ("14/03/1991 00:00", "1991-03-14"),
        ("1991-03-14T00:00:00", "1991-03-14"),
        ("in 2 months", "2026-08-04"),
        ("in 8 weeks", "2026-07-30"),
        ("in a year", "2027-06-04"),
        ("a month ago", "2026-05-04"),
        ("2 years ago", "2024-06-04"),
    ],
)
def test_days_are_read_as_people_type_them(text, day):
    if day is None:
        with pytest.raises(NotUnderstoodError):
            read_day(text)
        return

    assert read_day(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/2/2026", "There is no 31 February"),
        ("31/2/2026", "February has 28 days"),
        ("31/2/1988", "February has 29 days"),
        ("31/2", "February has 29 days"),
        ("29/2/2025", "There is no 29 February in 2025"),
        ("31 June", "June has 30 days"),
        ("6/14/2026", "There is no month 14. Put the day first"),
        ("0/1/2026", "There is no 0 January"),
        ("1/1/1066", "Enter a year from 1900"),
        ("1/1/9999", "Enter a year from 1900 to 2150"),
        ("next friday", "either of two days"),
        ("friday", "either of two days"),
        ("12/6/026", "Enter a date like"),
        ("soon", "Enter a date like"),
        ("", "Enter a date like"),
        ("3" * 5000, "Enter a date like"),
        ("٣/٦/٢٠٢٦١", "Enter a date like"),
    ],
)
def test_what_is_no_date_says_what_to_enter(text, words):
    with pytest.raises(NotUnderstoodError, match=words):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("3 December", "past", "2025-12-03"),
        ("3 December", "future", "2026-12-03"),
        ("3 December", "any", "2026-12-03"),
        ("5 June", "past", "2025-06-05"),
        ("29 February", "past", "2024-02-29"),
        ("thursday", "past", "2026-05-28"),
        ("fri", "past", "2026-05-29"),
        ("tues", "past", "2026-06-02"),
        ("weds", "past", "2026-06-03"),
        ("thur", "past", "2026-05-28"),
        ("thurs", "past", "2026-05-28"),
        ("friday", "future", "2026-06-05"),
        ("friday", "coming", "2026-06-05"),
        ("2 weeks", "coming", "2026-06-18"),
        ("1 June", "coming", "2026-06-01"),
    ],
)
def test_a_missing_year_or_week_is_the_one_the_question_means(text, side, day):
    assert read_day(text, side=side) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [("14/3/91", "1991-03-14"), ("1/2/08", "2008-02-01"), ("1/1/1935", "1935-01-01")],
)
def test_two_digit_years_of_birth_are_read_where_only_one_is_possible(text, day):
    assert read_day(text, birth=True) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "words"),
    [("14/3/20", "in full, 1920 or 2020"), ("14 March", "Enter the year too")],
)
def test_years_of_birth_are_never_guessed(text, words):
    with pytest.raises(NotUnderstoodError, match=words):
        read_day(text, birth=True)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("yesterday 4pm", "2026-06-03", "16:00"),
        ("yesterday at 4pm", "2026-06-03", "16:00"),
        ("4pm yesterday", "2026-06-03", "16:00"),
        ("4 June 2026 9:32pm", "2026-06-04", "21:32"),
        ("4 June 2026 at 9.32 am", "2026-06-04", "09:32"),
        ("3/6 16:30", "2026-06-03", "16:30"),
        ("3/6 09:30", "2026-06-03", "09:30"),
        ("2026-06-04T16:30", "2026-06-04", "16:30"),
        ("today midday", "2026-06-04", "12:00"),
        ("yesterday at midnight", "2026-06-03", "00:00"),
        ("yesterday 12am", "2026-06-03", "00:00"),
        ("yesterday 12pm", "2026-06-03", "12:00"),
        ("yesterday 00:05", "2026-06-03", "00:05"),
        ("now", "2026-06-04", "02:14"),
        ("3 June", "2026-06-03", None),
        ("14.03.1991", "1991-03-14", None),
    ],
)
def test_moments_are_read_with_or_without_a_time(text, day, time):
    expected = time and datetime.time.fromisoformat(time)

    assert read_moment(text) == (datetime.date.fromisoformat(day), expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("yesterday at 9", "Enter am or pm"),
        ("yesterday 4:30", "Enter am or pm: 4:30am or 4:30pm"),
        ("yesterday 25:00", "Enter a time like"),
        ("yesterday 13pm", "Enter a time like"),
        ("yesterday 9:75am", "Enter a time like"),
        ("31 June 4pm", "June has 30 days"),
        ("29 February 2025", "There is no 29 February in 2025"),
        ("sometime 4pm", "Enter a date like"),
        ("29 March 2026 01:30", "The clocks went forward"),
        ("today 1430", "Put a colon or hrs in the time, like 14:30 or 1430hrs"),
        ("today at 1430", "Put a colon or hrs in the time"),
        ("30/11/26 0200", "Put a colon or hrs in the time"),
        ("3 June 1850", "Put a colon or hrs in the time"),
        ("3 June 2026 2026", "Put a colon or hrs in the time"),
        ("today 2560", "Enter a date like"),
        ("sometime 1430", "Enter a date like"),
    ],
)
def test_what_is_no_moment_says_what_to_enter(text, words):
    with pytest.raises(NotUnderstoodError, match=words):
        read_moment(text)


def test_a_moment_without_a_time_is_never_midnight():
    day = datetime.date(2026, 6, 4)

    assert Moment(day).at is None
    assert Moment(day, datetime.time(0)).at == datetime.datetime(
        2026, 6, 3, 23, tzinfo=datetime.UTC
    )


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("09:32", "9:32am"),
        ("10:00", "10am"),
        ("00:00", "midnight"),
        ("12:00", "midday"),
        ("12:05", "12:05pm"),
        ("00:05", "12:05am"),
        ("21:00", "9pm"),
    ],
)
def test_times_are_said_plainly(time, words):
    assert dates.format_time(datetime.time.fromisoformat(time)) == words


def test_what_is_shown_can_be_typed_again():
    moment = Moment(datetime.date(2026, 6, 3), datetime.time(0))

    assert read_moment(str(moment)) == moment


def test_moments_are_shown_in_uk_time():
    assert dates.format_when(NOW) == "4 June 2026 at 2:14am"
    assert dates.format_when(NOW.date()) == "4 June 2026"
    assert dates.format_when((NOW.date(), None)) == "4 June 2026"
    assert dates.for_machines(NOW) == "2026-06-04T02:14"
    assert dates.for_machines((NOW.date(), None)) == "2026-06-04"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("1991-06-04", "4 June 1991 (35)"),
        ("1991-06-05", "5 June 1991 (34)"),
        ("2026-06-04", "4 June 2026 (0)"),
    ],
)
def test_ages_change_on_the_birthday(born, words):
    assert dates.format_birth(datetime.date.fromisoformat(born)) == words


@pytest.mark.parametrize(
    ("days", "near", "due"),
    [
        (0, "Today", "Today"),
        (1, "Tomorrow", "Tomorrow"),
        (8, "In 8 days", "In 8 days"),
        (-1, "Yesterday", "Overdue 1 day"),
        (-3, "3 days ago", "Overdue 3 days"),
    ],
)
def test_near_dates_say_how_near(days, near, due):
    day = timezone.localdate() + datetime.timedelta(days=days)

    assert (dates.format_distance(day), dates.format_due(day)) == (near, due)


@pytest.mark.parametrize(
    "text", ["today 4pm", "3/6/26 16:30", "4pm yesterday", "30/11/26 0930hrs"]
)
def test_where_a_day_is_asked_a_time_is_too_much(text):
    with pytest.raises(NotUnderstoodError, match="Enter the day without a time"):
        read_day(text)


@pytest.mark.parametrize("text", ["3 June 2026", "1 January 2026", "3 6 2026"])
def test_a_year_is_no_time(text):
    assert read_moment(text).time is None


@pytest.mark.slow
@given(st.text(max_size=40) | st.from_regex(r"[0-9/ .:apm-]{1,20}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_moment_or_is_told_what_to_enter(text):
    with contextlib.suppress(NotUnderstoodError):
        moment = read_moment(text)

        assert read_moment(str(moment)) == moment


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("yesterday 9pm", "3 June 2026 21:00"),
        ("4/6/26 1630hrs", "4 June 2026 16:30"),
        ("3 June 0930 hrs", "3 June 2026 09:30"),
        ("3 June 09:30hours", "3 June 2026 09:30"),
        ("2 hours ago", "4 June 2026 00:14"),
        ("an hour ago", "4 June 2026 01:14"),
        ("20 mins ago", "4 June 2026 01:54"),
        ("3 hours ago", "3 June 2026 23:14"),
        ("1:40am", "4 June 2026 01:40"),
        ("02:14", "4 June 2026 02:14"),
        ("11pm", "3 June 2026 23:00"),
        ("midnight", "4 June 2026 00:00"),
    ],
)
def test_times_as_they_are_said_on_duty(typed, at):
    assert f"{read_moment(typed, side='past').at:%-d %B %Y %H:%M}" == at


@pytest.mark.parametrize("typed", ["3 June 2560hrs", "3 June 9999 hrs"])
def test_hours_that_no_day_has_are_refused(typed):
    with pytest.raises(NotUnderstoodError):
        read_moment(typed)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/6", "2027-06-03"),
        ("8 weeks", "2026-07-30"),
        ("2 months", "2026-08-04"),
        ("friday", "2026-06-05"),
        ("3/6/2026", "2026-06-03"),
        ("yesterday", "2026-06-03"),
    ],
)
def test_of_an_end_a_day_without_a_year_lies_ahead(text, day):
    assert LenientDateField(ahead=True).clean(text) == datetime.date.fromisoformat(day)


def test_a_month_after_its_last_day_is_the_last_day_of_the_next():
    with time_machine.travel(datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC)):
        assert read_day("in 1 month") == datetime.date(2026, 2, 28)


@pytest.mark.parametrize("text", ["8 weeks", "2 months", "in 2 months ago", "in 900 years"])
def test_a_period_that_may_lie_either_way_is_no_date(text):
    with pytest.raises(NotUnderstoodError):
        read_day(text)
