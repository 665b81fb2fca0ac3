"""Who may send tasks, see them, read what they say, and answer them."""

from typing import Any

from django.db.models import QuerySet

from agencies.rules import works_in
from cases.rules import works_for_owner
from core.policy import allow, rule, visible

RECEIVERS = "Only members of the team that has this task can do this."
SENDERS = "Only members of the team that sent this task can do this."
HANDS_ON = "Only the person who has this task, or a manager of their team, can hand it on."

HANDS_OVER = "Only the person who has this task, or a manager of their team, can hand it over."
LEADS = (
    "Only the lead of this case, or a manager of the team that manages it, can hand it over. "
    "If nobody leads it, everyone in that team can."
)
ADDRESSED = "Only those to whom this was handed over can acknowledge it."
GIVERS = "Only the person who handed this over, or a manager of the team, can withdraw it."


def own(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Teams in which the user practises: they send tasks for one of them."""
    return model.objects.own_to(user)


def readable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Tasks whose words the user reads."""
    return model.objects.readable_by(user)


def receives(user: Any, task: Any) -> bool:
    """Practises in the team that has the task, or manages it."""
    return works_in(user, task.to_team_id)


def sends(user: Any, task: Any) -> bool:
    """Practises in the team that sent the task, or manages it."""
    return works_in(user, task.from_team_id)


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


# ---- Handovers ----------------------------------------------------------------------------------
def leads(user: Any, case: Any) -> bool:
    """Leads the case in its team, or manages that team; where nobody leads it, works there."""
    if user.is_manager_of(case.owner_team_id):
        return True
    return case.lead_id in (None, user.pk) and works_for_owner(user, case)


def is_addressed(user: Any, handover: Any) -> bool:
    """It was handed to this person, or to a team of theirs by somebody else."""
    if handover.to_person_id is not None:
        return handover.to_person_id == user.pk and works_in(user, handover.to_team_id)
    return handover.from_user_id != user.pk and works_in(user, handover.to_team_id)


def takes_back(user: Any, handover: Any) -> bool:
    """Gave it, or manages the team that is to take it."""
    return handover.from_user_id == user.pk or user.is_manager_of(handover.to_team_id)


rule("case.hand_over", stands_on=visible, section="actions", because=LEADS)(leads)
rule("task.hand_over", stands_on=readable, because=HANDS_OVER)(hands_on)
allow("handover.list", stands_on=visible)
allow("handover.view", stands_on=visible)
rule("handover.acknowledge", stands_on=visible, because=ADDRESSED)(is_addressed)
rule("handover.withdraw", stands_on=visible, because=GIVERS)(takes_back)
