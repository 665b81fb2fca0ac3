"""What follows from events about handovers: who is to take over, and what if nobody does."""

from collections.abc import Iterable
from typing import Any

from agencies.models import User
from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, members_of, put
from alerts.models import Level
from alerts.sentences import RECORD
from audit.models import Event
from audit.services import consumer
from tasks.models import Handover
from tasks.verbs import Verb


@consumer("alerts.handovers_given", verbs=[Verb.HANDOVER_GIVEN])
def tell_who_takes_over(event: Event) -> None:
    """Tell those to whom a case or a task is handed over."""
    handover = _handover_of(event)
    if handover.to_person is None:
        people, whom = members_of(handover.to_team_id), "your team"
    else:
        people, whom = [handover.to_person], "you"
    _tell(event, handover, f"{RECORD} was handed over to {whom}: acknowledge it", people)


@consumer("alerts.handovers_overdue", verbs=[Verb.HANDOVER_OVERDUE])
def tell_managers(event: Event) -> None:
    """Tell the managers of the team, and who handed it over, that nobody has acknowledged it."""
    handover = _handover_of(event)
    text = f"Nobody has acknowledged the handover of {RECORD}"
    managers = managers_of(handover.to_team_id)
    _tell(event, handover, text, managers, level=Level.CRITICAL)
    _tell(event, handover, f"{text}: you still have it", [handover.from_user])


@consumer("alerts.handovers_acknowledged", verbs=[Verb.HANDOVER_ACKNOWLEDGED])
def tell_who_gave_it(event: Event) -> None:
    """Tell the person who handed it over that somebody has it now."""
    handover = _handover_of(event)
    text = f"Your handover of {RECORD} was acknowledged"
    _tell(event, handover, text, [handover.from_user], level=Level.INFORMATION)


def _handover_of(event: Event) -> Handover:
    handovers = Handover._base_manager.select_related("to_person", "from_user")
    return handovers.get(pk=event.detail["handover"])


def _tell(
    event: Event,
    handover: Handover,
    text: str,
    people: Iterable[User],
    level: Level = Level.HIGH,
) -> None:
    """Those who may read what is handed over; the words say nothing of the note."""
    audience: Any = Audience.ACTION_READERS if handover.case_id else Audience.TASK
    put(
        event,
        text,
        people,
        audience=audience,
        level=level,
        address=handover.get_absolute_url(),
    )
