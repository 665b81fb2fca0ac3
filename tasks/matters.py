"""What a task may be about beside a shared record: a matter of an upper app, such as a referral.

A task about a matter is sent by the matter's own services, and ends with what it waits for there:
nobody completes or declines it by hand. Who reads the words of the matter reads the task.
"""

from typing import Any

from django.core.exceptions import ValidationError

_matters: dict[str, Any] = {}
ENDS_BY_ITSELF = "Open what this task is about and act there. The task then ends by itself."


def register_matter(model: Any) -> None:
    """Let tasks be about rows of this model.

    It has `visible_to`, `readable_by` and `subjects_of`, the people whom its own name tells.
    """
    _matters[model._meta.label_lower] = model


def matters() -> list[Any]:
    """Every such model."""
    return list(_matters.values())


def is_of_matter(task: Any) -> bool:
    """Is the task about a matter?"""
    return task.object_type in _matters


def require_own_end(task: Any) -> None:
    """Raises ValidationError for a task that ends with its matter."""
    if is_of_matter(task):
        raise ValidationError(ENDS_BY_ITSELF)
