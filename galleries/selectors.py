"""Where the pages of galleries get their rows: what the reader sees, in order."""

import datetime
from collections import Counter
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from access.naming import Naming
from agencies.models import Area, Membership, Team, User
from audit.selectors import acts_on
from audit.words import Line, in_words
from core import policy, prepared
from core.paging import decode, page_of_rows
from core.querysets import as_array
from core.questions import Steps, in_steps
from galleries.models import Entry, Gallery, Offer
from galleries.querysets import HIGH, TODAY
from profiles.models import RiskLevel

TILES = 24
# Why somebody is told of an entry at high risk.
KEEPERS, AUDIENCE, BESIDE = "keepers", "audience", "beside"
CAP = 50
# Of what changed in an entry, what its page tells. Who it is about is the tile's to say.
TOLD_OF = {"Risk", "Why they are here", "Review", "Why they left", "More about it"}
RISK, REVIEW, NEWEST = "risk", "review", "newest"
# What each order goes by, after those who have left have gone to the end; and what is before all.
KEYS: dict[str, tuple[Any, Any]] = {
    RISK: (F("risk__position"), -1),
    REVIEW: (F("review_on"), datetime.date.min),
    NEWEST: (Value(0), -1),
}
LAST_PK = 2**62


# ---- A page of tiles ----------------------------------------------------------------------------
@in_steps
def seen_on(gallery: Gallery, user: User) -> Steps:
    """The ids of the entries on a gallery that the user sees, as an array.

    Who sees what is asked once a page. What else the page asks is about these.
    """
    (found,) = yield [_seen.later(user=user, gallery=gallery.pk)]
    return as_array(found)


@prepared.query
def _seen(*, user: Any, gallery: Any) -> QuerySet:
    here = policy.accessible(user, "gallery.view_entry", Entry).of_gallery(gallery)
    return here.order_by().values_list("pk", flat=True)


@in_steps
def page_of(
    gallery: Gallery,
    seen: str,
    order: str,
    after: str = "",
    *,
    size: int = TILES,
    risk: Any = None,
    area: Any = None,
) -> Steps:
    """A page of the entries that are seen, at this level of risk and in this area.

    In this order, but those who have left come last.
    """
    start = _start_of(after, order)
    has_left, key, pk = start or (-1, KEYS[order][1], LAST_PK)
    asked = {"seen": seen, "risk": risk.pk if risk else None}
    asked |= {"has_left": has_left, "key": key, "pk": pk}
    if area is None:
        (rows,) = yield [_tiles.later(order, size + 1, **asked)]
    else:
        (rows,) = yield [_tiles_in_area.later(order, size + 1, area=area.pk, **asked)]
    for entry in rows:
        entry.gallery = gallery
    return page_of_rows(rows, ("has_left", "key", "pk"), size, is_first=start is None)


def count_on(seen: str, most: int, *, risk: Any, area: Any) -> int:
    """How many of these are at this level of risk and in this area, no further than one more."""
    found = Entry.objects.filter(pk__any=seen)
    found = found if risk is None else found.filter(risk=risk)
    found = found if area is None else found.in_area(area)
    return int(found.order_by()[: most + 1].count())


def _start_of(after: str, order: str) -> tuple[Any, ...] | None:
    """Where a page begins: whether they have left, what the order goes by, and the id."""
    is_by_day = order == REVIEW
    start = decode(after, (int, str if is_by_day else int, int)) if after else None
    if start is None or not is_by_day:
        return start
    try:
        return start[0], datetime.date.fromisoformat(start[1]), start[2]
    except ValueError:
        return None


@prepared.query
def _tiles(
    order: str, many: int, *, seen: Any, risk: Any, has_left: Any, key: Any, pk: Any
) -> QuerySet:
    return _first(Entry.objects.filter(pk__any=seen), order, many, risk, (has_left, key, pk))


