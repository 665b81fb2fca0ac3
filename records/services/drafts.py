"""Gives records their human references, and keeps drafts."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Max
from django.utils import timezone

from agencies.models import Agency, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import OPENED
from records.drafts import DraftKind
from records.models import Draft, LateForm, ReferenceBlock
from records.verbs import Verb

CLOCK = "The clock"
LARGEST_DRAFT = 100_000
MOST_DRAFTS = 100


@transaction.atomic
def next_reference(*, kind: str, agency: Agency) -> str:
    """The agency's next reference of this kind, such as P-2026-000123. Never given twice."""
    (reference,) = next_references(kind=kind, agency=agency, count=1)
    return reference


@transaction.atomic
def next_references(*, kind: str, agency: Agency, count: int) -> list[str]:
    """So many references, one after the other. Never given twice."""
    year = timezone.localdate().year
    blocks = ReferenceBlock.objects.filter(kind=kind, year=year)
    numbers: list[int] = []
    while len(numbers) < count:
        open_blocks = blocks.filter(agency=agency, next__lt=F("first") + ReferenceBlock.SIZE)
        block = open_blocks.select_for_update().order_by("first").first()
        if block is None:
            block = _take_block(kind, year, agency)
        begins = block.next
        left = block.first + ReferenceBlock.SIZE - begins
        block.next = begins + min(count - len(numbers), left)
        block.save(update_fields=["next"])
        numbers += range(begins, block.next)
    return [f"{kind}-{year}-{number:06}" for number in numbers]


def _take_block(kind: str, year: int, agency: Agency) -> ReferenceBlock:
    with connection.cursor() as cursor:  # one agency at a time takes a new run
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reference:{kind}:{year}"])
    last = ReferenceBlock.objects.filter(kind=kind, year=year).aggregate(last=Max("first"))["last"]
    first = 1 if last is None else last + ReferenceBlock.SIZE
    return ReferenceBlock.objects.create(
        kind=kind, year=year, agency=agency, first=first, next=first
    )


@transaction.atomic
def save_draft(*, kind: DraftKind, obj: models.Model, by: User, data: Any) -> Draft | None:
    """Keep what was typed into a form that the author may send; None if nothing was typed.

    Only the first of these leaves an event: what follows changes nothing that anyone else can
    read, and comes every few seconds.
    """
    policy.require(by, kind.action, obj)
    payload = kind.kept(obj, data)
    if len(json.dumps(payload)) > LARGEST_DRAFT:
        raise ValidationError("This is too long to be kept as a draft. Shorten it.")
    draft = Draft.objects.visible_to(by).kept().about(kind.name, obj).first()
    if draft is None:
        return _start_draft(kind, obj, by, payload) if payload else None
    draft = policy.lock(by, "draft.save", draft)
    if not payload:
        _delete_draft(draft, by, Verb.DISCARDED)
        return None
    if OPENED in draft.payload:  # it was begun on that
        payload[OPENED] = draft.payload[OPENED]
    draft.payload, draft.updated_at = payload, timezone.now()
    draft.save(update_fields=["payload", "updated_at"])
    return draft


def _start_draft(kind: DraftKind, obj: Any, by: User, payload: Any) -> Draft:
    _require_room(by)
    about = kind.record(obj) or obj
    draft, is_new = Draft.objects.get_or_create(
        author=by,
        kind=kind.name,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        discarded_at=None,
        defaults={
            # What has no reference, such as a team, is called by its name.
            "reference": getattr(about, "reference", str(about)[:100]),
            "subjects": obj.subject_ids(),
            "payload": payload,
        },
    )
    if is_new:
        record(
            verb=Verb.STARTED,
            operation=Event.COLLECTION,
            actor=by,
            target=draft,
            detail={"kind": kind.name},
        )
    return draft


def _require_room(by: User) -> None:
    if Draft.objects.visible_to(by).kept().count() >= MOST_DRAFTS:
        raise ValidationError(f"You have {MOST_DRAFTS} drafts. Finish or discard some first.")


@transaction.atomic
def discard_draft(*, draft: Draft, by: User) -> None:
    """Put a draft aside, at its author's wish: they can bring it back for some days."""
    draft = policy.lock(by, "draft.discard", draft)
    if not draft.is_discarded:
        _mark(draft, by, Verb.DISCARDED, discarded_at=timezone.now())


@transaction.atomic
def restore_draft(*, draft: Draft, by: User) -> None:
    """Bring back a draft that its author discarded, unless they have begun the form again."""
    draft = policy.lock(by, "draft.restore", draft)
    if not draft.is_discarded:
        return
    _require_room(by)
    begun = ValidationError(
        "You have already started another draft of this. Finish or discard it first."
    )
    of_form = {"kind": draft.kind, "object_type": draft.object_type, "object_id": draft.object_id}
    if Draft.objects.visible_to(by).kept().filter(**of_form).exists():
        raise begun
    try:
        with transaction.atomic():
            _mark(draft, by, Verb.RESTORED, discarded_at=None, updated_at=timezone.now())
    except IntegrityError:  # begun at this very moment
        raise begun from None


def _mark(draft: Draft, by: User, verb: str, **changed: Any) -> None:
    for name, value in changed.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(changed))
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=draft,
        detail={"kind": draft.kind},
    )


@transaction.atomic
def use_draft(*, kind: DraftKind, obj: models.Model, by: User) -> None:
    """Delete the draft of what was sent just now, in the same transaction.

    What was sent has its own event.
    """
    Draft.objects.visible_to(by).kept().about(kind.name, obj).delete()


@transaction.atomic
def remove_old_drafts() -> int:
    """Delete drafts left alone, or discarded, for the days of the settings. Returns how many."""
    old = Draft.objects.to_remove(
        untouched=settings.DRAFT_DAYS, discarded=settings.DISCARDED_DRAFT_DAYS
    )
    removed = list(old.select_for_update(skip_locked=True)[:1000])
    for draft in removed:
        _delete_draft(draft, CLOCK, Verb.REMOVED)
    return len(removed)


def _delete_draft(draft: Draft, actor: User | str, verb: str) -> None:
    record(
        verb=verb,
        operation=Event.Operation.ERASURE,
        actor=actor,
        target=draft,
        detail={"kind": draft.kind},
    )
    draft.delete()


@transaction.atomic
def keep_late_form(*, by: User, address: str, payload: dict[str, Any]) -> LateForm:
    """Keep what a form held that came after its sender's session had ended, for them alone."""
    late, _ = LateForm.objects.update_or_create(
        user=by,
        address=address,
        defaults={"payload": payload, "sent_at": timezone.now(), "shown_at": None},
    )
    record(verb=Verb.CAME_LATE, operation=Event.COLLECTION, actor=by, target=late)
    return late
