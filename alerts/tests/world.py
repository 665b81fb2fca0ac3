"""A notice to somebody else, and an e-mail to somebody whom another area looks after."""

from django.utils import timezone

from alerts.levels import Level
from alerts.models import AlertEmail, Notice
from audit.tests.factories import EventFactory
from core.tests.worlds import hidden_world


@hidden_world(Notice)
def notice_to_somebody_else(cast):
    event = EventFactory()
    notice = Notice.objects.create(
        recipient=cast.officer, event=event, text="A request waits", audience="no_record"
    )
    return notice, cast.outsider


@hidden_world(AlertEmail)
def email_to_somebody_of_another_area(cast):
    return AlertEmail.objects.create(
        recipient=cast.officer,
        day=timezone.localdate(),
        level=Level.INFORMATION,
        state=AlertEmail.State.FAILED,
    ), cast.outsider
