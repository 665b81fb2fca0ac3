"""What follows from events of the log itself: an export that was asked for is made."""

from audit.models import AuditExport, Event
from audit.services import consumer, make_export
from audit.verbs import Verb


@consumer("audit.exports", verbs=[Verb.EXPORT_ASKED], slow=True)
def write_out(event: Event) -> None:
    """Make the file. Twice is the same as once."""
    make_export(export=AuditExport.objects.get(pk=event.target_id))
