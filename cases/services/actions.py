"""The actions log: add an action, record what came of it, add to it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.naming import naming
from access.selectors import teams_reading
from access.services import save_entry, write_entry
from agencies.models import Team, User
from cases.mentions import mentioned
from cases.models import Action, ActionAmendment, ActionResult, Case, CaseDocument
from cases.verbs import Verb
from core import policy
from core.dates import format_when
from documents.checks import CheckedFile
from documents.models import DocumentKind
from documents.services import add_documents

AGENCY_OF_TEAM = "Leave the agency out, or choose no team: a team has its own agency"


@transaction.atomic
def add_action(
    *,
    case: Case,
    by: User,
    done_by: User | None = None,
    done_by_team: Team | None = None,
    done_by_name: str = "",
    done_by_agency: str = "",
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
    **fields: Any,
) -> Action:
    """Write an action into the log: done, with a result, or planned for a day.

    By the author, unless another member of a team, a team, or somebody without an account is
    named: with their team, or with an agency that has none here. Files are added to the documents
    of the case: all of it is saved, or nothing.
    """
    case = policy.lock(by, "action.add", case)
    action = Action(case=case, **fields)
    if action.is_planned:
        if action.planned_for is None:
            raise ValidationError({"planned_for": "Enter the day it is planned for"})
        action.happened_on, action.happened_at_time = action.planned_for, None
    if done_by_team and done_by_agency:
        raise ValidationError({"done_by_agency": AGENCY_OF_TEAM})
    if done_by_team is None and (done_by_name or done_by_agency):
        action.done_by_name, action.done_by_agency = done_by_name, done_by_agency
    else:
        team = done_by_team or by.acting_team
        person = done_by or (by if done_by_team is None else None)
        _done_by(action, person, team)
        action.done_by_name = done_by_name or action.done_by_name
    _check_follow_up(action, by)
    write_entry(entry=action, by=by, verb=Verb.ACTION_ADDED, **_telling(action, action.text))
    _attach(action, by, files, document_kind)
    return action


def _check_follow_up(action: Action, by: User) -> None:
    """What follows is for a team that reads the actions, of those that the author may know."""
    team = action.follow_up_team
    if not action.follow_up:
        return
    if action.follow_up_on is None or action.follow_up_on < timezone.localdate():
        raise ValidationError({"follow_up_on": "Enter today or a later day"})
    if team is None or not teams_reading(action.case, "actions", by).filter(pk=team.pk).exists():
        raise ValidationError({"follow_up_team": "Choose a team that can see the actions"})


def _telling(action: Action, text: str) -> dict[str, Any]:
    """For the event: which action it is about, whom the text names, whether more is to follow."""
    detail = {"action": str(action.uuid), **mentioned(action.case, text)}
    return {"detail": detail | ({"follow_up": True} if action.follow_up else {})}


def _attach(
    action: Action, by: User, files: Sequence[CheckedFile], kind: DocumentKind | None
) -> None:
    """Add files to the documents of the case, as attachments of the action."""
    if files:
        add_documents(
            model=CaseDocument, to=action.case, by=by, files=files, kind=kind, action=action
        )


def _done_by(action: Action, person: User | None, team: Team | None) -> None:
    """Copy who did it, as they are called now."""
    if person is not None:
        action.done_by, action.done_by_name = person, person.name
    if team is not None:
        action.done_by_team, action.done_by_team_name = team, team.name
        action.done_by_agency = team.agency.name


@transaction.atomic
def record_result(*, action: Action, by: User, result: ActionResult, **fields: Any) -> Action:
    """Say what came of a planned action, once, and when it took place."""
    action = policy.lock(by, "action.record_result", action)
    if not action.is_planned:
        when = format_when(action.result_at) if action.result_at else "when it was added"
        recorded = action.history.latest()
        who = naming(by, action.case).row(recorded.history_user)
        raise ValidationError(
            f"{who} has recorded the result already ({when}): {action.result}. Add to the action."
        )
    action.result = result
    for name, value in fields.items():
        setattr(action, name, value)
    action.result_at, action.result_by_name = timezone.now(), by.name
    return save_entry(
        entry=action, by=by, verb=Verb.ACTION_DONE, **_telling(action, action.result_words)
    )


@transaction.atomic
def amend_action(
    *,
    action: Action,
    by: User,
    text: str,
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
) -> ActionAmendment:
    """Add to an action of the log. The action itself stays as it was."""
    action = policy.lock(by, "action.amend", action)
    amendment = ActionAmendment(action=action, text=text)
    write_entry(entry=amendment, by=by, verb=Verb.ACTION_AMENDED, **_telling(action, text))
    _attach(action, by, files, document_kind)
    return amendment
