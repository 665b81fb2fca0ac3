"""Galleries of the demo world, with people of the caseloads, and offers of help part way."""

import datetime

from agencies.models import Area, Team, User
from core.querysets import unguarded
from galleries import services
from galleries.models import Entry, Gallery, GalleryKind, LeaveReason
from home.demo.caseloads import SURNAMES
from profiles.models import Profile, RiskLevel

FORCE, PARTNERSHIP = Area.Level.FORCE, Area.Level.PARTNERSHIP
ADUR, BRIGHTON = "Adur and Worthing Vulnerability Team", "Brighton and Hove ASB Team"
HELP = "We can take an older neighbour along to the Tuesday lunch at the community centre."
LIFT = "Our wardens pass there twice a day and could knock."
# Slug, title, kind, force area, level and names of the areas that see it, curators, names on
# tiles, photos, days until a review, who belongs on it.
GALLERIES = [
    (
        *("vulnerable-people-sussex", "Vulnerable people, Sussex", "vulnerable", "Sussex"),
        *(PARTNERSHIP, ["Adur", "Worthing", "Brighton and Hove"], [ADUR, BRIGHTON]),
        *(Gallery.Names.FULL, True, 28),
        "People at risk of exploitation, repeat victimisation or self-neglect whom patrols, "
        "housing and wardens should know.",
    ),
    (
        *("cohort-staffordshire", "Cohort offenders, Staffordshire", "cohort", "Staffordshire"),
        *(FORCE, ["Staffordshire"], ["Staffordshire IOM Team"]),
        *(Gallery.Names.INITIALS, False, 90),
        "People selected for integrated offender management.",
    ),
    (
        *("missing-norfolk", "Often missing, Norfolk", "missing", "Norfolk"),
        *(FORCE, ["Norfolk"], ["Norfolk Missing Persons Unit"]),
        *(Gallery.Names.FULL, True, 1),
        "People who often go missing in Norfolk. Ring the unit if you see one of them out late.",
    ),
    (
        *("staff-warnings", "Warnings for staff, Norfolk and Suffolk", "staff-warning"),
        *("Norfolk", FORCE, ["Norfolk", "Suffolk"], ["Norfolk IOM Team", "Waveney ASB Unit"]),
        *(Gallery.Names.INITIALS, False, 60),
        "People who have threatened or hurt staff on a visit.",
    ),
]
# Gallery, curator, which of their team's caseload, risk, days ago, why.
ENTRIES = [
    (0, "vulnerability.adur", 0, "high", 20, "Repeat doorstep fraud, lives alone"),
    (0, "vulnerability.adur", 1, "medium", 12, "Self-neglect, fire risk"),
    (0, "vulnerability.adur", 2, "low", 34, "Bereaved in the summer, settled in tenancy"),
    (0, "asb.brighton", 0, "high", 9, "Home taken over by drug dealers"),
    (0, "asb.brighton", 1, "medium", 16, "Harassed by former partner"),
    (1, "officer.staffordshire", 0, "high", 40, "Burglary, released in the autumn"),
    (1, "officer.staffordshire", 1, "medium", 62, "Shop theft to pay for drugs"),
    (1, "officer.staffordshire", 2, "low", 30, "Keeps appointments, has work"),
    (
        2,
        "missing.norfolk",
        0,
        "high",
        1,
        "Missing three times this year, each time near the coast",
    ),
    (2, "missing.norfolk", 1, "medium", 6, "Left the hostel twice without his bag"),
    (3, "officer.norfolk", 0, "medium", 25, "Two dogs loose in the yard: visit in pairs"),
    (3, "asb.waveney", 0, "medium", 33, "Threatened a housing officer with a bat"),
]
# Entry, who offers, days ago, in which words.
OFFERS = [
    (0, "asb.brighton", 17, HELP),
    (0, "housing.brighton", 2, LIFT),
    (3, "vulnerability.adur", 7, "One of us could sit in when you visit."),
    (3, "inspector.brighton", 3, "The night cars can pass by until Sunday."),
    (1, "inspector.brighton", 8, "We could try the door when we are out that way."),
]


def make(past):
    """Make the galleries, put people on them, offer help, and answer some of it."""
    cast = {user.username: user for user in User.objects.all()}
    galleries = [_gallery(*row) for row in GALLERIES]
    entries = [_entry(past, cast, galleries[number], *row) for number, *row in ENTRIES]
    offers = [_offer(past, cast, entries[number], *row) for number, *row in OFFERS]
    with past.act(offers[0], 15):
        words = "Yes please. Ring me on Monday and we go together the first time."
        adur = cast["vulnerability.adur"]
        services.answer_offer(offer=offers[0], by=adur, accepts=True, words=words)
    with past.act(offers[4], 7):
        words = "Thank you. She does not open to uniforms: we would rather you did not."
        services.answer_offer(offer=offers[4], by=adur, accepts=False, words=words)
    with past.act(entries[9], 4):
        found = LeaveReason.objects.get(code="found")
        by = cast["missing.norfolk"]
        services.end_entry(entry=entries[9], by=by, reason=found, words="At his sister’s.")


def _gallery(slug, title, kind, area, level, areas, curators, names, shows_photo, days, criteria):
    gallery = Gallery.objects.create(
        slug=slug,
        title=title,
        kind=GalleryKind.objects.get(code=kind),
        area=Area.objects.get(name=area, level=FORCE),
        criteria=criteria,
        review_days=days,
        names=names,
        shows_photo=shows_photo,
    )
    gallery.areas.set(Area.objects.filter(name__in=areas, level=level))
    gallery.curators.set(Team.objects.filter(name__in=curators))
    return gallery


def _entry(past, cast, gallery, by, place, level, ago, reason):
    curator = cast[by]
    person = _caseload(curator)[place]
    with past.act(f"{gallery.slug} {by} {place}", ago):
        entry = services.add_entry(
            gallery=gallery,
            by=curator,
            profile=person,
            risk=RiskLevel.objects.get(code=level),
            reason=reason,
        )
    past.latest[entry] = past.acts[-1].said
    # As it was on that day.
    due = entry.review_on - datetime.timedelta(days=ago)
    with unguarded("The demo world’s review days follow from days in the past."):
        Entry.objects.filter(pk=entry.pk).update(review_on=due)
        entry.history.all().update(review_on=due)
    entry.review_on = due
    return entry


def _caseload(curator):
    """Of their team, the people who are in no story."""
    people = Profile.objects.filter(owner_team=curator.acting_team, surname__in=SURNAMES)
    return list(people.order_by("pk")[:3])


def _offer(past, cast, entry, by, ago, words):
    who = cast[by]
    with past.act(entry, ago):
        offer = services.offer_help(entry=entry, by=who, words=words, phone=who.phone)
    past.latest[offer] = past.acts[-1].said
    return offer
