"""Who searches the log and writes parts of it out: auditors, within their areas."""

from typing import Any

from audit import scopes
from audit.models import AuditExport, Event
from audit.sheets import MOST
from core.policy import allow, rule

allow("audit.search", model="audit.Event")


@rule(
    "audit.export",
    because="What you audit has changed since this file was made. Ask for a new one.",
)
def as_when_made(user: Any, export: AuditExport) -> bool:
    """Every team whose acts are in the file is still covered, and no event has gone from sight."""
    if export.state != AuditExport.State.READY:
        return True
    covered = scopes.teams(user)
    if covered is None or covered.filter(pk__in=export.teams).count() < len(export.teams):
        return False
    now = Event.objects.visible_to(user).narrowed(export.ask).filter(pk__lte=export.newest_event)
    return now.newest_first()[:MOST].count() >= (export.row_count or 0)
