"""Who may read, add to, edit, close and reopen a case."""

from typing import Any

from access.rules import MANAGERS, adds_to, manages_owner
from agencies.rules import works_in
from core.policy import allow, is_visible, rule, visible
from profiles.models import Profile
from profiles.rules import own, practises

READ_ONLY = (
    "You can read this case but not add to it: it is closed, or your access is to read only. "
    "Ask the team that manages it."
)
NOT_YOURS_TO_SAY = (
    "You cannot edit this person in the case: the case is closed, your access is to read "
    "only, or you may not see the person. Ask the team that manages the case."
)
OWNERS = "Only the team that manages this case can close and reopen it."


def while_open(section: str = "", path: str = "") -> Any:
    """Those who may add to the section of the case, while it is open.

    With a path, of what belongs to the case.
    """
    adds = adds_to(section)

    def condition(user: Any, obj: Any) -> bool:
        case = getattr(obj, path) if path else obj
        return case.is_open and adds(user, case)

    return condition


def works_for_owner(user: Any, case: Any) -> bool:
    """Practitioners and managers of the team that manages the case."""
    return works_in(user, case.owner_team_id)


adds_people = while_open("people", "case")


def edits_participant(user: Any, participant: Any) -> bool:
    """Those who add to the people of an open case, of a person who is named to them."""
    return adds_people(user, participant) and is_named_to(user, participant)


def is_named_to(user: Any, participant: Any) -> bool:
    """Is this somebody without a record, or whose record the user sees or may know of?"""
    person = participant.profile
    if person is None or is_visible(user, person):
        return True
    return bool(Profile.objects.knowable_by(user).filter(pk=person.pk).exists())


allow("case.open", stands_on=own, model="agencies.Team", by_account=practises)
allow("case.view", stands_on=visible)
allow("case.list", stands_on=visible)
allow("case.view_actions", stands_on=visible, section="actions")
allow("case.view_people", stands_on=visible, section="people")

allow("case.view_documents", stands_on=visible, section="documents")
rule("case.add_documents", stands_on=visible, section="documents", because=READ_ONLY)(
    while_open("documents")
)

rule("case.edit", stands_on=visible, because=READ_ONLY)(while_open())
rule("case.assign_lead", stands_on=visible, because=MANAGERS)(manages_owner)
rule("case.link", stands_on=visible, because=READ_ONLY)(while_open())
rule("action.add", stands_on=visible, section="actions", because=READ_ONLY)(while_open("actions"))
rule("incident.add", stands_on=visible, section="actions", because=READ_ONLY)(
    while_open("actions")
)
rule("participant.add", stands_on=visible, section="people", because=READ_ONLY)(
    while_open("people")
)
# On paper for oneself, of a case that is closed too.
allow("action.print", stands_on=visible, section="actions")
NOT_FOR_OTHERS = (
    "You can print this log for yourself. The team that manages the case prints it for others."
)


# Whether it is open is said by the service: who comes second is told who came first.
rule("case.close", stands_on=visible, because=OWNERS)(works_for_owner)
rule("case.reopen", stands_on=visible, because=OWNERS)(works_for_owner)
rule("action.disclose", stands_on=visible, section="actions", because=NOT_FOR_OTHERS)(
    works_for_owner
)
allow("participant.view", stands_on=visible)
rule("participant.edit", stands_on=visible, because=NOT_YOURS_TO_SAY)(edits_participant)
allow("action.view", stands_on=visible)
rule("action.amend", stands_on=visible, because=READ_ONLY)(while_open("actions", "case"))
rule("action.record_result", stands_on=visible, because=READ_ONLY)(while_open("actions", "case"))
