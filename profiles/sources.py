"""What pages ask about the log of one person: whose work is in it."""

from django.db.models import QuerySet

from agencies.models import Agency, User
from profiles.querysets import ContactQuerySet


def agencies_in(entries: ContactQuerySet) -> QuerySet:
    """The agencies of those who wrote these entries."""
    return Agency.objects.filter(pk__in=entries.order_by().values("written_by_team__agency_id"))


def writers_of(entries: ContactQuerySet) -> QuerySet:
    """Those who wrote these entries."""
    return User.objects.filter(pk__in=entries.order_by().values("written_by_id"))
