"""What a person reads in their alerts now, once what follows from events is done."""

from alerts.selectors import all_notices, fill
from audit.jobs import drain_deliveries


def read_by(user):
    """The words of every notice shown to the user, oldest first."""
    drain_deliveries()
    return [notice.words for notice in fill(all_notices(user).order_by("pk"), user)]
