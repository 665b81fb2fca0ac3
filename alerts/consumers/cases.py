"""What follows from events about cases: who is named in an action is told."""

from django.urls import reverse

from agencies.models import User
from alerts.audiences import Audience
from alerts.consumers.telling import members_of, put
from alerts.sentences import RECORD
from audit.models import Event
from audit.services import consumer
from cases.models import Action
from cases.verbs import Verb


@consumer("alerts.mentions", verbs=[Verb.ACTION_ADDED, Verb.ACTION_AMENDED, Verb.ACTION_DONE])
def tell_who_is_mentioned(event: Event) -> None:
    """Tell people, and the members of teams, that an action names them."""
    named = event.detail
    people = list(User.objects.filter(pk__in=named.get("people", [])))
    teams = [person for team in named.get("teams", []) for person in members_of(team)]
    if not people and not teams:
        return
    action = Action._base_manager.select_related("case").get(uuid=named["action"])
    address = reverse("cases:action", args=[action.case.uuid, action.uuid])
    for text, told in (
        (f"You are named in an action of {RECORD}", people),
        (f"Your team is named in an action of {RECORD}", teams),
    ):
        put(event, text, told, audience=Audience.ACTION_READERS, address=address)
