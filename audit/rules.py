"""Who searches the log and writes parts of it out: auditors, within their areas."""

from itertools import islice
from typing import Any

from django.db.models import Q

from audit import sheets
from audit.models import AuditExport, Event
from core.policy import allow, always, rule

allow("audit.search", model="audit.Event")
allow("delivery.list", model="audit.Delivery")


def any_of_them(user: Any, model: Any) -> Q:
    """Administrators who see dead letters may have all of them tried again."""
    return Q()


rule("delivery.retry", many=any_of_them, model="audit.Delivery")(always)


@rule(
    "audit.export",
    because="What you audit has changed since this file was made. Ask for a new one.",
)
def as_when_made(user: Any, export: AuditExport) -> bool:
    """Every event in a finished file is still in sight of who fetches it."""
    if export.state != AuditExport.State.READY:
        return True
    if not sheets.is_whole(export.file_name, export.sha256):
        return True  # nothing to fetch, and the page says so
    numbers = sheets.numbers(export.file_name)
    while batch := list(islice(numbers, 2000)):
        if Event.objects.visible_to(user).filter(pk__in=batch).count() < len(batch):
            return False
    return True
