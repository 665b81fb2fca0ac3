"""Creates and edits people's records, adds to the log, grades risk."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from access.leaving import pass_on_led
from access.opening import open_record
from access.services import write_entry
from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.alike import with_sounds
from core.dates import format_day
from core.names import name_for_search, sort_name
from core.panels import PassedOn
from core.stale import Opened, merge
from profiles.models import (
    CustodyDecision,
    CustodyStay,
    Profile,
    RiskAssessment,
    SavedView,
    Warning,
)
from profiles.models.details import Detail
from profiles.verbs import Verb


def _index_names(profile: Profile) -> None:
    profile.sort_name = sort_name(profile.surname, profile.forenames)
    names = [profile, *([] if profile.pk is None else profile.other_names.all())]
    profile.search_names = with_sounds(
        " | ".join(name_for_search(name.forenames, name.surname) for name in names)
    )


@transaction.atomic
def create_profile(
    *,
    by: User,
    team: Team,
    unlike: Sequence[Profile] = (),
    details: Sequence[Detail] = (),
    risk: dict[str, Any] | None = None,
    **fields: Any,
) -> Profile:
    """Open one record for a person, owned by one of the author's teams.

    Unlike: records of people that the author was shown, and says are others. With it come the
    first details, roles for example, and the first assessment of risk: all of them or nothing.
    """
    team = policy.lock(by, "profile.create", team)
    profile = Profile(owner_team=team, created_by=by, lead=by, **fields)
    profile.clean()
    _index_names(profile)
    open_record(profile, by=by)
    record(
        verb=Verb.CREATED,
        operation=Event.COLLECTION,
        actor=by,
        target=profile,
        history=profile.history.first(),
        detail={"unlike": [other.reference for other in unlike]} if unlike else {},
    )
    for detail in details:
        add_detail(profile=profile, by=by, detail=detail)
    if risk is not None:
        assess_risk(profile=profile, by=by, **risk)
    return profile


@transaction.atomic
def edit_profile(
    *, profile: Profile, by: User, opened: Opened | None = None, **fields: Any
) -> Profile:
    """Change who the person is. Raises StaleEditError for what another person changed too."""
    profile = policy.lock(by, "profile.edit", profile)
    fields = merge(profile, fields, opened)
    if "lead" in fields and fields["lead"] != profile.lead:
        # The lead may give access where the team allows it, so nobody makes themselves one.
        policy.require(by, "profile.assign_lead", profile)
    before = {name: getattr(profile, name) for name in fields}
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.clean()
    if before == {name: getattr(profile, name) for name in fields}:
        return profile
    profile.version += 1
    _index_names(profile)
    profile._history_user = by
    profile.save()
    record(
        verb=Verb.EDITED,
        operation=Event.ALTERATION,
        actor=by,
        target=profile,
        history=profile.history.first(),
    )
    return profile


@transaction.atomic
def pass_on_people(*, team: Team, leaver: User, to: User, by: User) -> PassedOn:
    """Make another person the lead of all whom somebody led who leaves the team."""
    return pass_on_led(
        Profile.objects.all(),
        lambda profile: edit_profile(profile=profile, by=by, lead=to),
        team=team,
        leaver=leaver,
        to=to,
        by=by,
    )


@transaction.atomic
def add_detail(*, profile: Profile, by: User, detail: Detail) -> Detail:
    """Add what belongs to a person: a name, a role, a warning, an address, who is involved."""
    section = type(detail).objects.all().section
    profile = policy.lock(by, detail.edit_action, profile)
    _require_for_kind(by, profile, detail)
    detail.profile, detail.added_by, detail._history_user = profile, by, by
    detail.clean()
    detail.validate_constraints()
    detail.save()
    _after_detail(profile, by, detail, Verb.DETAIL_ADDED, Event.COLLECTION, section)
    if isinstance(detail, CustodyStay):
        moved_from = profile.stays.over().filter(ends_on=detail.starts_on).first()
        _announce_expected(detail, by, moved_from and moved_from.release_expected_on)
    return detail


@transaction.atomic
def edit_detail(
    *, detail: Detail, by: User, opened: Opened | None = None, moves: bool = False, **fields: Any
) -> Detail:
    """Correct or end a detail; what it was stays in History.

    A stay in custody that ends is a release, unless the person moves on. Raises StaleEditError for
    what another person changed too.
    """
    # One change of one person's details at a time: stays in custody are compared with each other.
    # The person first, as when a detail is added: a release goes on to the person's warnings.
    profile = Profile.objects.select_for_update().get(pk=detail.profile.pk)
    detail = policy.lock(by, "detail.edit", detail)
    detail.profile = profile
    _require_for_kind(by, detail.profile, detail)
    fields = merge(detail, fields, opened)
    before = _values(detail)
    was_inside = isinstance(detail, CustodyStay) and detail.is_current
    for name, value in fields.items():
        setattr(detail, name, value)
    _require_for_kind(by, detail.profile, detail)
    detail._history_user = by
    detail.clean()
    if opened is not None and before == _values(detail):
        return detail
    detail.validate_constraints()
    detail.save()
    section = type(detail).objects.all().section
    _after_detail(detail.profile, by, detail, Verb.DETAIL_EDITED, Event.ALTERATION, section)
    if was_inside and detail.ends_on and not moves:
        _announce_release(detail, by)
    if isinstance(detail, CustodyStay):
        _announce_expected(detail, by, before["release_expected_on"])
    return detail


@transaction.atomic
def leave_custody(
    *,
    stay: CustodyStay,
    by: User,
    ends_on: datetime.date,
    next_stay: CustodyStay | None = None,
    warnings_to_end: Sequence[Warning] = (),
    opened: Opened | None = None,
) -> CustodyStay:
    """Record a release, or a move to the next stay; warnings that end with it are ended.

    Raises ValidationError for a release of somebody who was moved meanwhile, and for a move of
    somebody who was released.
    """
    Profile.objects.select_for_update().get(pk=stay.profile.pk)
    was_over = CustodyStay.objects.filter(pk=stay.pk, ends_on__isnull=False).first()
    edit_detail(detail=stay, by=by, opened=opened, moves=next_stay is not None, ends_on=ends_on)
    if next_stay is not None and was_over is not None:
        left = format_day(was_over.ends_on)
        why = (
            f"Somebody has recorded meanwhile that they left on {left}. If they are inside again, "
            "add that stay on the page of details"
        )
        raise ValidationError({"where_to": why})
    if next_stay is not None:
        add_detail(profile=stay.profile, by=by, detail=next_stay)
    elif now := stay.profile.stays.current().with_words().first():
        # Somebody saved a move meanwhile: this stay is over, but nobody was released.
        since = format_day(now.starts_on)
        raise ValidationError(
            {"where_to": f"They have been in {now} since {since}. Record the release from there"}
        )
    for warning in warnings_to_end:
        edit_detail(detail=warning, by=by, ends_on=ends_on)
    return stay


def _announce_release(stay: Any, by: User) -> None:
    """An event of its own: those who work with the person are told."""
    record(
        verb=Verb.RELEASED,
        operation=Event.ALTERATION,
        actor=by,
        target=stay.profile,
        recipient=str(stay),
        detail={"stay": stay.pk},
    )


def _announce_expected(stay: CustodyStay, by: User, before: datetime.date | None) -> None:
    """An event of its own where the expected release moved: reports hang on it."""
    now = stay.release_expected_on
    if stay.ends_on or now == before:
        return
    record(
        verb=Verb.RELEASE_MOVED,
        operation=Event.ALTERATION,
        actor=by,
        target=stay.profile,
        recipient=f"{f'from {format_day(before)} ' if before else ''}"
        f"{f'to {format_day(now)}' if now else '(not known)'}",
        detail={
            "stay": stay.pk,
            "before": before and before.isoformat(),
            "now": now and now.isoformat(),
        },
    )


def _values(detail: Detail) -> dict[str, Any]:
    return {field.name: field.value_from_object(detail) for field in detail._meta.concrete_fields}


def _require_for_kind(by: User, profile: Profile, detail: Detail) -> None:
    """Warnings of a restricted kind are the managers', as they are and as they become."""
    if isinstance(detail, Warning) and detail.kind.is_restricted:
        policy.require(by, "warning.use_restricted", profile)


