"""Where a task stands and when it is due, for every place that shows one.

Tags and no templates, since a list shows both in each line.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.dates import format_distance, format_due, format_short_day
from core.templatetags.components import tag
from tasks.models import Task

register = template.Library()
State = Task.State
WORDS = {
    State.WAITING: ("Waiting", "blue"),
    State.ACCEPTED: ("Accepted", "blue"),
    State.DECLINED: ("Declined", "grey"),
}


@register.simple_tag
def task_state(task: Task) -> SafeString:
    """Where a task stands, in a word; and its priority, where that stands out."""
    if task.is_on_hold:
        state = tag("On hold", "orange")
    elif task.state == State.COMPLETED:
        state = tag(task.outcome, "green")
    else:
        state = tag(*WORDS[State(task.state)])
    if not (task.priority.stands_out and task.is_open):
        return state
    return format_html("{} {}", state, tag(task.priority, "red"))


@register.simple_tag
def task_due(task: Task) -> SafeString:
    """When a task is due, and that it is late or close."""
    day = task.due_on
    if task.is_overdue:
        distance = format_html('<span class="ecins-late">{}</span>', format_due(day))
    else:
        near = "<b>{}</b>" if task.is_due_soon else "{}"
        distance = format_html(near, format_distance(day))
    return format_html("{}<br> {}", distance, format_short_day(day))