@prepared.query
def _tiles_in_area(
    order: str, many: int, *, seen: Any, risk: Any, area: Any, has_left: Any, key: Any, pk: Any
) -> QuerySet:
    here = Entry.objects.filter(pk__any=seen).in_area(area)
    return _first(here, order, many, risk, (has_left, key, pk))


def _first(entries: Any, order: str, many: int, risk: Any, start: tuple[Any, ...]) -> QuerySet:
    """So many of these after `start`; without a risk, at any."""
    has_left, key, pk = map(prepared.unread, start)
    same = Q(has_left=has_left)
    beyond = Q(has_left__gt=has_left) | same & Q(key__gt=key) | same & Q(key=key, pk__lt=pk)
    at_risk = entries.filter(risk_id=Coalesce(risk, F("risk_id"), output_field=BigIntegerField()))
    rows = at_risk.in_order_of(KEYS[order][0]).filter(beyond)
    return rows.with_tile().order_by("has_left", "key", "-pk")[:many]


# ---- What stands around the tiles ---------------------------------------------------------------
@in_steps
def head_of(gallery: Gallery, seen: str, user: User) -> Steps:
    """How many are at high risk, how many were added today; how many teams see it, and where."""
    asked = [_numbers.later(seen=seen), _teams.later(user=user, gallery=gallery.pk)]
    numbers, found = yield asked
    high, today = next(iter(numbers), (0, 0))
    places = ", ".join(sorted({*found["places"]}))
    return {"high": high, "today": today, "teams": len(found["teams"]), "places": places}


@prepared.query
def _numbers(*, seen: Any) -> QuerySet:
    """Of those who are there now."""
    here = Entry.objects.filter(pk__any=seen).current().order_by().values("gallery_id")
    high, today = Q(risk__badge__in=HIGH), Q(added_at__date=TODAY)
    numbers = here.annotate(high=Count("pk", filter=high), today=Count("pk", filter=today))
    return numbers.values_list("high", "today")


@prepared.query
def _teams(*, user: Any, gallery: Any) -> dict[str, QuerySet]:
    teams = _audience(gallery, user).order_by().values_list("pk", flat=True)
    return {"teams": teams, "places": _places(gallery, teams).values_list("name", flat=True)}


def _audience(gallery: Any, user: Any) -> Any:
    """The teams of the audience of the gallery with this id that the user may know."""
    areas, teams = Gallery.areas.through.objects, Gallery.teams.through.objects
    places = areas.filter(gallery_id=gallery).values("area_id")
    named = teams.filter(gallery_id=gallery).values("team_id")
    based = Q(areas__in=places) | Q(areas__parent__in=places)
    found = Team.objects.filter(based | Q(pk__in=named))
    return policy.accessible(user, "team.view", Team).filter(pk__in=found.order_by().values("pk"))


def _places(gallery: Any, teams: Any) -> QuerySet:
    """Where the teams that see a gallery are at work: its own areas; without any, the teams'."""
    own = Gallery.areas.through.objects.filter(gallery_id=gallery)
    theirs = Team.areas.through.objects.filter(team_id__in=teams).values("area_id")
    here = Q(pk__in=own.values("area_id")) | ~Q(Exists(own)) & Q(pk__in=theirs)
    return Area.objects.filter(here).order_by()


@in_steps
def ways_into(gallery: Gallery, user: User) -> Steps:
    """Does the user see the gallery, and curate it? Known then to the rules of the same page."""
    return (yield from Gallery.objects.ways_in_steps(user, gallery))


@in_steps
def choices_on(seen: str) -> Steps:
    """What a gallery is filtered by: levels of risk; areas of those who manage the records."""
    (found,) = yield [_choices.later(seen=seen)]
    return found


@prepared.query
def _choices(*, seen: Any) -> dict[str, QuerySet]:
    owners = Entry.objects.filter(pk__any=seen).order_by().values("profile__owner_team")
    places = Team.areas.through.objects.filter(team_id__in=owners)
    areas = Area.objects.filter(pk__in=places.values("area_id")).order_by("name")
    return {"risks": RiskLevel.objects.all(), "areas": areas}