def _after_detail(
    profile: Any, by: User, detail: Detail, verb: str, operation: str, section: str
) -> None:
    if detail._meta.model_name == "othername":
        _index_names(profile)
        profile.save_without_historical_record()
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=profile,
        section=section,
        history=detail.history.first(),
    )


@transaction.atomic
def dismiss_proposal(*, stay: CustodyStay, by: User, reason: str) -> CustodyDecision:
    """Leave access as it is after a move: dismiss what this stay proposes, with the reason."""
    profile = policy.lock(by, "custody.dismiss", stay.profile)
    stays, about = profile.stays.filter(pk=stay.pk), CustodyDecision.About
    proposed = {about.ENDING: stays.to_end(), about.GIVING: stays.to_give()}
    open_ones = [kind for kind, found in proposed.items() if found.exists()]
    team = stay.establishment.team
    if team is None or not open_ones:
        raise ValidationError("Nothing is proposed here any more. Go back to Sharing.")
    decision = CustodyDecision.objects.create(
        stay=stay, team=team, about=open_ones[0], reason=reason, decided_by=by
    )
    record(
        verb=Verb.CUSTODY_DISMISSED,
        operation=Event.ALTERATION,
        actor=by,
        target=profile,
        recipient=team.name,
        reason=reason,
        detail={"team": team.pk, "about": decision.about},
    )
    return decision


