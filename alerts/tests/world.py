"""A notice to somebody else."""

from alerts.models import Notice
from audit.tests.factories import EventFactory
from core.tests.worlds import hidden_world


@hidden_world(Notice)
def notice_to_somebody_else(cast):
    event = EventFactory()
    notice = Notice.objects.create(
        recipient=cast.officer, event=event, text="A request waits", audience="no_record"
    )
    return notice, cast.outsider
