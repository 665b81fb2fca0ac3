"""What pages ask about people and their log: whose work is in it, whom somebody works with."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from audit.selectors import lately_opened
from core import policy, prepared
from core.querysets import among, as_array
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
    found = {person.pk: person for person in _readable(user=user, people=as_array(opened))}
    return _with_places([found[pk] for pk in opened if pk in found][:number])


def people_of(user: Any, number: int) -> list[Profile]:
    """Those whom the user leads, manages on licence, or works with, by name."""
    # Looked up first: as one query, the planner may read every hold of the user's.
    mine = as_array(_worked_with(user=user, today=timezone.localdate()))
    return _with_places(_readable_by_name(number, user=user, people=mine))


@prepared.query
def _worked_with(*, user: Any, today: Any) -> QuerySet:
    return Profile.objects.worked_with_by(user, today).values_list("pk", flat=True)


def _in_brief(user: Any, people: Any) -> ProfileQuerySet:
    """Those of these people whom the user may read, with whose they are."""
    readable = policy.accessible(user, "profile.list", Profile)
    return readable.filter(pk__in=among(people)).select_related("owner_team")


@prepared.query
def _readable(*, user: Any, people: Any) -> QuerySet:
    return _in_brief(user, people)


@prepared.query
def _readable_by_name(number: int, *, user: Any, people: Any) -> QuerySet:
    return _in_brief(user, people).order_by("sort_name", "pk")[:number]


def _with_places(people: list[Profile]) -> list[Profile]:
    CustodyStay.objects.all().put_on(people)
    return people
