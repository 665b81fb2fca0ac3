"""The briefing sheet: what an officer who looks for somebody carries, on one or two pages."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from access.naming import OutsideNaming
from agencies.models import User
from core.dates import format_birth, format_when
from missing.models import Episode, Sighting
from missing.one_episode import how_long
from missing.photos import thumbnail_of
from records.pdf import Document, Part, Section

SIGHTINGS = 10


def sheet_of(episode: Episode, *, by: User, recipient: str, number: str) -> Document:
    """Who is missing, what they look like, where they may be, who saw them last."""
    picture = thumbnail_of(episode)
    maker = OutsideNaming(by).maker
    return Document(
        title=f"{'Missing' if episode.is_missing else 'No longer missing'}: {episode.name}",
        author=maker,
        marking=settings.MARKING,
        reference=episode.case.reference,
        foot=f"For {recipient}. Made by {maker}, {format_when(timezone.now())}. "
        f"E-CINS Disclosure {number}.",
        facts=_facts(episode),
        sections=[*_description(episode), *_sightings(episode)],
        picture=list(picture),
        picture_of=f"Photo of {episode.name}" if picture else "",
    )


def _facts(episode: Episode) -> list[tuple[str, str]]:
    unit = episode.case.owner_team
    seen = f"{format_when(episode.last_seen_at)}, {episode.last_seen_place}"
    risk = f"{episode.risk}, {format_when(episode.risk_at)}" if episode.risk else "Not assessed"
    said = [
        ("Found or came back", format_when(episode.located_at) if episode.located_at else ""),
        ("Born", format_birth(episode.born_on) if episode.born_on else ""),
        ("Risk", risk),
        ("Last seen", seen),
        ("Missing for" if episode.is_missing else "Was missing for", how_long(episode)),
        ("Lives at", episode.lives_at),
        ("Ring", " ".join(part for part in (unit.name, unit.phone) if part)),
    ]
    return [(what, text) for what, text in said if text]


def _description(episode: Episode) -> list[Section]:
    said = [
        ("What they look like", episode.description),
        ("What they wear", episode.clothing),
        ("Medicines and health", episode.medication),
        ("What happened", episode.circumstances),
        ("Places where they may be", episode.places),
        ("Friends and family", episode.friends),
        ("Phones and accounts", episode.devices),
    ]
    return [Section(title, [Part(texts=[text])]) for title, text in said if text]


def _sightings(episode: Episode) -> Sequence[Section]:
    rows = Sighting.objects.of_episode(episode).select_related("reliability")
    latest = [_row(one) for one in rows.order_by("-seen_at", "-pk")[:SIGHTINGS]]
    if not latest:
        return []
    columns = ("When", "Where", "How sure", "More")
    return [Section("Latest sightings", [Part(columns=columns, rows=latest)])]


def _row(sighting: Sighting) -> list[str]:
    return [
        format_when(sighting.seen_at),
        sighting.place,
        str(sighting.reliability),
        sighting.text or "–",
    ]
