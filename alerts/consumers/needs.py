"""What follows from events about anxieties and needs: who should act, and who waits to hear."""

from collections.abc import Iterable

from django.urls import reverse

from agencies.models import User
from alerts.audiences import Audience
from alerts.consumers.telling import members_of, put
from alerts.sentences import RECORD, team_name
from audit.models import Event
from audit.services import consumer
from profiles.models import Need
from profiles.verbs import Verb


@consumer("alerts.needs_raised", verbs=[Verb.NEED_RAISED, Verb.NEED_HANDED_ON])
def tell_team_responsible(event: Event) -> None:
    """Ask the team responsible to pick it up."""
    need = _need_of(event)
    if need.team is not None and need.is_open:
        text = f"An anxiety or need of {RECORD} waits for {team_name(need.team)} to pick it up"
        _tell(event, need, text, members_of(need.team_id))


@consumer("alerts.needs_picked_up", verbs=[Verb.NEED_PICKED_UP])
def tell_raiser(event: Event) -> None:
    """Tell the person who raised it that somebody has picked it up."""
    need = _need_of(event)
    if need.picked_up_team is not None:
        text = f"{team_name(need.picked_up_team)} picked up what you raised about {RECORD}"
        _tell(event, need, text, [need.written_by])


@consumer("alerts.needs_resolved", verbs=[Verb.NEED_RESOLVED])
def tell_of_resolution(event: Event) -> None:
    """Tell the person who raised it, and the team responsible, that it is resolved."""
    need = _need_of(event)
    if need.resolved_team is not None:
        team = members_of(need.team_id) if need.team_id else []
        text = f"{team_name(need.resolved_team)} resolved an anxiety or need of {RECORD}"
        _tell(event, need, text, [need.written_by, *team])


def _need_of(event: Event) -> Need:
    return Need._base_manager.select_related(
        "profile", "team", "picked_up_team", "resolved_team", "written_by"
    ).get(pk=event.detail["need"])


def _tell(event: Event, need: Need, text: str, people: Iterable[User]) -> None:
    """Those who read the log of the person; the words say nothing of what it is about."""
    address = reverse("profiles:need", args=[need.profile.uuid, need.uuid])
    put(event, text, people, audience=Audience.LOG_READERS, address=address)
