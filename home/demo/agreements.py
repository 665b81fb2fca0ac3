"""The register of the demo world: who may share with whom, one about to lapse, one lapsed."""

import datetime

from django.utils import timezone

from agencies.models import Agency, Agreement, Team

POLICE, NORFOLK, SUSSEX = "Staffordshire Police", "Norfolk Constabulary", "Sussex Police"
LASTING = [
    (
        "Offenders who move between Staffordshire and Norfolk",
        "Staffordshire IOM Team",
        [POLICE, NORFOLK],
        "Integrated offender management of people who live in one force area and offend in the "
        "other: contacts, risk and reports.",
    ),
    (
        "Custody and release in Staffordshire",
        "Staffordshire IOM Team",
        [POLICE, "HM Prison Service", "Dovegate Prison Services"],
        "Planning release together: what staff inside and outside need to know.",
    ),
    (
        "Antisocial behaviour on the Waveney border",
        "Waveney ASB Unit",
        ["Waveney District Council", NORFOLK],
        "People whose behaviour troubles neighbours on both sides of the border.",
    ),
    (
        "Community safety in Brighton and Hove",
        "Brighton and Hove ASB Team",
        [SUSSEX, "Brighton and Hove City Council", "Victim Support"],
        "Complaints of antisocial behaviour, the people concerned, and what each agency did.",
    ),
    (
        "Missing people in Norfolk",
        "Norfolk Missing Persons Unit",
        [NORFOLK, "Broadland Care Homes", "Norwich Hospital"],
        "Finding people who go missing from care or from hospital, and keeping them safe.",
    ),
    (
        "Restorative justice in Staffordshire",
        "Staffordshire NRP",
        [POLICE, "Victim Support"],
        "Bringing together those who were harmed and those who did it, where both want it.",
    ),
]
# Name, team that keeps it, partners, days until the last one.
SHORT = [
    ("Through-the-gate pilot", "Stafford Neighbourhood Team", [POLICE, "HM Prison Service"], 21),
    ("Victims’ contact pilot", "Staffordshire NRP", [POLICE, "Victim Support"], -12),
]


def make(past):
    """The agreements; returns how many."""
    today = timezone.localdate()
    review = next_march(today)
    for name, team, partners, purpose in LASTING:
        until = review.replace(year=review.year + 1)
        with past.act("agreements", 212):
            _agreement(name, team, partners, purpose, _days(today, -200), until, review)
    for name, team, partners, left in SHORT:
        until = _days(today, left)
        purpose = "A trial of sharing contacts, to be judged before it goes on."
        with past.act(name, 380 - left):
            _agreement(name, team, partners, purpose, _days(until, -365), until, _days(until, -14))
    return len(LASTING) + len(SHORT)


def next_march(today):
    """The next 31 March that is at least three months off."""
    this_year = datetime.date(today.year, 3, 31)
    return this_year if _days(this_year, -90) > today else this_year.replace(year=today.year + 1)


def _days(day, number):
    return day + datetime.timedelta(days=number)


def _agreement(name, team, partners, purpose, start, until, review):
    agreement = Agreement.objects.create(
        name=name,
        owner_team=Team.objects.get(name=team),
        purpose=purpose,
        reference=f"ISA {start.year}/{len(name)}",
        marking=Agreement.Marking.SENSITIVE,
        handling="Partners’ staff who work on it",
        in_force_from=start,
        in_force_until=until,
        review_due_on=review,
    )
    agreement.partners.set(Agency.objects.filter(name__in=partners))
