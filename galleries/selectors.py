"""Where the pages of galleries get their rows: what the reader sees, in order."""

import datetime
from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from access.naming import Naming
from agencies.models import Area, Membership, Team, User
from audit.selectors import acts_on
from audit.words import Line, in_words
from core import policy, prepared
from core.paging import Page, decode, encode
from core.questions import Steps, in_steps
from galleries.models import Entry, Gallery, Offer
from galleries.querysets import HIGH, TODAY

TILES = 24
# Why somebody is told of an entry at high risk.
KEEPERS, AUDIENCE, BESIDE = "keepers", "audience", "beside"
CAP = 50
# Of what changed in an entry, what its page tells. Who it is about is the tile's to say.
TOLD_OF = {"Risk", "Why they are here", "Review", "Why they left", "More about it"}
# What each order goes by, after those who have left have gone to the end: the field, and its way.
KEYS = {"risk": ("rank", int, False), "review": ("review_on", str, False), "newest": None}


def entries_on(gallery: Gallery, user: User) -> Any:
    """The entries of a gallery that the user sees."""
    return policy.accessible(user, "gallery.view_entry", Entry).of_gallery(gallery)


def page_of(entries: Any, order: str, after: str = "", size: int = TILES) -> Page:
    """A page of entries in this order; those who have left come last."""
    rows, key = entries.ranked(), KEYS[order]
    kinds = (int, key[1], int) if key else (int, int)
    start = decode(after, kinds) if after else None
    if start is not None and key and key[1] is str and not _is_day(start[1]):
        start = None
    names = ["has_left", *([key[0]] if key else [])]
    if start is not None:
        rows = rows.filter(_beyond(names, start))
    found = list(rows.with_words().order_by(*names, "-pk")[: size + 1])
    cursor = None
    if len(found) > size:
        cursor = encode(*(_plain(getattr(found[size - 1], name)) for name in [*names, "pk"]))
    return Page(found[:size], next_cursor=cursor, is_first=start is None)


def _beyond(names: list[str], start: tuple[Any, ...]) -> Q:
    beyond, same = Q(), Q()
    for name, value in zip(names, start[:-1], strict=True):
        beyond |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return beyond | same & Q(pk__lt=start[-1])


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else value.isoformat()


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def summary_of(gallery: Gallery, user: User) -> dict[str, int]:
    """How many the user sees on a gallery: at high risk, added today, in all."""
    here = entries_on(gallery, user).current()
    return here.annotate(day=TruncDate("added_at")).aggregate(
        high=Count("pk", filter=Q(risk__badge__in=HIGH)),
        today=Count("pk", filter=Q(day=TODAY)),
        number=Count("pk"),
    )


def areas_on(gallery: Gallery, user: User) -> QuerySet:
    """The areas of the teams that manage the records of those on a gallery."""
    owners = entries_on(gallery, user).order_by().values("profile__owner_team")
    return Area.objects.filter(teams__in=owners).distinct().order_by("name")


def galleries_with_counts(user: User) -> list[Gallery]:
    """The galleries that the user sees, each with how many people are on it and at high risk."""
    shown = list(policy.accessible(user, "gallery.list", Gallery).with_words())
    seen = policy.accessible(user, "gallery.view_entry", Entry).current()
    counted = seen.filter(gallery__in=[one.pk for one in shown]).order_by().values_list("gallery")
    counts = {
        pk: (number, high)
        for pk, number, high in counted.annotate(
            number=Count("pk"), high=Count("pk", filter=Q(risk__badge__in=HIGH))
        )
    }
    for gallery in shown:
        gallery.number, gallery.high = counts.get(gallery.pk, (0, 0))
    return shown


def teams_seeing(gallery: Gallery, user: User) -> list[Team]:
    """The teams of the audience that the user may know, with their areas."""
    known = policy.accessible(user, "team.view", Team)
    areas = gallery.areas.all()
    of_areas = Q(areas__in=areas) | Q(areas__parent__in=areas)
    found = Team.objects.filter(of_areas | Q(pk__in=gallery.teams.all()))
    return list(
        known.filter(pk__in=found.order_by().values("pk"))
        .order_by("name")
        .prefetch_related("areas")
        .distinct()
    )


def areas_in_words(gallery: Gallery, teams: list[Team]) -> str:
    """Where the teams that see a gallery are at work: its own areas; without any, the teams'."""
    areas = list(gallery.areas.all()) or [area for team in teams for area in team.areas.all()]
    return ", ".join(sorted({area.name for area in areas}))


def who_and_why(gallery: Gallery, user: User) -> list[tuple[str, list[Team]]]:
    """The teams of the audience, by what puts them there."""
    teams = teams_seeing(gallery, user)
    named = {team.pk for team in gallery.teams.all()}
    groups = [("Named as teams", [team for team in teams if team.pk in named])]
    for area in gallery.areas.all():
        based = [
            team
            for team in teams
            if any(area.pk in (one.pk, one.parent_id) for one in team.areas.all())
        ]
        groups.append((f"Based in {area}", based))
    return [(why, found) for why, found in groups if found]


