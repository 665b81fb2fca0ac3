"""What a person reads in their alerts now, once what follows from events is done."""

from alerts.models import Notice
from alerts.selectors import fill
from audit.jobs import drain_deliveries


def all_notices(user):
    """Everything the user was told, and whether it still asks for an answer."""
    return Notice.objects.visible_to(user).with_state()


def read_by(user):
    """The words of every notice shown to the user, oldest first."""
    drain_deliveries()
    return [notice.words for notice in fill(all_notices(user).order_by("pk"), user)]
