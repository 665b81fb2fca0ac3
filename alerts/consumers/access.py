"""What follows from events about access: people are told, by reference alone."""

from collections.abc import Callable, Iterable
from typing import Any

from access.models import AccessRequest, BreakGlass, Grant, Transfer
from access.projection import object_of
from access.verbs import Verb
from agencies.models import Membership, Team, User
from alerts.consumers.telling import managers_of, members_of, put
from audit.models import Event
from audit.services import consumer

Told = list[tuple[str, Iterable[User]]]

PERSON = {
    Verb.GIVEN: "You were granted access to",
    Verb.CHANGED: "Your access was changed for",
    Verb.ENDED: "You no longer have access to",
}
TEAM = {
    Verb.GIVEN: "was granted access to",
    Verb.CHANGED: "has changed access to",
    Verb.ENDED: "no longer has access to",
}


def _of_grant(event: Event, reference: str) -> Told:
    if "count" in event.detail:
        return _of_many(event)
    grant = Grant.objects.select_related("team", "user").get(pk=event.detail["grant"])
    if grant.user_id:
        told: Told = [(f"{PERSON[event.verb]} {reference}", [grant.user])]
    else:
        told = [(f"{grant.team.name} {TEAM[event.verb]} {reference}", members_of(grant.team_id))]
    obj = object_of(grant)
    if event.actor_team_id != obj.owner_team_id:
        # An administrator shares what the owner manages: its managers are told.
        text = f"{grant.grantee} {TEAM[event.verb]} {reference}, by {event.actor_name}"
        told.append((text[:200], _managers(obj)))
    return told


def _of_many(event: Event) -> Told:
    """One notice for many records: by number alone."""
    number = event.detail["count"]
    people = f"{number:,} {'person' if number == 1 else 'people'}"
    if event.detail["membership"]:
        named = Membership.objects.select_related("user").get(pk=event.detail["membership"])
        return [(f"{PERSON[event.verb]} {people}", [named.user])]
    team = Team.objects.get(pk=event.detail["team"])
    given = "was given access to" if event.verb == Verb.GIVEN else TEAM[event.verb]
    return [(f"{team.name} {given} {people}", members_of(team.pk))]


def _of_request(event: Event, reference: str) -> Told:
    request = AccessRequest.objects.select_related("asked_by").get(pk=event.detail["request"])
    if event.verb == Verb.ASKED:
        return [(f"Someone asks for access to {reference}", _managers(object_of(request)))]
    if event.verb == Verb.REPLIED:
        text = f"There is a reply to your question about access to {reference}"
        return [(text, _managers(object_of(request)))]
    if event.verb == Verb.QUESTIONED:
        text = f"You are asked for more about your request for {reference}"
        return [(text, [request.asked_by])]
    return [(f"You were refused access to {reference}", [request.asked_by])]


def _of_glass(event: Event, reference: str) -> Told:
    glass = BreakGlass.objects.select_related("user").get(pk=event.detail["glass"])
    if event.verb == Verb.GLASS_BROKEN:
        text = f"{reference} was opened in an emergency. Review it within 5 working days"
        return [(text, _managers(object_of(glass)))]
    text = f"Your emergency opening of {reference} was reviewed: {glass.get_outcome_display()}"
    return [(text, [glass.user])]


def _of_transfer(event: Event, reference: str) -> Told:
    transfer = Transfer.objects.select_related("from_team", "to_team").get(
        pk=event.detail["transfer"]
    )
    from_team, to_team = transfer.from_team, transfer.to_team
    if event.verb == Verb.TRANSFER_PROPOSED:
        # Those who could open the proposal, and nobody else.
        receivers = [
            manager
            for manager in managers_of(transfer.to_team_id)
            if Transfer.objects.visible_to(manager).filter(pk=transfer.pk).exists()
        ]
        return [(f"{from_team} asks {to_team} to take over {reference}", receivers)]
    if event.verb == Verb.TRANSFER_WITHDRAWN:
        text = f"{from_team} no longer asks {to_team} to take over {reference}"
        return [(text, managers_of(transfer.to_team_id))]
    if event.verb == Verb.TRANSFER_DECLINED:
        text = f"{to_team} declined to take over {reference}"
        return [(text, managers_of(transfer.from_team_id))]
    text = f"{to_team} manages {reference} now"
    return [(text, [*members_of(transfer.from_team_id), *members_of(transfer.to_team_id)])]


MESSAGES: dict[str, Callable[[Event, str], Told]] = {
    **dict.fromkeys([Verb.GIVEN, Verb.CHANGED, Verb.ENDED], _of_grant),
    **dict.fromkeys([Verb.ASKED, Verb.QUESTIONED, Verb.REPLIED, Verb.REFUSED], _of_request),
    **dict.fromkeys([Verb.GLASS_BROKEN, Verb.GLASS_REVIEWED], _of_glass),
    Verb.TRANSFER_PROPOSED: _of_transfer,
    Verb.TRANSFER_WITHDRAWN: _of_transfer,
    Verb.TRANSFER_DECLINED: _of_transfer,
    Verb.TRANSFERRED: _of_transfer,
}


@consumer("alerts.notices", verbs=MESSAGES)
def tell(event: Event) -> None:
    """Put a notice before everyone the event concerns."""
    reference = event.target_label.rpartition(" ")[2]
    for text, people in MESSAGES[event.verb](event, reference):
        put(event, text, people)


def _managers(obj: Any) -> list[User]:
    """Those who may answer: managers of the team that manages the record, if they can see it."""
    visible = type(obj).objects.filter(pk=obj.pk)
    return [u for u in managers_of(obj.owner_team_id) if visible.visible_to(u).exists()]
