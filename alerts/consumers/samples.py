"""What follows from the weekly sample: managers are told what they can review."""

import datetime

from django.urls import reverse

from access.selectors import samples_picked
from access.verbs import Verb
from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, put
from audit.models import Event
from audit.services import consumer


@consumer("alerts.samples", verbs=[Verb.SAMPLED])
def tell_of_sample(event: Event) -> None:
    """Tell the team's managers how many accesses wait; each is told only what they can review."""
    week = datetime.date.fromisoformat(event.detail["week"])
    for person in managers_of(event.detail["team"]):
        count = samples_picked(person, event.detail["team"], week)[:1000].count()
        if count:
            words = f"{count} unusual access{'es' if count > 1 else ''} to review"
            put(
                event,
                words,
                [person],
                audience=Audience.NO_RECORD,
                address=reverse("access:sample"),
            )
