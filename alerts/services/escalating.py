"""Critical notices that nobody acknowledges go to the managers of their readers' teams."""

import datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import Membership, User
from alerts.audiences import belongs
from alerts.models import Notice
from alerts.services.giving import give_notice, lock_with_others
from alerts.verbs import Verb
from audit.models import Event
from audit.services import CLOCK, record


@transaction.atomic
def escalate_notice(*, notice: Notice) -> bool:
    """Tell the managers of its reader's teams, as far as they may be told; once.

    Returns whether it was the first time.
    """
    lock_with_others(notice=notice)
    waiting = Notice.objects.to_escalate().filter(pk=notice.pk)
    fresh = waiting.select_related("recipient").first()
    if fresh is None:
        return False
    reader = fresh.recipient
    managers = [
        one
        for one in _managers_of(reader, since=fresh.waits_since)
        if belongs(one, fresh.audience, fresh.object_type, fresh.object_id)
    ]
    fresh.escalated_at, fresh.escalated_to = timezone.now(), len(managers)
    fresh.save(update_fields=["escalated_at", "escalated_to"])
    for manager in managers:
        _give_to(manager, fresh)
    record(
        verb=Verb.ESCALATED,
        operation=Event.ADMINISTRATION,
        actor=CLOCK,
        target=fresh,
        recipient=", ".join(one.get_full_name() for one in managers)[:200],
        detail={"managers": [one.pk for one in managers]},
    )
    return True


def _give_to(manager: User, notice: Notice) -> None:
    """Tell a manager, unless another reader's notice of the same event was escalated to them.

    Again, if the manager has handed it to this reader, who has not acknowledged it.
    """
    told = Notice.objects.filter(event_id=notice.event_id, recipient=manager)
    told = told.exclude(handed_to=notice.recipient)
    if not told.filter(unseen_by__isnull=False).exists():
        since = notice.waits_since
        give_notice(notice=notice, to=manager, unseen_by=notice.recipient, unseen_since=since)


def _managers_of(reader: User, *, since: datetime.datetime) -> list[User]:
    """Of the teams in which the reader has worked since then, also if they have left."""
    held = Membership.objects.held_since(reader, since)
    teams = held.filter(role__in=Membership.RECORD_ROLES).values("team_id")
    places = Membership.objects.live().filter(team_id__in=teams, role=Membership.Role.MANAGER)
    managers = User.objects.filter(pk__in=places.values("user_id"))
    return list(managers.exclude(pk=reader.pk).order_by("pk"))
