"""Forms of tasks."""

from tasks.forms.answering import (
    CommentForm,
    CompleteForm,
    HoldForm,
    ReasonForm,
)
from tasks.forms.sending import HandOnForm, ReassignForm, TaskForm

__all__ = [
    "CommentForm",
    "CompleteForm",
    "HandOnForm",
    "HoldForm",
    "ReasonForm",
    "ReassignForm",
    "TaskForm",
]
