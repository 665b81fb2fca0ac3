"""What can be done about a task now, by this reader: for the buttons of its page."""

from typing import Any

from tasks.matters import is_of_matter
from tasks.models import Task
from tasks.rules import hands_on, receives, sends

# Name of the page, words of its button; as they stand on the page.
WORDS = {
    "accept": "Accept",
    "complete": "Complete it",
    "decline": "Decline",
    "hold": "Put on hold",
    "reassign": "Reassign",
    "hand-over": "Hand it over",
    "hand-on": "Hand it on to another team",
    "hand-back": "Hand it back",
    "withdraw": "Withdraw it",
    "reopen": "Reopen it",
    "comment": "Add a comment",
    "documents": "Documents",
}


def acts_of(task: Task, user: Any) -> list[tuple[str, str]]:
    """Names and words. They hide and never protect: each page asks its own rule."""
    has_it, is_open = receives(user, task), task.is_open
    is_waiting = task.state == Task.State.WAITING
    # What is about a matter ends there.
    ends_here = not is_of_matter(task)
    may = {
        "accept": has_it and is_waiting,
        "complete": has_it and is_open and task.reads and ends_here,
        "decline": has_it and is_waiting and ends_here,
        "hold": has_it and is_open,
        "reassign": has_it and is_open,
        "hand-over": hands_on(user, task) and is_open and task.reads,
        "hand-on": hands_on(user, task) and is_open and task.reads and ends_here,
        "hand-back": has_it and is_open and ends_here and task.from_team_id != task.to_team_id,
        "withdraw": sends(user, task) and is_open and ends_here,
        "reopen": sends(user, task) and not is_open and task.reads and ends_here,
        "comment": task.reads,
        "documents": task.reads,
    }
    return [(name, words) for name, words in WORDS.items() if may[name]]