def known_among(teams: Any, user: User) -> list[Team]:
    """Of these teams, those that the user may know."""
    known = policy.accessible(user, "team.view", Team)
    return list(known.filter(pk__in=teams.values("pk")).order_by("name"))


def galleries_to_add_to(person: Any, user: User) -> list[Gallery]:
    """Open galleries that the user curates, and that the person is not on."""
    on = Entry.objects.of_person(person).current().order_by().values("gallery")
    return list(Gallery.objects.curated_by(user).open().exclude(pk__in=on))


def entries_about(person: Any, user: User) -> list[Entry]:
    """The entries about a person that the user sees."""
    seen = policy.accessible(user, "gallery.view_entry", Entry).of_person(person)
    return list(seen.ranked().with_words().order_by("has_left", "-pk")[:CAP])


def offers_seen(entry: Entry, user: User) -> list[Offer]:
    """The offers about an entry that the user reads: all of them, or their own team's."""
    seen = policy.accessible(user, "gallery.view_offer", Offer).of_entry(entry)
    return list(seen.with_words()[:CAP])


def history_of(entry: Entry, names: Naming) -> list[Line]:
    """What happened to an entry, the latest first, without acts of discreet teams."""
    acts = acts_on(entry, (), names.reader, manages=False).without_teams(names.hidden_teams)
    lines = in_words(list(acts.order_by("-pk")[:CAP]), names.row, names.told)
    return [
        Line(line.event, line.what, [change for change in line.changes if change[0] in TOLD_OF])
        for line in lines
    ]


# ---- Who is told --------------------------------------------------------------------------------
def people_to_announce_to(entry: Entry) -> dict[str, list[User]]:
    """Those who may see an entry at high risk, each once, by why: keepers come first."""
    gallery, owner = entry.gallery, entry.profile.owner_team_id
    areas = gallery.areas.all()
    teams = Team.objects.open().filter(
        Q(areas__in=areas)
        | Q(areas__parent__in=areas)
        | Q(pk__in=gallery.teams.all())
        | Q(pk__in=gallery.curators.all())
        | Q(pk=owner)
    )
    audience = set(teams.order_by().values_list("pk", flat=True))
    beside = Team.objects.neighbours_of(entry.managing_team)
    places = Membership.objects.live().filter(
        Q(team__in=audience) | Q(team__in=beside.order_by().values("pk")),
        role__in=Membership.RECORD_ROLES,
    )
    teams_of: dict[User, set[int]] = {}
    for place in places.order_by("user_id").select_related("user"):
        teams_of.setdefault(place.user, set()).add(place.team_id)
    found: dict[str, list[User]] = {KEEPERS: [], AUDIENCE: [], BESIDE: []}
    for user, own in teams_of.items():
        why = KEEPERS if owner in own else AUDIENCE if own & audience else BESIDE
        found[why].append(user)
    return found


# ---- On every page, and on Home -----------------------------------------------------------------
@in_steps
def has_galleries(user: User) -> Steps:
    """Does the user see a gallery?"""
    (found,) = yield [_first.later(user=user)]
    return bool(found)


@prepared.query
def _first(*, user: Any) -> QuerySet:
    seen = Gallery.objects.visible_to(user)
    return seen.order_by().values_list("pk", flat=True)[:1]


@in_steps
def reviews_due(user: User) -> Steps:
    """The galleries that the user curates, with the reviews that are due: how many, since when."""
    (rows,) = yield [_due.later(user=user)]
    numbers, first = Counter(row[1:3] for row in rows), {}
    for _, slug, title, day in rows:
        first.setdefault((slug, title), day)
    return [(slug, title, number, first[slug, title]) for (slug, title), number in numbers.items()]


@prepared.query
def _due(*, user: Any) -> QuerySet:
    seen = Entry.objects.visible_to(user).curated_by(user).to_review()
    words = ("pk", "gallery__slug", "gallery__title", "review_on")
    return seen.order_by("review_on", "pk").values_list(*words)[:CAP]


@in_steps
def offers_to_answer(user: User) -> Steps:
    """Offers of help that wait for a team of the user's, the oldest first."""
    (rows,) = yield [_offers.later(user=user)]
    return rows


@prepared.query
def _offers(*, user: Any) -> QuerySet:
    waiting = Offer.objects.answerable_by(user).order_by("pk")
    return waiting.annotate(
        slug=F("entry__gallery__slug"), on=F("entry__uuid"), title=F("entry__gallery__title")
    ).values_list("uuid", "made_at", "slug", "on", "title")[:10]
