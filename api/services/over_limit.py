"""Services of calls over the limit: the first of a minute, and how many there were in all."""

import datetime

from django.db import transaction
from django.utils import timezone

from api import limits
from api.models import ClientKey
from api.verbs import Verb
from audit.models import Event
from audit.services import record
from core import caller
from core.dates import format_when
from core.wording import counted

CLOCK = "The clock"
# If no worker runs for longer, the first events stand alone.
LOOKED_BACK = datetime.timedelta(days=2)
LOST = "An unknown number of calls"


def note_too_many(*, key: ClientKey, minute: int) -> None:
    """Record the first call of a minute that is over the limit."""
    record(
        verb=Verb.TOO_MANY_CALLS,
        operation=Event.REFUSAL,
        actor=f"{key.client.name} (API)",
        target=key,
        detail={"minute": minute},
    )


def count_refused_calls() -> int:
    """Record how many calls were refused in each minute that went over the limit and has ended.

    So a flood leaves two events a minute, and each refused call is in one. Returns how many
    minutes there were.
    """
    since = timezone.now() - LOOKED_BACK
    counted = Event.objects.filter(verb=Verb.CALLS_REFUSED, at__gte=since)
    done = set(counted.filter(operation=Event.REFUSAL).values_list("detail__first", flat=True))
    firsts = Event.objects.filter(verb=Verb.TOO_MANY_CALLS, at__gte=since)
    firsts = firsts.filter(operation=Event.REFUSAL, detail__has_key="minute").order_by("at", "pk")
    return sum(_count(first) for first in firsts if first.pk not in done)


@transaction.atomic
def _count(first: Event) -> bool:
    minute = first.detail["minute"]
    # The row holds off another worker, which would write the same.
    keys = ClientKey.objects.with_client().select_for_update(of=("self",))
    key = keys.filter(pk=first.target_id).first()
    if key is None or not limits.is_over(minute) or _is_counted(key, first):
        return False
    number = limits.refused_in(key.client, minute)
    if number is None and not limits.is_forgotten(minute):
        return False
    with caller.calling("api", caller.Caller(str(key.client.uuid), key.client.name)):
        record(
            verb=Verb.CALLS_REFUSED,
            operation=Event.REFUSAL,
            actor=CLOCK,
            target=key,
            recipient=_in_words(number, minute),
            detail={"first": first.pk, "minute": minute, "calls": number},
        )
    return True


def _is_counted(key: ClientKey, first: Event) -> bool:
    told = Event.objects.of(key).filter(verb=Verb.CALLS_REFUSED, detail__first=first.pk)
    return told.exists()


def _in_words(number: int | None, minute: int) -> str:
    at = datetime.datetime.fromtimestamp(minute * limits.WINDOW, timezone.get_current_timezone())
    calls = LOST if number is None else counted(number, "call")
    return f"{calls}, from {format_when(at)} for a minute"
