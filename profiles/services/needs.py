"""Services of anxieties and needs: raise, pick up, hand on, take a step, resolve, reopen."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.naming import naming
from access.selectors import teams_reading
from access.services import write_entry
from agencies.models import Team, User
from audit.models import Event
from core import policy
from core.dates import format_when
from profiles.models import Contact, Need, NeedStatus, NeedStep, Pathway, Profile, Report
from profiles.models.needs import Signature
from profiles.verbs import Verb
from records.models import writing_team

What = NeedStep.What


@transaction.atomic
def raise_need(
    *,
    profile: Profile,
    by: User,
    pathway: Pathway,
    text: str,
    kind: str = Need.Kind.ANXIETY,
    team: Team | None = None,
    status: NeedStatus | None = None,
    contact: Contact | None = None,
    report: Report | None = None,
) -> Need:
    """Raise an anxiety or a need of a person, from a contact or a report or by itself."""
    profile = policy.lock(by, "need.raise", profile)
    if report is not None:
        policy.require(by, "report.view", report)
        if report.state != Report.State.SUBMITTED:
            raise ValidationError("Submit the report first.")
    _require_of(profile, contact, report)
    _require_reads(profile, by, team)
    need = Need(
        profile=profile,
        pathway=pathway,
        text=text,
        kind=kind,
        team=team,
        status=status or _first_status(),
        contact=contact,
        report=report,
    )
    need.sign(by)
    _write(need, by, What.RAISED, Verb.NEED_RAISED, operation=Event.COLLECTION)
    return need


@transaction.atomic
def pick_up(*, need: Need, by: User, over_from: int | None = None, text: str = "") -> Need:
    """Say that one does something about it. Raises ValidationError if another person has.

    With `over_from`, the id of the person who has it, it is taken over from them.
    """
    need = policy.lock(by, "need.pick_up", need)
    _require_open(need, by)
    team, has_it = writing_team(by), need.picked_up_by_id
    if has_it == by.pk and need.picked_up_team_id == team.pk:
        return need
    if need.picker is not None and has_it not in (by.pk, over_from):
        told = _who_and_when(need, by, need.picker, "picked up")
        raise ValidationError(f"{told}. You can take it over.")
    need.picked_up_at, need.picked_up_by, need.picked_up_by_name = timezone.now(), by, by.name
    need.picked_up_team, need.picked_up_team_name = team, team.name
    what = What.PICKED_UP if has_it is None else What.TAKEN_OVER
    _write(need, by, what, Verb.NEED_PICKED_UP, text)
    return need


@transaction.atomic
def hand_on(*, need: Need, by: User, team: Team, text: str) -> Need:
    """Make another team responsible; somebody there picks it up."""
    need = policy.lock(by, "need.hand_on", need)
    _require_open(need, by)
    _require_reads(need.profile, by, team)
    need.team = team
    need.picked_up_at = need.picked_up_by = need.picked_up_team = None
    need.picked_up_by_name = need.picked_up_team_name = ""
    _write(need, by, What.HANDED_ON, Verb.NEED_HANDED_ON, text)
    return need


@transaction.atomic
def record_step(*, need: Need, by: User, text: str, status: NeedStatus | None = None) -> NeedStep:
    """Write down what was done, and how far the need has come. To one that is resolved, words."""
    need = policy.lock(by, "need.step", need)
    if status is not None and status != need.status:
        _require_open(need, by)
        if status.ends_need:
            raise ValidationError({"status": "This status ends the need. Resolve it instead."})
        need.status = status
    return _write(need, by, What.STEP, Verb.NEED_STEP, text)


@transaction.atomic
def resolve_need(*, need: Need, by: User, status: NeedStatus, how: str) -> Need:
    """End a need, and say how. Raises ValidationError, with who, if somebody has ended it."""
    need = policy.lock(by, "need.resolve", need)
    _require_open(need, by)
    if not status.ends_need:
        raise ValidationError({"status": "Choose a status that ends the need"})
    team = writing_team(by)
    need.status, need.resolution, need.resolved_at = status, how, timezone.now()
    need.resolved_by, need.resolved_by_name = by, by.name
    need.resolved_team, need.resolved_team_name = team, team.name
    _write(need, by, What.RESOLVED, Verb.NEED_RESOLVED, how)
    return need


@transaction.atomic
def reopen_need(*, need: Need, by: User, status: NeedStatus, reason: str) -> Need:
    """Open a need again that was resolved; how it was resolved stays among its steps."""
    need = policy.lock(by, "need.reopen", need)
    if need.is_open:
        raise ValidationError("This is open already.")
    if status.ends_need:
        raise ValidationError({"status": "Choose a status that leaves the need open"})
    need.status, need.resolution, need.resolved_at, need.resolved_by = status, "", None, None
    need.resolved_team, need.resolved_by_name, need.resolved_team_name = None, "", ""
    _write(need, by, What.REOPENED, Verb.NEED_REOPENED, reason)
    return need


def _write(
    need: Need, by: User, what: str, verb: str, text: str = "", operation: str = Event.ALTERATION
) -> NeedStep:
    """Save the need as it is now, and the step that brought it there, with one event."""
    need._history_user = by
    need.save()
    step = NeedStep(need=need, what=what, status=need.status, text=text)
    return write_entry(
        entry=step,
        by=by,
        verb=verb,
        operation=operation,
        detail={"need": need.pk, "step": what},
    )


def _first_status() -> NeedStatus:
    found: NeedStatus | None = NeedStatus.objects.going_on().first()
    if found is None:
        raise ValidationError("No status is offered for a new need. Ask an administrator.")
    return found


def _require_of(profile: Profile, *sources: Any) -> None:
    if any(source is not None and source.profile_id != profile.pk for source in sources):
        raise ValidationError("That entry is about somebody else.")


def _require_reads(profile: Profile, by: User, team: Team | None) -> None:
    """The team responsible reads the log, or it would never learn of the need."""
    if team is not None and not teams_reading(profile, "log", by).filter(pk=team.pk).exists():
        raise ValidationError({"team": "Choose a team that can read this person’s log"})


def _require_open(need: Need, by: User) -> None:
    if need.resolver is not None:
        raise ValidationError(f"{_who_and_when(need, by, need.resolver, 'resolved')}.")


def _who_and_when(need: Need, by: User, signature: Signature, did: str) -> str:
    who = naming(by, need.profile).writer(signature)
    return f"{who} {did} this on {format_when(signature.at)}"
