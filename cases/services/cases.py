"""Opens, edits, closes, reopens and links cases, and says who is in them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.checks import require_lasting_access, sees_by_glass_alone
from access.leaving import pass_on_led
from access.opening import open_record
from access.services import end_access_with, save_entry, write_entry
from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from cases.models import Case, CaseLink, CaseOutcome, Incident, Participant
from cases.verbs import Verb
from core import policy
from core.alike import with_sounds
from core.dates import format_when
from core.panels import PassedOn, gather
from core.stale import Opened, merge
from core.tidy import folded
from profiles.models import Profile

LONGEST = 200


@transaction.atomic
def open_case(
    *,
    by: User,
    team: Team,
    participants: Sequence[Participant] = (),
    named_by: User | None = None,
    **fields: Any,
) -> Case:
    """Open a case, owned by one of the author's teams, with the people in it: all or nothing.

    With `named_by`, they are people whom somebody else has named, such as the officer who referred
    them: of their records, those that this person can see.
    """
    team = policy.lock(by, "case.open", team)
    case = Case(owner_team=team, created_by=by, lead=by, **fields)
    case.clean()
    open_record(case, by=by)
    record(
        verb=Verb.OPENED,
        operation=Event.COLLECTION,
        actor=by,
        target=case,
        history=case.history.first(),
    )
    for participant in participants:
        add_participant(case=case, by=by, participant=participant, named_by=named_by)
    return case


@transaction.atomic
def open_case_for(
    *, owner: Team, by: User, participants: Sequence[Participant] = (), **fields: Any
) -> Case:
    """Open a case that another team owns than the author's, and that nobody leads yet.

    For a service that has asked: what a partner reports belongs to the team that takes it up.
    """
    case = Case(owner_team=owner, created_by=by, **fields)
    case.clean()
    open_record(case, by=by)
    record(
        verb=Verb.OPENED,
        operation=Event.COLLECTION,
        actor=by,
        target=case,
        history=case.history.first(),
    )
    for participant in participants:
        participant.case = case
        _write_participant(participant, by)
    return case


@transaction.atomic
def edit_case(*, case: Case, by: User, opened: Opened | None = None, **fields: Any) -> Case:
    """Change what the case is. Raises StaleEditError for what another person changed too."""
    case = policy.lock(by, "case.edit", case)
    fields = merge(case, fields, opened)
    if "lead" in fields and fields["lead"] != case.lead:
        # The lead may give access where the team allows it, so nobody makes themselves one.
        policy.require(by, "case.assign_lead", case)
    before = {name: getattr(case, name) for name in fields}
    for name, value in fields.items():
        setattr(case, name, value)
    case.clean()
    if before != fields:
        has_new_lead = case.lead is not None and before.get("lead", case.lead) != case.lead
        _save(case, by, Verb.EDITED, detail={"has_new_lead": True} if has_new_lead else {})
    return case


@transaction.atomic
def pass_on_cases(*, team: Team, leaver: User, to: User, by: User) -> PassedOn:
    """Make another person the lead of the open cases that somebody led who leaves the team."""
    return pass_on_led(
        Case.objects.still_open(),
        lambda case: edit_case(case=case, by=by, lead=to),
        team=team,
        leaver=leaver,
        to=to,
        by=by,
    )


@transaction.atomic
def take_lead(*, case: Case, by: User) -> Case:
    """Make the actor the lead, for a service that has asked: somebody handed the case to them."""
    case = policy.lock(by, "case.edit", case)
    if case.lead_id != by.pk:
        case.lead = by
        _save(case, by, Verb.EDITED)
    return case


@transaction.atomic
def close_case(
    *, case: Case, by: User, outcome: CaseOutcome, words: str, withdraws_tasks: bool = False
) -> Case:
    """End the work on a case. Raises ValidationError, with who, if somebody has ended it.

    Tasks about it stay open, unless those that the team sent are withdrawn. An upper app may say
    why it must stay open (slot `cases.close`): somebody in it is still missing, for example.
    """
    case = policy.lock(by, "case.close", case)
    if case.closed_at is not None:
        when = format_when(case.closed_at)
        raise ValidationError(f"{case.closed_by_name} closed this case on {when}.")
    if reasons := gather("cases.close", case):
        raise ValidationError(reasons)
    case.closed_at, case.closed_by, case.closed_by_name = timezone.now(), by, by.name
    case.outcome, case.closing_words = outcome, words
    detail = {"withdraws_tasks": True} if withdraws_tasks else {}
    _save(case, by, Verb.CLOSED, reason=outcome.name, detail=detail)
    end_access_with(record=case, by=by)
    return case


@transaction.atomic
def reopen_case(*, case: Case, by: User, reason: str) -> Case:
    """Go on with a case that was closed. How it was closed stays in History."""
    case = policy.lock(by, "case.reopen", case)
    if case.is_open:
        raise ValidationError("This case is open already.")
    case.closed_at = case.closed_by = case.outcome = None
    case.closed_by_name = case.closing_words = ""
    _save(case, by, Verb.REOPENED, reason=reason)
    return case


def _save(case: Case, by: User, verb: str, **event: Any) -> None:
    case.version += 1
    case.sort_name = folded(case.title)[:LONGEST]
    case.search_names = with_sounds(folded(case.title))
    case._history_user = by
    case.save()
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=case,
        history=case.history.first(),
        **event,
    )


@transaction.atomic
def add_participant(
    *, case: Case, by: User, participant: Participant, named_by: User | None = None
) -> Participant:
    """Name a person in the case, in a role. Of a person's record, one that the author can see.

    Or one that `named_by` can, who has named them; without, their name alone goes into the case.
    Who only opened the record in an emergency names nobody by it. Raises ValidationError.
    """
    case = policy.lock(by, "participant.add", case)
    participant.case = case
    if participant.profile is not None:
        participant.profile = _record_named(participant.profile, by, named_by)
        if participant.profile is not None:
            participant.name = participant.profile.name
    participant.validate_constraints()
    return _write_participant(participant, by)


def _record_named(profile: Profile, by: User, named_by: User | None) -> Profile | None:
    """The record, if who names the person by it sees it for longer than an emergency."""
    found = policy.find(named_by or by, "profile.view", Profile, pk=profile.pk)
    if named_by is not None:
        is_lasting = found is not None and not sees_by_glass_alone(named_by, found)
        return found if is_lasting else None
    if found is None:
        raise ValidationError({"person": "Choose a person from the list"})
    require_lasting_access(by, found, "person")
    return found


def _write_participant(participant: Participant, by: User) -> Participant:
    """With a record, the case and the record are combined."""
    has_record = participant.profile is not None
    return write_entry(
        entry=participant,
        by=by,
        verb=Verb.PARTICIPANT_ADDED,
        operation=Event.COMBINATION if has_record else Event.COLLECTION,
        detail={"role": participant.role.code},
    )


@transaction.atomic
def edit_participant(
    *, participant: Participant, by: User, opened: Opened | None = None, **fields: Any
) -> Participant:
    """Correct or end the part of a person in the case; what it was stays in History."""
    participant = policy.lock(by, "participant.edit", participant)
    for name, value in merge(participant, fields, opened).items():
        setattr(participant, name, value)
    participant.validate_constraints()
    return save_entry(entry=participant, by=by, verb=Verb.PARTICIPANT_EDITED)


@transaction.atomic
def add_incident(*, case: Case, by: User, **fields: Any) -> Incident:
    """Write down something that happened and that the case is about."""
    case = policy.lock(by, "incident.add", case)
    return write_entry(entry=Incident(case=case, **fields), by=by, verb=Verb.INCIDENT_ADDED)


@transaction.atomic
def link_cases(*, case: Case, by: User, other: Case, why: str) -> CaseLink:
    """Say that two cases belong together. The author adds to the one and can see the other."""
    case = policy.lock(by, "case.link", case)
    policy.require(by, "case.view", other)
    if other.pk == case.pk:
        raise ValidationError({"other": "Enter the reference of another case"})
    link = CaseLink(case=case, other=other, why=why)
    if CaseLink.objects.filter(case=other, other=case).exists():
        raise ValidationError({"other": "These cases are linked already."})
    link.validate_constraints()
    return write_entry(entry=link, by=by, verb=Verb.LINKED, operation=Event.COMBINATION)
