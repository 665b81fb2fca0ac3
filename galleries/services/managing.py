"""Makes and edits galleries: what each is for, who sees it, what its tiles show."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from agencies.models import Area, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from galleries.models import Gallery
from galleries.verbs import Verb

SEVERAL = ("areas", "teams", "curators")
# Below these there is an address of its own.
RESERVED = ("new", "of")


@transaction.atomic
def make_gallery(*, area: Area, by: User, title: str, **fields: Any) -> Gallery:
    """Make a gallery that the administrators of a police force area look after."""
    area = policy.lock(by, "gallery.make", area)
    gallery = Gallery(area=area, title=title, slug=_slug_of(title))
    _write(gallery, by, fields)
    _record(Verb.MADE, gallery, by)
    return gallery


@transaction.atomic
def edit_gallery(
    *, gallery: Gallery, by: User, opened: Opened | None = None, **fields: Any
) -> Gallery:
    """Change what a gallery is for, who sees it, or what its tiles show; close or open it."""
    gallery = policy.lock(by, "gallery.manage", gallery)
    _write(gallery, by, merge(gallery, fields, opened))
    _record(Verb.EDITED, gallery, by)
    return gallery


def _write(gallery: Gallery, by: User, values: dict[str, Any]) -> None:
    several = {name: values[name] for name in SEVERAL if name in values}
    for name, value in values.items():
        if name not in SEVERAL:
            setattr(gallery, name, value)
    was_seen = gallery.pk and Gallery.objects.visible_to(by).filter(pk=gallery.pk).exists()
    gallery.save()
    for name, rows in several.items():
        getattr(gallery, name).set(rows)
    if not gallery.areas.exists() and not gallery.teams.exists():
        raise ValidationError("Choose at least one area or team that sees the gallery.")
    # No single hand opens a door.
    if not was_seen and Gallery.objects.visible_to(by).filter(pk=gallery.pk).exists():
        own = ", ".join(team.name for team in Team.objects.own_to(by).order_by("name"))
        raise ValidationError(
            f"You work in {own}, which would see this gallery. "
            "Another administrator must add your team."
        )


def _slug_of(title: str) -> str:
    begun = slugify(title)[:50] or "gallery"
    slug, number = begun, 1
    while slug in RESERVED or Gallery.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{begun}-{number}"
    return slug


def _record(verb: str, gallery: Gallery, by: User) -> None:
    audience = {name: [row.pk for row in getattr(gallery, name).all()] for name in SEVERAL}
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=gallery,
        detail={**audience, "names": gallery.names, "photo": gallery.shows_photo},
    )
