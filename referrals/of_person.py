"""The restorative interventions in which one person takes part."""

from typing import Any

from core.paging import Page, page_down
from profiles.models import Profile
from referrals.models import Intervention, Party


def interventions_of(person: Profile, user: Any, after: str = "") -> Page:
    """Those that the reader sees, the latest first, each with the `role` of this person in it."""
    seen = Intervention.objects.visible_to(user).filter(parties__profile=person)
    page = page_down(seen.with_words(), "happened_on", "pk", after=after)
    ids = [entry.pk for entry in page.rows]
    parts = Party.objects.filter(profile=person, intervention__in=ids)
    roles = dict(parts.values_list("intervention_id", "role__name"))
    for entry in page.rows:
        entry.role = roles[entry.pk]
    return page
