"""Sends tasks, records what happens to them, and hands over cases and tasks."""

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
from tasks.services.handing_over import (
    acknowledge_handover,
    end_handover,
    escalate_handover,
    hand_over,
    withdraw_handover,
)
from tasks.services.leaving import pass_on_tasks
from tasks.services.moving import hand_back_task, hand_on_task, reassign_task
from tasks.services.sending import send_task

__all__ = [
    "accept_task",
    "acknowledge_handover",
    "comment_on_task",
    "complete_task",
    "decline_task",
    "end_handover",
    "end_tasks_about",
    "escalate_handover",
    "hand_back_task",
    "hand_on_task",
    "hand_over",
    "hold_task",
    "pass_on_tasks",
    "reassign_task",
    "reopen_task",
    "send_task",
    "withdraw_handover",
    "withdraw_task",
]
