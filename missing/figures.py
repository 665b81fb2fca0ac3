"""Figures about missing people, of the episodes that a user sees, each with its definition."""

from typing import Any

from core import panels, policy
from core.figures import NONE, Counted, Figure, Period, Table, in_words, share
from core.wording import counted
from missing.elapsed import lasting
from missing.models import Clock, Episode, Interview

ACTION = "missing.figures"
CASES = "Only cases of missing people that you can see are counted."
ACTIONS = "Only cases of missing people whose actions you can see are counted."
NO_EPISODES = "No episodes in this period."
OPEN = "People missing now, by the latest level of risk."
FIRST = (
    "Time from the report to the first assessment of the risk, for episodes reported in the "
    "period. In time: within the minutes that the area allows. People found before anybody "
    "assessed the risk are left out, and episodes recorded in error."
)
INTERVIEWS = (
    "Interviews with people who were reported missing in the period and came back. The clock "
    "starts when they are found. In time: within the hours that the area allows; for a return "
    "home interview, 72 unless the area has set another number. The share leaves out interviews "
    "that were declined, and those that may still be held in time. Episodes recorded in error are "
    "left out."
)
REPEATS = (
    "People reported missing more than once in the period. Counted by their record: an episode "
    "that is linked to no record counts for nobody, nor does one recorded in error."
)
WITHIN = 90
EPISODES = (
    "Episodes reported in the period. Again: the same person had been reported missing before, "
    f"on the same day or up to {WITHIN} days earlier. An episode that is linked to no record is "
    "counted apart, since nobody can tell whether it is a repeat. Episodes recorded in error are "
    "left out."
)
TALKS = (
    (Clock.Kind.PREVENTION, "Prevention interview"),
    (Clock.Kind.INTERVIEW, "Return home interview"),
)


def tables_of(user: Any, period: Period) -> list[Table]:
    """All figures of episodes that were reported in the period, with those of upper apps."""
    said = panels.gather("missing.figures", user, period.begins, period.ends)
    return [*(one.table(user, period) for one in FIGURES), *(Table(**one) for one in said)]


def _seen(user: Any) -> Any:
    return policy.accessible(user, ACTION, Episode).not_in_error()


def _reported(user: Any, period: Period) -> Any:
    return _seen(user).reported_between(period.begins, period.ends)


def _clocks(user: Any, period: Period) -> Any:
    clocks = Clock.objects.visible_to(user, section="actions")
    return clocks.of_reports_between(period.begins, period.ends)


def open_by_risk(user: Any, period: Period) -> Counted:
    """Who is missing now, the highest risk after those nobody has assessed."""
    rows = [(name or "Not assessed yet", number) for name, number in _seen(user).open_by_risk()]
    return Counted(rows, counted(sum(number for _, number in rows), "person", "people"))


def first_assessments(user: Any, period: Period) -> Counted:
    """How soon the risk was assessed, and how many in time."""
    found = _clocks(user, period).first_assessments()
    in_time, late = found["in_time"], found["late"]
    median = NONE if found["median"] is None else lasting(found["median"])
    in_share = share(in_time, in_time + late)
    row = ("First assessment", median, in_time, late, in_share)
    return Counted([row], in_words(in_share, "in time"))


def interviews(user: Any, period: Period) -> Counted:
    """Which interviews were in time, late, overdue, declined or are still due."""
    clocks = _clocks(user, period).with_interviews(Interview.objects.visible_to(user))
    numbers = {(kind, outcome): number for kind, outcome, number in clocks.interview_outcomes()}
    rows = [_talks(kind, title, numbers) for kind, title in TALKS]
    return Counted(rows, in_words(str(rows[-1][-1]), "in time"))


def _talks(kind: str, title: str, numbers: dict[tuple[str, str], int]) -> tuple[str | int, ...]:
    outcomes = ("in time", "late", "overdue", "declined", "due")
    in_time, late, overdue, declined, due = (numbers.get((kind, one), 0) for one in outcomes)
    in_share = share(in_time, in_time + late + overdue)
    return (title, in_time, late, overdue, declined, due, in_share)


def people_again(user: Any, period: Period) -> Counted:
    """How many people were missing twice, and more often."""
    found = _reported(user, period).people_again()
    rows: list[tuple[str | int, ...]] = [
        ("2 episodes", found["twice"]),
        ("3 or more episodes", found["more"]),
    ]
    return Counted(rows, counted(found["twice"] + found["more"], "person", "people"))


def episodes(user: Any, period: Period) -> Counted:
    """How many episodes there were, and how many of people who had been missing before."""
    numbers = dict(_reported(user, period).by_repeat(_seen(user), WITHIN))
    first, again, unlinked = (numbers.get(one, 0) for one in ("first", "again", "unlinked"))
    rows: list[tuple[str | int, ...]] = [
        (f"First in {WITHIN} days", first),
        (f"Again within {WITHIN} days", again),
        ("Not linked to a record", unlinked),
    ]
    return Counted(rows, counted(first + again + unlinked, "episode"))


FIGURES = (
    Figure(
        key="missing-now",
        title="Missing now, by risk",
        definition=OPEN,
        source=CASES,
        columns=("Risk", "People"),
        count=open_by_risk,
        empty="Nobody is missing now.",
        is_now=True,
    ),
    Figure(
        key="missing-episodes",
        title="Missing episodes and repeats",
        definition=EPISODES,
        source=CASES,
        columns=("Episodes", "Number"),
        count=episodes,
        empty=NO_EPISODES,
    ),
    Figure(
        key="missing-again",
        title="People missing again",
        definition=REPEATS,
        source=CASES,
        columns=("Episodes", "People"),
        count=people_again,
        empty="Nobody was missing more than once in this period.",
    ),
    Figure(
        key="missing-assessments",
        title="Time to the first assessment",
        definition=FIRST,
        source=ACTIONS,
        columns=("What", "Median time", "In time", "Late or overdue", "Share in time"),
        count=first_assessments,
        empty="No first assessments in this period.",
        bars=(2, 3),
    ),
    Figure(
        key="missing-interviews",
        title="Interviews after the return",
        definition=INTERVIEWS,
        source=ACTIONS,
        columns=(
            *("Interview", "In time", "Late", "Overdue", "Declined", "Still due"),
            "Share in time",
        ),
        count=interviews,
        empty="No interviews in this period.",
        bars=(1, 2, 3, 4, 5),
    ),
)
