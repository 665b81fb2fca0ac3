"""A team that has an open task about a record may know that the record exists, and ask for it."""

from typing import Any

from django.db.models import QuerySet

from access.known_through import known_through
from tasks.models import Task


@known_through
def through_tasks(user: Any) -> QuerySet:
    """Open tasks that a team of the user has."""
    return Task.objects.received_by(user).still_open()