@in_steps
def galleries_with_counts(user: User) -> Steps:
    """The galleries that the user sees, each with how many people are on it and at high risk."""
    (found,) = yield [_counted.later(user=user)]
    counts = {pk: counted for pk, *counted in found["counts"]}
    for gallery in found["shown"]:
        gallery.number, gallery.high = counts.get(gallery.pk, (0, 0))
    return found["shown"]


@prepared.query
def _counted(*, user: Any) -> dict[str, QuerySet]:
    shown = policy.accessible(user, "gallery.list", Gallery)
    seen = policy.accessible(user, "gallery.view_entry", Entry).current()
    on_them = seen.filter(gallery__in=shown.order_by().values("pk")).order_by()
    counts = on_them.values("gallery_id").annotate(
        number=Count("pk"), high=Count("pk", filter=Q(risk__badge__in=HIGH))
    )
    return {
        "shown": shown.with_words().order_by("title", "pk"),
        "counts": counts.values_list("gallery_id", "number", "high"),
    }


@in_steps
def who_and_why(gallery: Gallery, user: User) -> Steps:
    """The teams of the audience, by what puts them there; and the curators.

    Of both, those that the user may know.
    """
    (found,) = yield [_who.later(user=user, gallery=gallery.pk)]
    named, teams = {*found["named"]}, found["teams"]
    groups = [("Named as teams", [team for team in teams if team.pk in named])]
    for area in found["areas"]:
        here = {team for team, *places in found["based"] if area.pk in places}
        groups.append((f"Based in {area}", [team for team in teams if team.pk in here]))
    return [(why, there) for why, there in groups if there], found["curators"]


@prepared.query
def _who(*, user: Any, gallery: Any) -> dict[str, QuerySet]:
    teams, here = _audience(gallery, user), {"gallery_id": gallery}
    based = Team.areas.through.objects.filter(team_id__in=teams.order_by().values("pk"))
    curate = Gallery.curators.through.objects.filter(**here).values("team_id")
    areas = Gallery.areas.through.objects.filter(**here).values("area_id")
    return {
        "teams": teams.order_by("name"),
        "named": Gallery.teams.through.objects.filter(**here).values_list("team_id", flat=True),
        "areas": Area.objects.filter(pk__in=areas),
        "based": based.values_list("team_id", "area_id", "area__parent_id"),
        "curators": policy.accessible(user, "team.view", Team)
        .filter(pk__in=curate)
        .order_by("name"),
    }


def galleries_to_add_to(person: Any, user: User) -> list[Gallery]:
    """Open galleries that the user curates, and that the person is not on."""
    on = Entry.objects.of_person(person).current().order_by().values("gallery")
    return list(Gallery.objects.curated_by(user).open().exclude(pk__in=on))


@in_steps
def entries_about(person: Any, user: User) -> Steps:
    """The entries about a person that the user sees."""
    (found,) = yield [_about.later(user=user, person=person.pk)]
    return found


@prepared.query
def _about(*, user: Any, person: Any) -> QuerySet:
    seen = policy.accessible(user, "gallery.view_entry", Entry).of_person(person)
    return seen.in_order_of(Value(0)).with_words().order_by("has_left", "-pk")[:CAP]


@in_steps
def offers_about(entry: Entry, user: User) -> Steps:
    """The offers about an entry that the user reads, and how many there are.

    Read are all of them, or those of their own team.
    """
    (found,) = yield [_offers_about.later(user=user, entry=entry.pk)]
    return found["read"], len(found["made"])


@prepared.query
def _offers_about(*, user: Any, entry: Any) -> dict[str, QuerySet]:
    read = policy.accessible(user, "gallery.view_offer", Offer).of_entry(entry)
    made = Offer.objects.of_entry(entry).order_by().values_list("pk", flat=True)
    return {"read": read.with_words()[:CAP], "made": made}


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
    (found,) = yield [_any.later(user=user)]
    return bool(found)


@prepared.query
def _any(*, user: Any) -> QuerySet:
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
