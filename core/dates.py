"""Dates and times as people type them, and as pages show them. All in UK time."""

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from django.utils import timezone

from core.wording import counted

# "coming": any day, but a weekday or a number of weeks alone is ahead.
Side = Literal["past", "future", "coming", "any"]

OLDEST, FURTHEST = 1900, 2150
LIKE = "Enter a date like 3 June 2026, 3/6/26 or yesterday"
LIKE_TIME = "Enter a time like 4pm, 4:30pm or 16:30"
NO_COLON = "Put a colon or hrs in the time, like 14:30 or 1430hrs"
NO_TIME = "Enter the day without a time"
LONGEST_LIFE = 110
LEAP_YEAR = 2024

WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name[:3]: number for name, number in list(WEEKDAYS.items())}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in list(MONTHS.items())} | {"sept": 9}
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_FORMS = [
    re.compile(rf"(?P<day>\d{{1,2}})[ ./-]?(?P<name>{_MONTH})(?:[ ./-](?P<year>\d{{4}}|\d\d))?"),
    re.compile(rf"(?P<name>{_MONTH}) (?P<day>\d{{1,2}})(?: (?P<year>\d{{4}}|\d\d))?"),
    re.compile(r"(?P<day>\d{1,2})(?P<s>[/. -])(?P<month>\d{1,2})(?:(?P=s)(?P<year>\d{4}|\d\d))?"),
    re.compile(r"(?P<year>\d{4})(?P<s>[/.-])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
]
_TIME = re.compile(
    r"(?P<word>midday|noon|midnight)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am|pm)"
    r"|(?P<hour24h>\d\d)[:.]?(?P<minute24h>\d\d) ?h(?:ou)?rs"
    r"|(?P<hour24>\d{1,2})[:.](?P<minute24>\d\d)"
    r"|(?P<bare>at \d{1,2}(?= |$)(?! ?[ap]m))"
)


AHEAD = ("future", "coming")
AGO = re.compile(r"(an?|\d{1,3}) (hour|minute|min)s? ago")
_PERIOD = re.compile(
    r"(?P<ahead>in )?(?P<number>an?|\d{1,3}) (?P<unit>day|week|month|year)s?(?P<ago> ago)?"
)
# What tables put behind a day that has no time.
_MIDNIGHT = re.compile(r" 00:00(:00)?$")
# Four digits may be a year: as a time they are never accepted, only told how to be written.
_NO_COLON = re.compile(r"(?P<day>.+?)(?: at)? (?:[01]\d|2[0-3])[0-5]\d")


class NotUnderstoodError(ValueError):
    """Typed text that is no date or time; the message says what to enter."""


class NoSuchDayError(NotUnderstoodError):
    """A day that the calendar does not have."""


class Moment(NamedTuple):
    """A date, with the time of day if that is known. A time that is not known stays unknown."""

    day: datetime.date
    time: datetime.time | None = None

    @property
    def at(self) -> datetime.datetime | None:
        if self.time is None:
            return None
        return timezone.make_aware(datetime.datetime.combine(self.day, self.time))

    def __str__(self) -> str:
        return format_day(self.day) + (
            f" at {format_time(self.time)}" if self.time is not None else ""
        )


# ---- Reading --------------------------------------------------------------------------------


def read_day(text: str, *, side: Side = "any", birth: bool = False) -> datetime.date:
    """The date somebody typed. `side` says which year or week is meant when none is given."""
    words = _plain(text)
    day = _day_in(words, side, birth)
    if day is None and _has_time(words, side):
        raise NotUnderstoodError(NO_TIME)
    if day is None:
        raise NotUnderstoodError("Enter a date like 14 March 1991" if birth else LIKE)
    return day


def _day_in(words: str, side: Side, birth: bool = False) -> datetime.date | None:
    words = _MIDNIGHT.sub("", words)
    if words == "now":
        words = "today"
    return _read_relative(words, side) or _read_calendar(words, "past" if birth else side, birth)


def _has_time(words: str, side: Side) -> bool:
    """Is it a day with a time?"""
    try:
        return read_moment(words, side=side).time is not None
    except NotUnderstoodError as error:
        return str(error) == NO_COLON


def read_moment(text: str, *, side: Side = "any") -> Moment:
    """The date somebody typed, with the time if there is one."""
    words = _plain(text)
    now = timezone.localtime()
    if words == "now":
        return _to_the_minute(now)
    if side == "past" and _TIME.fullmatch(words):
        return _last_time(now, _read_time(words))
    if found := AGO.fullmatch(words):
        number = 1 if found[1].startswith("a") else int(found[1])
        minutes = number * (60 if found[2] == "hour" else 1)
        return _to_the_minute(now - datetime.timedelta(minutes=minutes))
    first_error = NotUnderstoodError(LIKE)
    for day_words, time_words in _splits(words):
        try:
            day = _day_in(day_words, side)
        except NotUnderstoodError as error:
            first_error = error if str(first_error) == LIKE else first_error
            continue
        if day is None:
            continue
        moment = Moment(day, _read_time(time_words) if time_words else None)
        _refuse_skipped_hour(moment)
        return moment
    if not isinstance(first_error, NoSuchDayError) and _lacks_colon(words, side):
        raise NotUnderstoodError(NO_COLON)
    raise first_error


def _lacks_colon(words: str, side: Side) -> bool:
    """Today 1430: a day, and four digits that would be a time."""
    found = _NO_COLON.fullmatch(words)
    try:
        return found is not None and _day_in(found["day"], side) is not None
    except NotUnderstoodError:
        return False


def _last_time(now: datetime.datetime, time: datetime.time) -> Moment:
    """When a clock showed this last: at 1am, 11pm was yesterday."""
    today = now.date()
    return Moment(today if time <= now.time() else today - datetime.timedelta(days=1), time)


def _to_the_minute(at: datetime.datetime) -> Moment:
    local = timezone.localtime(at)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


def _plain(text: str) -> str:
    words = re.sub(r"[\s,]+", " ", text.strip().lower())[:60]
    words = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", words)
    words = re.sub(r"^(\d{4}-\d\d-\d\d)t(\d\d:\d\d)", r"\1 \2", words)
    return re.sub(r"\b(?:on|the|of) ", "", words).strip()


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """Every way to read a time at the end or the start, longest first; then no time at all."""
    for found in _TIME.finditer(words):
        before, after = words[: found.start()], words[found.end() :]
        if not after and before.endswith(" "):
            yield before.strip().removesuffix(" at"), found.group()
        if not before and after.startswith(" "):
            yield after.strip(), found.group()
    yield words, ""


def _read_relative(words: str, side: Side) -> datetime.date | None:
    today = timezone.localdate()
    if words in NEAR:
        return today + datetime.timedelta(days=NEAR[words])
    if found := _PERIOD.fullmatch(words):
        return _period_from(today, found, side)
    if not (found := re.fullmatch(rf"(?:(last|next) )?({'|'.join(WEEKDAYS)})", words)):
        return None
    behind = (today.weekday() - WEEKDAYS[found[2]]) % 7 or 7
    if found[1] == "last" or (found[1] is None and side == "past"):
        return today - datetime.timedelta(days=behind)
    if found[1] is None and side in AHEAD:
        return today + datetime.timedelta(days=(7 - behind) or 7)
    raise NotUnderstoodError(
        f"Enter the date, since “{words.title()}” could be either of two days"
    )


def _period_from(today: datetime.date, found: re.Match[str], side: Side) -> datetime.date | None:
    """In 2 months, 8 weeks ago; "8 weeks" alone only where it is clear which way."""
    is_past = found["ago"] is not None
    if is_past and found["ahead"]:
        return None
    if not is_past and not found["ahead"] and side not in AHEAD:
        return None
    number = 1 if found["number"].startswith("a") else int(found["number"])
    number = -number if is_past else number
    if found["unit"] in ("day", "week"):
        return today + datetime.timedelta(days=number * (7 if found["unit"] == "week" else 1))
    return months_from(today, number * (12 if found["unit"] == "year" else 1))


def months_from(day: datetime.date, months: int) -> datetime.date:
    """The same day of another month, or its last one: a month after 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not OLDEST <= year <= FURTHEST:
        raise NotUnderstoodError(f"Enter a year from {OLDEST} to {FURTHEST}")
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _read_calendar(words: str, side: Side, birth: bool) -> datetime.date | None:
    found = next(filter(None, (form.fullmatch(words) for form in _DAY_FORMS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    day, year = int(parts["day"]), parts["year"]
    month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
    if not 1 <= month <= 12:
        raise NotUnderstoodError(f"There is no month {month}. Put the day first, like 14/3/1991.")
    if not 1 <= day <= calendar.monthrange(LEAP_YEAR, month)[1]:
        name, known = calendar.month_name[month], int(year) if year and len(year) == 4 else 0
        longest = calendar.monthrange(known or LEAP_YEAR, month)[1]
        raise NoSuchDayError(f"There is no {day} {name}. {name} has {longest} days.")
    if year is None:
        if birth:
            raise NotUnderstoodError("Enter the year too, like 14 March 1991")
        return _nearest(day, month, side)
    full_year = int(year) if len(year) == 4 else _full_year(int(year), birth)
    if not OLDEST <= full_year <= FURTHEST:
        raise NotUnderstoodError(f"Enter a year from {OLDEST} to {FURTHEST}")
    return _real(full_year, month, day)


def _full_year(year: int, birth: bool) -> int:
    """The century of a two-digit year, where only one is possible."""
    this_year = timezone.localdate().year
    if not birth:
        return 2000 + year if 2000 + year <= this_year + 20 else 1900 + year
    if 2000 + year > this_year:
        return 1900 + year
    if this_year - (1900 + year) > LONGEST_LIFE:
        return 2000 + year
    raise NotUnderstoodError(f"Enter the year in full, {1900 + year} or {2000 + year}")


def _nearest(day: int, month: int, side: Side) -> datetime.date:
    """A day and month without a year: the last one, the next one, or the nearer of the two."""
    today = timezone.localdate()
    years = [y for y in range(today.year - 8, today.year + 9) if _exists(y, month, day)]
    days = [datetime.date(year, month, day) for year in years]
    if side == "past":
        days = [d for d in days if d <= today]
    if side == "future":
        days = [d for d in days if d >= today]
    return min(days, key=lambda d: abs(d - today))


def _exists(year: int, month: int, day: int) -> bool:
    return day <= calendar.monthrange(year, month)[1]


def _real(year: int, month: int, day: int) -> datetime.date:
    if not _exists(year, month, day):
        raise NoSuchDayError(f"There is no {day} {calendar.month_name[month]} in {year}")
    return datetime.date(year, month, day)


def _read_time(words: str) -> datetime.time:
    found = _TIME.fullmatch(words)
    if found is None or found["bare"]:
        raise NotUnderstoodError("Enter am or pm with the time, like 4pm, or 16:00")
    if found["word"]:
        return datetime.time(0 if found["word"] == "midnight" else 12)
    if found["half"]:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            raise NotUnderstoodError(LIKE_TIME)
        return datetime.time(hour % 12 + (12 if found["half"] == "pm" else 0), minute)
    is_said = found["hour24h"] is not None  # 1630hrs says by itself that it is no am
    hour, minute = (
        int(found["hour24h" if is_said else "hour24"]),
        int(found["minute24h" if is_said else "minute24"]),
    )
    if hour > 23 or minute > 59:
        raise NotUnderstoodError(LIKE_TIME)
    if not is_said and len(found["hour24"]) == 1 and hour:
        raise NotUnderstoodError(f"Enter am or pm: {hour}:{minute:02}am or {hour}:{minute:02}pm")
    return datetime.time(hour, minute)


def _refuse_skipped_hour(moment: Moment) -> None:
    """The hour that the clocks jump over in March never was."""
    if moment.at and moment.at.astimezone(datetime.UTC).astimezone(moment.at.tzinfo) != moment.at:
        raise NotUnderstoodError("The clocks went forward then, so that time did not happen")


# ---- Showing --------------------------------------------------------------------------------


def format_day(day: datetime.date) -> str:
    """4 June 2026."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def format_short_day(day: datetime.date) -> str:
    """4 Jun 2026, for tables."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def format_time(time: datetime.time) -> str:
    """9:32am; on the hour 10am; midday and midnight in words."""
    if time.minute == 0 and time.hour in (0, 12):
        return "midday" if time.hour else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'pm' if time.hour >= 12 else 'am'}"


def format_when(value: datetime.date | datetime.datetime | tuple) -> str:
    """4 June 2026 at 9:32am; the date alone where the time is not known."""
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        value = Moment(local.date(), local.time())
    return str(Moment(*value)) if isinstance(value, tuple) else format_day(value)


def day_of(value: datetime.date | datetime.datetime | tuple) -> datetime.date:
    """The day of a date, of a moment in UK time, or of a date with a time."""
    if isinstance(value, datetime.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value[0] if isinstance(value, tuple) else value


def format_clock(value: datetime.time | datetime.datetime) -> str:
    """9:32am, of a time or of a moment in UK time."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).time()
    return format_time(value)


def for_machines(value: datetime.date | datetime.datetime | tuple) -> str:
    """What stands in the `datetime` attribute: 2026-06-03T22:40, or the date alone."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, tuple):
        day, time = value
        return day.isoformat() + (f"T{time:%H:%M}" if time is not None else "")
    return value.isoformat()


def age(born: datetime.date, on: datetime.date | None = None) -> int:
    """Whole years from a birth date until today, or until a day.

    Somebody born on 29 February is a year older on 1 March.
    """
    today = on or timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def format_birth(born: datetime.date) -> str:
    """14 March 1991 (35)."""
    return f"{format_day(born)} ({age(born)})"


def format_distance(day: datetime.date) -> str:
    """How far a date is from today: In 8 days, Tomorrow, Today, Yesterday, 3 days ago."""
    days = (day - timezone.localdate()).days
    near = {distance: word.title() for word, distance in NEAR.items()}
    if days in near:
        return near[days]
    return f"In {days} days" if days > 0 else f"{-days} days ago"


def format_due(day: datetime.date) -> str:
    """How far a date is from today when something is due then: Overdue 2 days, In 8 days."""
    late = (timezone.localdate() - day).days
    return f"Overdue {counted(late, 'day')}" if late > 0 else format_distance(day)
