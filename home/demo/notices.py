"""What people of the demo were told, and have read long since."""

import datetime

from alerts.models import Notice
from alerts.services import see_notice
from audit.jobs import deliver
from audit.selectors import waiting_deliveries
from core import policy

NEW = datetime.timedelta(days=9)
SOON = datetime.timedelta(seconds=2)


def make(past):
    """Tell what followed from old events, as a worker would have; the latest wait for one."""
    for delivery in waiting_deliveries(until=past.now - NEW):
        with past.at(delivery.event.at + SOON):
            deliver([delivery])
        ago = (past.now - delivery.event.at).days - 1
        for notice in Notice.objects.filter(event=delivery.event).select_related("recipient"):
            if policy.can(notice.recipient, "notice.see", notice):
                with past.act(notice, ago):
                    see_notice(notice=notice, by=notice.recipient)
