"""Who opens long cases and short ones, full inboxes and galleries, a full board, its episodes."""

import random

from django.db.models import Count

from access.naming import naming
from agencies.models import Team, User
from bench.people import EACH, Case
from cases import models
from cases.participants import people_in
from cases.timeline import timeline
from core import policy
from galleries.models import Entry, Gallery
from galleries.selectors import RISK, choices_on, seen_on
from galleries.selectors import page_of as tiles_on
from missing.models import Arrangement, Episode
from tasks.models import Task
from tasks.selectors import TEAM, page_of

LONG, SHORT = 1_000, 10


def cases_of(entries: int, rng: random.Random) -> list[Case]:
    """Open cases with so many actions, each with its lead."""
    counted = models.Action.objects.order_by().values("case").annotate(many=Count("pk"))
    some = models.Case.objects.still_open().filter(
        pk__in=counted.filter(many=entries).values("case"), is_restricted=False
    )
    found = []
    for case in some.select_related("lead", "owner_team").order_by("pk")[: 4 * EACH]:
        if policy.can(case.lead, "case.view_actions", case):
            after = {"timeline": _second_page(case, case.lead)}
            found.append(Case(case.lead, case, case.owner_team, {}, after, 0))
    rng.shuffle(found)
    return found[:EACH]


def _second_page(case: models.Case, user: User) -> str:
    seen = {one.person.pk: one.person for one in people_in(case, user) if one.person}
    return timeline(case, user, list(seen.values()), naming(user, case)).next_cursor or ""


def inbox(rng: random.Random) -> tuple[int, list[Case]]:
    """How many tasks wait in the fullest inbox, and the people of its team."""
    counted = Task.objects.at_hand().order_by().values("to_team").annotate(many=Count("pk"))
    fullest = counted.order_by("-many")[0]
    team = Team.objects.get(pk=fullest["to_team"])
    found = []
    for user in team.people().filter(is_active=True).order_by("pk")[:EACH]:
        page = page_of(TEAM, user)
        if page.next_cursor:
            found.append(Case(user, team, team, {}, {"tasks": page.next_cursor}, 0))
    rng.shuffle(found)
    return fullest["many"], found


def full_gallery(rng: random.Random) -> tuple[int, list[Case]]:
    """How many people are on the fullest gallery, and the curators who open it."""
    counted = Entry.objects.current().order_by().values("gallery").annotate(many=Count("pk"))
    fullest = counted.order_by("-many")[0]
    gallery = Gallery.objects.get(pk=fullest["gallery"])
    team = gallery.curators.order_by("pk")[0]
    found = []
    for user in team.people().filter(is_active=True).order_by("pk")[:EACH]:
        seen = seen_on(gallery, user)
        page, area = tiles_on(gallery, seen, RISK), choices_on(seen)["areas"][0]
        first = page.rows[0]
        words = {"gallery": gallery.slug, "entry": str(first.uuid)}
        words |= {"risk": first.risk.code, "area": area.code}
        found.append(Case(user, team, team, words, {"tiles": page.next_cursor or ""}, 0))
    rng.shuffle(found)
    return fullest["many"], found


def full_board(rng: random.Random) -> tuple[int, list[Case]]:
    """How many people a unit looks for, and its members, who open its board and a long episode."""
    unit = Arrangement.objects.exclude(unit=None).order_by("pk")[0].unit
    (first, *_) = people = list(unit.people().filter(is_active=True).order_by("pk")[:EACH])
    missing = Episode.objects.visible_to(first).missing_now()
    long = missing.annotate(many=Count("sightings")).order_by("-many")[0]
    found = [Case(user, unit, unit, {"episode": str(long.uuid)}, {}, 0) for user in people]
    rng.shuffle(found)
    return missing.count(), found
