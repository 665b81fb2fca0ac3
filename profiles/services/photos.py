"""Services of photos: add, withdraw."""

from typing import Any

from django.db import transaction

from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from documents.checks import CheckedFile
from documents.keeping import store, store_checked
from profiles.models import Profile, ProfilePhoto
from profiles.verbs import Verb


@transaction.atomic
def add_photo(*, profile: Profile, by: User, file: CheckedFile, **details: Any) -> ProfilePhoto:
    """Add a photo; it is the one that is shown from now on."""
    profile = policy.lock(by, "photo.add", profile)
    photo = ProfilePhoto(profile=profile, **details, **store_checked(file))
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
