"""Sends tasks, and records what happens to them."""

from tasks.services.answering import (
    accept_task,
    comment_on_task,
    complete_task,
    decline_task,
    end_tasks_about,
    hold_task,
    reopen_task,
    withdraw_task,
)
from tasks.services.leaving import pass_on_tasks
from tasks.services.moving import hand_back_task, hand_on_task, reassign_task
from tasks.services.sending import send_task

__all__ = [
    "accept_task",
    "comment_on_task",
    "complete_task",
    "decline_task",
    "end_tasks_about",
    "hand_back_task",
    "hand_on_task",
    "hold_task",
    "pass_on_tasks",
    "reassign_task",
    "reopen_task",
    "send_task",
    "withdraw_task",
]
