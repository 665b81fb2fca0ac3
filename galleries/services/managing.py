"""Makes and edits galleries: what each is for, who sees it, what its tiles show."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from agencies.models import Area, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from core.wording import listed
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
    own = Team.objects.own_to(by)
    before = _ways_in(gallery, own) if gallery.pk else {}
    gallery.save()
    for name, rows in several.items():
        getattr(gallery, name).set(rows)
    if not gallery.areas.exists() and not gallery.teams.exists():
        raise ValidationError("Choose at least one area or team that sees the gallery.")
    _refuse_own(before, _ways_in(gallery, own))


def _ways_in(gallery: Gallery, own: QuerySet[Team]) -> dict[str, set[Team]]:
    """Which of these teams are named in it, curate it, or see it by where they are based."""
    areas = gallery.areas.values("pk")
    based = own.filter(Q(areas__in=areas) | Q(areas__parent__in=areas))
    return {
        "teams": set(own.filter(pk__in=gallery.teams.values("pk"))),
        "curators": set(own.filter(pk__in=gallery.curators.values("pk"))),
        "areas": set(based),
    }


def _refuse_own(before: dict[str, set[Team]], after: dict[str, set[Team]]) -> None:
    """No single hand opens a door, nor opens it wider.

    An area may come to include a team that was let in before.
    """
    let_in = set().union(*before.values())
    for name in ("teams", "curators", "areas"):
        added = after[name] - (let_in if name == "areas" else before.get(name, set()))
        if added:
            named = listed(sorted(team.name for team in added))
            what = ", which would see this gallery" if name == "areas" else ""
            raise ValidationError(
                {name: f"You work in {named}{what}. Another administrator must add your team."}
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
