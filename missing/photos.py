"""The photo of somebody who is missing: the one that their record shows now."""

from typing import Any

from django.core.exceptions import PermissionDenied

from documents import keeping
from missing.models import Episode


def photo_of(episode: Episode) -> Any:
    """The photo of the record, if there is one that was not withdrawn."""
    return episode.profile.shown_photo if episode.profile else None


def thumbnail_of(episode: Episode) -> bytes:
    """Its small picture, for paper; nothing where there is none, or it cannot be read."""
    photo = photo_of(episode)
    if photo is None:
        return b""
    try:
        return b"".join(keeping.pieces(photo.thumbnail_name, photo.thumbnail_sha256))
    except PermissionDenied:
        return b""
