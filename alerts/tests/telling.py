"""Tells people of the cast something, as a consumer does."""

from alerts.audiences import Audience
from alerts.consumers.telling import put
from alerts.models import Level, Notice
from audit.tests.factories import EventFactory

TEXT = "Third complaint about {record}"


def tell(record, *people, level=Level.HIGH, audience=Audience.READERS, text=TEXT, why=""):
    """Put one notice before these people; those of them who may be told have it then."""
    event = EventFactory(target_type=record._meta.label_lower, target_id=record.pk)
    put(event, text, people, audience=audience, level=level, why=why)
    return list(Notice.objects.filter(event=event).order_by("pk"))


def told(record, user, **how):
    """The notice of this one person."""
    [notice] = tell(record, user, **how)
    return notice


def fresh(notice):
    """As it is now."""
    return Notice.objects.get(pk=notice.pk)


def of(user, notice):
    """What this person was told of the same event, or None."""
    return Notice.objects.filter(event_id=notice.event_id, recipient=user).first()
