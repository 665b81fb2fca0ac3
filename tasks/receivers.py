"""Hears of actions with something to follow up, and of cases and tasks that end or move."""

from django.core.exceptions import ValidationError
from django.dispatch import receiver

from access.verbs import Verb as Access
from agencies.models import User
from audit.services import CLOCK
from audit.signals import event_recorded
from cases.models import Action, Case
from cases.verbs import Verb
from core import policy
from tasks.models import Task, TaskKind, TaskPriority
from tasks.services import end_handover, send_task, withdraw_task
from tasks.verbs import Verb as Tasks

FOLLOW_UP = "do"
# What a task cannot be is said at the fields of the action.
FIELDS = {"team": "follow_up_team", "user": "follow_up_team", "due_on": "follow_up_on"}
CLOSED = "The case was closed."
# Nobody needs to acknowledge any more what has ended or what others have.
ENDS_HANDOVER = (
    Verb.CLOSED,
    Access.TRANSFERRED,
    Tasks.ACCEPTED,
    Tasks.DECLINED,
    Tasks.REASSIGNED,
    Tasks.HANDED_ON,
    Tasks.HANDED_BACK,
    Tasks.COMPLETED,
    Tasks.WITHDRAWN,
)


@receiver(event_recorded, dispatch_uid="tasks.handovers_of_what_ended")
def end_handover_of(sender, *, event, target, **kwargs):
    """A handover that waits ends with its case or task, and when another team or person has it."""
    has_new_lead = event.verb == Verb.EDITED and event.detail.get("has_new_lead")
    if (event.verb in ENDS_HANDOVER or has_new_lead) and isinstance(target, Case | Task):
        end_handover(of=target, by=User.objects.filter(pk=event.actor_id).first() or CLOCK)


@receiver(event_recorded, dispatch_uid="tasks.of_closed_cases")
def withdraw_tasks_of_case(sender, *, event, target, **kwargs):
    """Who closes a case may withdraw the tasks about it that their teams sent."""
    if event.verb != Verb.CLOSED or not event.detail.get("withdraws_tasks"):
        return
    by = User.objects.get(pk=event.actor_id)
    sent = policy.accessible(by, "task.withdraw", Task).sent_by_teams_of(by)
    for task in sent.still_open().of(target).order_by("pk"):
        withdraw_task(task=task, by=by, reason=CLOSED)


@receiver(event_recorded, dispatch_uid="tasks.follow_ups")
def ask_for_follow_up(sender, *, event, target, **kwargs):
    """A task for the team that the action names, about its case."""
    if event.verb != Verb.ACTION_ADDED or not event.detail.get("follow_up"):
        return
    action = Action.objects.get(uuid=event.detail["action"])
    try:
        send_task(
            by=User.objects.get(pk=event.actor_id),
            to_team=action.follow_up_team,
            about=target,
            kind=TaskKind.objects.get(code=FOLLOW_UP),
            detail=f"{action.follow_up}\n\nTo follow up: {action.kind}, {action.text}",
            due_on=action.follow_up_on,
            priority=TaskPriority.usual(),
        )
    except ValidationError as problem:
        by_field = getattr(problem, "message_dict", {"follow_up": problem.messages})
        raise ValidationError(
            {FIELDS.get(name, "follow_up"): words for name, words in by_field.items()}
        ) from problem
