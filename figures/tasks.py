"""Figures about tasks: which were done in time."""

from typing import Any

from core import policy
from core.figures import Counted, Figure, Period, in_words, share
from tasks.models import Task

# In the order of the table: what the queryset calls each, and its words.
OUTCOMES = (
    ("in time", "Done in time"),
    ("late", "Done late"),
    ("overdue", "Overdue"),
    ("due", "Due today"),
    ("declined", "Declined"),
    ("not needed", "Not needed any more"),
)


def done_in_time(user: Any, period: Period) -> Counted:
    """What became of the tasks that were due."""
    seen: Any = policy.accessible(user, "task.list", Task)
    due = seen.due_between(period.first, period.last)
    numbers = {name: both for name, *both in due.outcomes_for(user)}
    rows: list[tuple[str | int, ...]] = [
        (words, *numbers.get(name, (0, 0))) for name, words in OUTCOMES
    ]
    in_time, late, overdue = (int(row[1]) for row in rows[:3])
    received = share(in_time, in_time + late + overdue)
    return Counted(rows if numbers else [], in_words(received, "in time"))


FIGURES = (
    Figure(
        key="tasks-in-time",
        title="Tasks done in time",
        definition=(
            "Tasks due in the period. In time: completed on the day they were due, or before. The "
            "share in time is of tasks that your teams received. It leaves out tasks that were "
            "declined, are not needed any more, or are due today. A task within your own teams "
            "counts as received and as sent."
        ),
        source="Only tasks of your teams that you can see are counted.",
        columns=("Tasks", "Received", "Sent"),
        count=done_in_time,
        empty="No tasks were due in this period.",
        bars=(1, 2),
    ),
)
