"""The restorative interventions in which one person takes part."""

from typing import Any

from core.paging import PAGE_SIZE, Page, page_down
from profiles.models import Profile
from referrals.models import Intervention, Party


def seen_of(person: Profile, user: Any) -> Any:
    """Those in which the person takes part, of those that the reader sees."""
    return Intervention.objects.visible_to(user).filter(parties__profile=person)


def interventions_of(person: Profile, user: Any, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of them, the latest first, each with the `role` of this person in it."""
    seen = seen_of(person, user).with_words()
    page = page_down(seen, "happened_on", "pk", after=after, size=size)
    ids = [entry.pk for entry in page.rows]
    parts = Party.objects.filter(profile=person, intervention__in=ids)
    roles = dict(parts.values_list("intervention_id", "role__name"))
    for entry in page.rows:
        entry.role = roles[entry.pk]
    return page
