"""What pages ask about people and their log: whose work is in it, whom somebody works with."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from agencies.models import Agency, User
from audit.selectors import lately_opened
from core import policy
from profiles.models import CustodyStay, Profile
from profiles.querysets import ContactQuerySet, ProfileQuerySet


def agencies_in(entries: ContactQuerySet) -> QuerySet:
    """The agencies of those who wrote these entries."""
    return Agency.objects.filter(pk__in=entries.order_by().values("written_by_team__agency_id"))


def writers_of(entries: ContactQuerySet) -> QuerySet:
    """Those who wrote these entries."""
    return User.objects.filter(pk__in=entries.order_by().values("written_by_id"))


def recently_viewed(user: Any, number: int) -> list[Profile]:
    """The people whose record the user opened last, and may still read."""
    opened = lately_opened(user, Profile, 2 * number)
    found = {person.pk: person for person in _in_brief(user).filter(pk__in=opened)}
    return [found[pk] for pk in opened if pk in found][:number]


def people_of(user: Any, number: int) -> list[Profile]:
    """Those whom the user leads, manages on licence, or works with, by name."""
    mine = list(Profile.objects.worked_with_by(user).values_list("pk", flat=True))
    return list(_in_brief(user).filter(pk__in=mine).order_by("sort_name", "pk")[:number])


def _in_brief(user: Any) -> ProfileQuerySet:
    """People the user may read, with whose they are and where they are."""
    held = Prefetch("stays", CustodyStay.objects.current().with_words(), to_attr="held_in")
    people = policy.accessible(user, "profile.list", Profile)
    return people.select_related("owner_team").prefetch_related(held)
