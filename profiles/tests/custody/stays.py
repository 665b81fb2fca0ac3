"""Stays in custody."""

import datetime

from profiles import services
from profiles.models import CustodyStay

HELD, LEFT = "5 January 2026", "4 March 2026"


def day(text):
    return datetime.date.fromisoformat(text)


def words(response):
    return " ".join(response.content.decode().split())


def hold(person, by, establishment, start, end=None, release=None):
    """A stay, through the service."""
    stay = CustodyStay(
        establishment=establishment,
        starts_on=day(start),
        ends_on=end and day(end),
        release_expected_on=release and day(release),
    )
    return services.add_detail(profile=person, by=by, detail=stay)
