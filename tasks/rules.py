"""Who may send tasks, see them, read what they say, and answer them."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible

RECEIVERS = "Only members of the team that has this task can do this."
SENDERS = "Only members of the team that sent this task can do this."
HANDS_ON = "Only the person who has this task, or a manager of their team, can hand it on."


def own(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Teams in which the user practises: they send tasks for one of them."""
    return model.objects.own_to(user)


def readable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Tasks whose words the user reads."""
    return model.objects.readable_by(user)


def _works_in(user: Any, team_id: int) -> bool:
    roles = Membership.RECORD_ROLES
    return any(m.team_id == team_id and m.role in roles for m in user.live_memberships)


def receives(user: Any, task: Any) -> bool:
    """Practises in the team that has the task, or manages it."""
    return _works_in(user, task.to_team_id)


def sends(user: Any, task: Any) -> bool:
    """Practises in the team that sent the task, or manages it."""
    return _works_in(user, task.from_team_id)


def hands_on(user: Any, task: Any) -> bool:
    """Has the task in person, or manages the team that has it."""
    has_it = task.to_person_id == user.pk and receives(user, task)
    return has_it or user.is_manager_of(task.to_team_id)


# About a record, by those who may read it; about nothing, by all who practise.
allow("task.send", stands_on=visible)
allow("task.message", stands_on=own, model="agencies.Team")

allow("task.list", stands_on=visible)
allow("task.view", stands_on=visible)
allow("task.read", stands_on=readable)
allow("task.comment", stands_on=readable)
allow("task.add_documents", stands_on=readable)

# Without reading what it says, too: they ask for access, or say that it is not for them.
for action in ("task.accept", "task.decline", "task.hold", "task.reassign", "task.hand_back"):
    rule(action, stands_on=visible, because=RECEIVERS)(receives)

rule("task.complete", stands_on=readable, because=RECEIVERS)(receives)
rule("task.hand_on", stands_on=readable, because=HANDS_ON)(hands_on)
rule("task.reopen", stands_on=readable, because=SENDERS)(sends)
rule("task.withdraw", stands_on=visible, because=SENDERS)(sends)
