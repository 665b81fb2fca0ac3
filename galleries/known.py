"""The audience of an entry about a person may know that the record exists, and ask for it."""

from typing import Any

from django.db.models import F, QuerySet, Value

from access.known_through import known_through
from galleries.models import Entry


@known_through
def through_galleries(user: Any) -> QuerySet:
    """Entries on galleries now that the user is told of."""
    told = Entry.objects.told_to(user).current()
    # As what names records of any kind (`AboutObject`).
    return told.annotate(object_type=Value("profiles.profile"), object_id=F("profile_id"))
