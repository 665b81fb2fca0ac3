"""Adds people to galleries, edits and confirms their entries, takes them off."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.checks import require_lasting_access
from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from galleries.models import Entry, Gallery, LeaveReason
from galleries.saving import CLOSED, NOBODY, THERE, next_review, require_on_gallery, save
from galleries.verbs import Verb
from profiles.models import Profile, RiskLevel
from records.models import writing_team


@transaction.atomic
def add_entry(
    *, gallery: Gallery, by: User, profile: Profile, risk: RiskLevel, reason: str
) -> Entry:
    """Add a person whom the curator may read, and not only in an emergency.

    Raises ValidationError.
    """
    gallery = policy.lock(by, "gallery.add", gallery)
    if gallery.is_closed:
        raise ValidationError(CLOSED)
    found = policy.find(by, "profile.view", Profile, "owner_team", pk=profile.pk)
    if found is None:
        raise ValidationError(NOBODY)
    require_lasting_access(by, found)
    if Entry.objects.of_gallery(gallery).of_person(found).current().exists():
        raise ValidationError(THERE)
    entry = Entry(
        gallery=gallery,
        profile=found,
        risk=risk,
        reason=reason,
        managing_team=found.owner_team,
        added_by=by,
        added_by_team=writing_team(by),
        review_on=next_review(gallery),
    )
    save(entry, by)
    record(
        verb=Verb.ENTRY_ADDED,
        operation=Event.DISCLOSURE,
        actor=by,
        target=entry,
        recipient=gallery.title,
        history=entry.history.first(),
        detail={"gallery": gallery.pk, "high": entry.is_high},
    )
    return entry


@transaction.atomic
def edit_entry(*, entry: Entry, by: User, opened: Opened | None = None, **fields: Any) -> Entry:
    """Say how high the risk is now, or why the person is there. High risk is announced."""
    entry = policy.lock(by, "gallery.change_entry", entry)
    require_on_gallery(entry)
    was_high = entry.is_high
    for name, value in merge(entry, fields, opened).items():
        setattr(entry, name, value)
    is_raised = entry.is_high and not was_high
    if is_raised:
        entry.managing_team = entry.profile.owner_team
    save(entry, by)
    _record(Verb.ENTRY_CHANGED, entry, by, raised=is_raised)
    return entry


@transaction.atomic
def review_entry(*, entry: Entry, by: User) -> Entry:
    """Confirm that the person still belongs on the gallery; the next review is a period away."""
    entry = policy.lock(by, "gallery.change_entry", entry)
    require_on_gallery(entry)
    entry.review_on = next_review(entry.gallery)
    entry.managing_team = entry.profile.owner_team
    save(entry, by)
    _record(Verb.ENTRY_REVIEWED, entry, by)
    return entry


@transaction.atomic
def end_entry(*, entry: Entry, by: User, reason: LeaveReason, words: str = "") -> Entry:
    """Take a person off a gallery, with the reason; the audience sees so for a week."""
    entry = policy.lock(by, "gallery.end_entry", entry)
    require_on_gallery(entry)
    entry.left_at, entry.left_by, entry.left_by_team = timezone.now(), by, writing_team(by)
    entry.left_reason, entry.left_words = reason, words
    save(entry, by)
    _record(Verb.ENTRY_LEFT, entry, by, reason=reason.name)
    return entry


def _record(verb: str, entry: Entry, by: User, *, reason: str = "", **detail: Any) -> None:
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=entry,
        reason=reason,
        history=entry.history.first(),
        detail={"gallery": entry.gallery_id, **detail},
    )
