"""What is said to those who come second: somebody has answered the task already."""

from django.core.exceptions import ValidationError

from agencies.models import User
from core.dates import format_when
from tasks.models import Task
from tasks.naming import names_for


def require_open(task: Task, by: User) -> None:
    """Raises ValidationError, with who and when, if somebody has completed or declined it."""
    if not task.is_open:
        raise ValidationError(who_was_first(task, by))


def require_waiting(task: Task, by: User) -> None:
    """The same, also if somebody has accepted it."""
    if task.state != Task.State.WAITING:
        raise ValidationError(who_was_first(task, by))


def who_was_first(task: Task, by: User) -> str:
    """Stafford Housing completed this on 3 June at 4pm. Nothing was changed."""
    who = names_for(by, task).writer(task.answerer)
    at = format_when(task.answered_at)
    return f"{who} {task.get_state_display().lower()} this on {at}. Nothing was changed."
