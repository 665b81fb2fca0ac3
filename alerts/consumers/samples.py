"""What follows from the weekly sample, and from an answer about the limit on listing people."""

import datetime

from django.urls import reverse

from access.models import ListingException
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


@consumer("alerts.limit", verbs=[Verb.LISTING_ALLOWED, Verb.LISTING_REFUSED])
def tell_of_limit(event: Event) -> None:
    """Tell the person who asked to list more people what the manager answered, and why not."""
    asked = ListingException.objects.select_related("user").get(pk=event.target_id)
    words = f"{event.actor_name} let you list more people, for 8 hours"
    if event.verb == Verb.LISTING_REFUSED:
        words = f"{event.actor_name} did not let you list more people: {asked.answer}"
    put(
        event,
        words,
        [asked.user],
        audience=Audience.NO_RECORD,
        address=reverse("access:listing-ask"),
    )
