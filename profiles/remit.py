"""The people whom events name in `subjects`, for those who audit."""

from typing import Any

from django.db.models import QuerySet

from access.remit import excluding
from audit.remit import provide
from profiles.models import Profile


@provide("subjects")
def people(teams: QuerySet) -> QuerySet:
    """People whose records these teams manage."""
    return Profile.objects.filter(owner_team_id__in=teams.values("pk"))


@provide("own_people")
def own_people(user: Any) -> QuerySet:
    """People whose records the auditor is excluded from."""
    return Profile.objects.filter(**excluding(user))


@provide("person")
def person(reference: str) -> int | None:
    """The person with this reference."""
    return Profile.objects.filter(reference=reference).values_list("pk", flat=True).first()