@transaction.atomic
def add_entry(*, entry: Any, by: User) -> Any:
    """Write an entry of a kind that needs no more than writing. Raises ValidationError."""
    entry.profile = policy.lock(by, entry.add_action, entry.profile)
    return write_entry(entry=entry, by=by, verb=entry.added)


@transaction.atomic
def assess_risk(*, profile: Profile, by: User, **fields: Any) -> RiskAssessment:
    """Assess the person's risk anew; earlier assessments stay."""
    profile = policy.lock(by, "risk.assess", profile)
    before = profile.risk_assessments.in_force()
    return write_entry(
        entry=RiskAssessment(profile=profile, **fields),
        by=by,
        verb=Verb.RISK_ASSESSED,
        operation=Event.ALTERATION,
        detail={"before": before.level.name} if before else {},
    )


@transaction.atomic
def save_view(*, by: User, kind: str, name: str, query: str) -> SavedView:
    """Save the filters of a list of this kind, as its URL has them, under a name.

    The account is locked meanwhile, so that nobody saves one too many, or one name twice, from
    two windows.
    """
    policy.lock(by, "saved_view.add", User.objects.get(pk=by.pk))
    own = SavedView.objects.visible_to(by)
    if own.count() >= SavedView.MOST:
        raise ValidationError(f"You have {SavedView.MOST} saved views. Delete one first.")
    view = SavedView(user_id=by.pk, kind=kind, name=name, query=query)
    _save_view(view, by, Verb.VIEW_SAVED, Event.COLLECTION)
    return view


@transaction.atomic
def rename_view(
    *, view: SavedView, by: User, name: str, opened: Opened | None = None
) -> SavedView:
    """Give a saved view another name. The account is locked as for a new one."""
    policy.lock(by, "saved_view.add", User.objects.get(pk=by.pk))
    view = policy.lock(by, "saved_view.rename", view)
    view.name = merge(view, {"name": name}, opened)["name"]
    _save_view(view, by, Verb.VIEW_RENAMED, Event.ALTERATION)
    return view


def _save_view(view: SavedView, by: User, verb: str, operation: str) -> None:
    if not view.query:
        raise ValidationError("No filter is in use. Choose one first, then save the view.")
    if len(view.query) > 2000:
        raise ValidationError("These filters are too long to be saved. Shorten the words.")
    own = SavedView.objects.visible_to(by).of(view.kind)
    if own.named(view.name).exclude(pk=view.pk).exists():
        raise ValidationError({"name": "You have a saved view of this name. Choose another name"})
    view.save()
    record(verb=verb, operation=operation, actor=by, target=view)


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Delete a saved view. The people it showed are not touched."""
    view = policy.lock(by, "saved_view.delete", view)
    record(verb=Verb.VIEW_DELETED, operation=Event.Operation.ERASURE, actor=by, target=view)
    view.delete()
