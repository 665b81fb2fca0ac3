"""Services of files and photos: add, correct, withdraw."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from access.services import save_entry, write_entry
from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from documents.checks import CheckedFile
from documents.keeping import store
from profiles.models import Profile, ProfileDocument, ProfilePhoto
from profiles.verbs import Verb

NEWER = "A newer version was added meanwhile. Go back to the documents."


@transaction.atomic
def add_documents(
    *, profile: Profile, by: User, files: Sequence[CheckedFile], **details: Any
) -> list[ProfileDocument]:
    """Add files with the same details: all of them or none."""
    profile = policy.lock(by, "document.add", profile)
    added = []
    for file in files:
        document = ProfileDocument(profile=profile, **details, **_kept(file))
        document.group = document.uuid
        added.append(_write(document, by, Verb.DOCUMENT_ADDED))
    return added


@transaction.atomic
def add_version(*, document: ProfileDocument, by: User, file: CheckedFile) -> ProfileDocument:
    """Add a new version; the earlier one stays beside it. Raises ValidationError."""
    document = policy.lock(by, "document.edit", document)
    if not document.is_latest:
        raise ValidationError(NEWER)
    document.is_latest, document._history_user = False, by
    document.save()
    same = {
        name: getattr(document, name)
        for name in ("profile", "kind", "marking", "handling", "description", "group")
    }
    newer = ProfileDocument(version=document.version + 1, **same, **_kept(file))
    return _write(newer, by, Verb.DOCUMENT_VERSION_ADDED)


@transaction.atomic
def edit_document(
    *, document: ProfileDocument, by: User, opened: Opened | None = None, **fields: Any
) -> ProfileDocument:
    """Correct what is said about a document. Raises StaleEditError."""
    document = policy.lock(by, "document.edit", document)
    for name, value in merge(document, fields, opened).items():
        setattr(document, name, value)
    return save_entry(
        entry=document, by=by, verb=Verb.DOCUMENT_EDITED, **_named(document, Event.ALTERATION)
    )


@transaction.atomic
def withdraw_document(*, document: ProfileDocument, by: User, because: str) -> ProfileDocument:
    """Withdraw a document in all its versions: nobody opens it any more."""
    document = policy.lock(by, "document.withdraw", document)
    for version in ProfileDocument.objects.of_group(document).select_for_update():
        version.withdraw(by, because)
        version._history_user = by
        version.save()
    document.refresh_from_db()
    record(
        verb=Verb.DOCUMENT_WITHDRAWN,
        actor=by,
        target=document.profile,
        section="documents",
        reason=because,
        history=document.history.first(),
        **_named(document, Event.ALTERATION),
    )
    return document


@transaction.atomic
def add_photo(*, profile: Profile, by: User, file: CheckedFile, **details: Any) -> ProfilePhoto:
    """Add a photo; it is the one that is shown from now on."""
    profile = policy.lock(by, "photo.add", profile)
    photo = ProfilePhoto(profile=profile, **details, **_kept(file))
    photo.thumbnail_name, photo.thumbnail_sha256 = store(file.thumbnail)
    photo.sign(by)
    photo._history_user = by
    photo.save()
    _show(profile, photo, by)
    _record(Verb.PHOTO_ADDED, Event.COLLECTION, photo, by)
    return photo


@transaction.atomic
def withdraw_photo(*, photo: ProfilePhoto, by: User, because: str) -> ProfilePhoto:
    """Withdraw a photo; the one before it is shown again, if there is one."""
    profile = Profile.objects.select_for_update().get(pk=photo.profile_id)
    photo = policy.lock(by, "photo.withdraw", photo)
    photo.withdraw(by, because)
    photo._history_user = by
    photo.save()
    _show(profile, ProfilePhoto.objects.of_person(profile).kept().first(), by)
    _record(Verb.PHOTO_WITHDRAWN, Event.ALTERATION, photo, by, reason=because)
    return photo


def _kept(file: CheckedFile) -> dict[str, Any]:
    """Write the file; what its row says of it."""
    stored_name, sha256 = store(file.content)
    return {
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": sha256,
        "stored_name": stored_name,
    }


def _write(document: ProfileDocument, by: User, verb: str) -> ProfileDocument:
    named = _named(document, Event.COLLECTION)
    return write_entry(entry=document, by=by, verb=verb, **named)


def _named(document: ProfileDocument, operation: str) -> dict[str, Any]:
    """What the event says besides: the kind in words, and which document, by number."""
    of = {"document": str(document.uuid)}
    return {"operation": operation, "recipient": str(document.kind), "detail": of}


def _show(profile: Profile, photo: ProfilePhoto | None, by: User) -> None:
    profile.photo, profile._history_user = photo, by
    profile.save()


def _record(verb: str, operation: str, photo: ProfilePhoto, by: User, reason: str = "") -> None:
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=photo.profile,
        reason=reason,
        history=photo.history.first(),
        detail={"photo": str(photo.uuid)},
    )
