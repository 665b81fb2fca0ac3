"""Notices that follow events about access, each worded for what its reader may know."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.urls import reverse

from access.models import AccessRequest, BreakGlass, Grant, Transfer
from access.projection import object_of
from access.verbs import Verb
from agencies.models import Membership, User
from alerts.audiences import Audience, not_excluded
from alerts.consumers.telling import managers_of, members_of, put
from alerts.sentences import RECORD, team_name
from audit.models import Event
from audit.services import consumer
from core import prepared
from core.dates import format_day
from core.wording import counted
from profiles.models import Profile


class Telling(NamedTuple):
    """One text, the people it may concern, and which of them may be told."""

    text: str
    people: Iterable[User]
    audience: Audience
    address: str = ""


# To the people who are given it, of one record.
GETS = {
    Verb.GIVEN: "{owner} gave {whom} access to {record}{until}",
    Verb.CHANGED: "{owner} changed {whose} access to {record}{until}",
    Verb.ENDED: "{who} no longer {have} access to {record}",
}
PERSON = {
    Verb.GIVEN: "You were given access to",
    Verb.CHANGED: "Your access was changed for",
    Verb.ENDED: "You no longer have access to",
}
TEAM = {
    Verb.GIVEN: "was given access to",
    Verb.CHANGED: "has changed access to",
    Verb.ENDED: "no longer has access to",
}
READERS, KNOWERS, MANAGERS = Audience.READERS, Audience.KNOWERS, Audience.MANAGERS
RECEIVERS, CONCERNED = Audience.RECEIVERS, Audience.CONCERNED


def _of_grant(event: Event) -> list[Telling]:
    if "count" in event.detail:
        return _of_many(event)
    is_over = event.verb == Verb.ENDED
    (grant,) = _grant(pk=event.detail["grant"])
    text = _what_they_get(event.verb, grant)
    if grant.user_id:
        told = [Telling(text, [grant.user], CONCERNED if is_over else READERS)]
    else:
        members = members_of(grant.team_id)
        told = [Telling(text, members, KNOWERS if is_over else READERS)]
    owner = object_of(grant).owner_team_id
    if event.actor_team_id != owner:
        # An administrator shares what the owner manages: its managers are told.
        text = f"{grant.grantee} {TEAM[event.verb]} {RECORD}, by {event.actor_name}"
        told.append(Telling(text, managers_of(owner), MANAGERS))
    return told


@prepared.query
def _grant(*, pk: int) -> Any:
    return Grant.objects.select_related("team", "user", "given_by_team").filter(pk=pk)


def _what_they_get(verb: str, grant: Grant) -> str:
    """Staffordshire IOM Team gave your team access to Callum Drayfield until 27 January 2027."""
    who = ("You", "you", "your", "have")
    if not grant.user_id:
        who = ("Your team", "your team", "your team’s", "has")
    return GETS[verb].format(
        owner=team_name(grant.given_by_team),
        record=RECORD,
        until=_until(grant),
        **dict(zip(("who", "whom", "whose", "have"), who, strict=True)),
    )


def _until(grant: Grant) -> str:
    """Of what ends with a case that it was given with, nothing: not every reader may know it."""
    if grant.while_itself_open:
        return " while it is open"
    return "" if grant.is_for_ever else f" until {format_day(grant.last_day)}"


def _of_many(event: Event) -> list[Telling]:
    """One notice for many records: by number alone, without those one is excluded from."""
    if event.detail["membership"]:
        named = Membership.objects.select_related("user").get(pk=event.detail["membership"])
        begins, people = PERSON[event.verb], [named.user]
    else:
        begins = f"{{team:{event.detail['team']}}} {TEAM[event.verb]}"
        people = members_of(event.detail["team"])
    told = []
    for person in people:
        number = not_excluded(Profile, person).filter(pk__in=event.subjects).count()
        if number:
            text = f"{begins} {counted(number, 'person', 'people')}"
            address = "" if event.verb == Verb.ENDED else reverse("profiles:list")
            told.append(Telling(text, [person], Audience.NO_RECORD, address))
    return told


def _of_request(event: Event) -> list[Telling]:
    request = AccessRequest.objects.select_related("asked_by").get(pk=event.detail["request"])
    managers = managers_of(object_of(request).owner_team_id)
    if event.verb == Verb.ASKED:
        return [Telling(f"Someone asks for access to {RECORD}", managers, MANAGERS)]
    if event.verb == Verb.REPLIED:
        text = f"There is a reply to your question about access to {RECORD}"
        return [Telling(text, managers, MANAGERS)]
    if event.verb == Verb.QUESTIONED:
        text = f"You have been asked for more information about your request for {RECORD}"
        return [Telling(text, [request.asked_by], KNOWERS)]
    text = f"You were refused access to {RECORD}: {request.answer}"
    return [Telling(text, [request.asked_by], CONCERNED)]


def _of_glass(event: Event) -> list[Telling]:
    glass = BreakGlass.objects.select_related("user").get(pk=event.detail["glass"])
    if event.verb == Verb.GLASS_BROKEN:
        text = f"{RECORD} was opened in an emergency. Review it within 5 working days"
        return [Telling(text, managers_of(object_of(glass).owner_team_id), MANAGERS)]
    outcome = ". ".join(filter(None, [glass.get_outcome_display(), glass.note]))
    text = f"Your emergency access to {RECORD} was reviewed: {outcome}"
    return [Telling(text, [glass.user], CONCERNED)]


def _of_transfer(event: Event) -> list[Telling]:
    transfer = Transfer.objects.select_related("from_team", "to_team", "proposed_by").get(
        pk=event.detail["transfer"]
    )
    giver, taker = team_name(transfer.from_team), team_name(transfer.to_team)
    proposal = reverse("access:transfer", args=[transfer.uuid])
    receivers = managers_of(transfer.to_team_id)
    if event.verb == Verb.TRANSFER_PROPOSED:
        text = f"{giver} asks {taker} to take over {RECORD}"
        return [Telling(text, receivers, RECEIVERS, proposal)]
    if event.verb == Verb.TRANSFER_WITHDRAWN:
        text = f"{giver} no longer asks {taker} to take over {RECORD}: {transfer.answer}"
        return [Telling(text, receivers, RECEIVERS, proposal)]
    if event.verb == Verb.TRANSFER_DECLINED:
        text = f"{taker} declined to take over {RECORD}: {transfer.answer}"
        return [Telling(text, managers_of(transfer.from_team_id), MANAGERS)]
    told = [*members_of(transfer.from_team_id), *members_of(transfer.to_team_id)]
    text = f"{taker} manages {RECORD} now"
    return [
        Telling(text, told, KNOWERS),
        # The proposer hears the answer; if they have lost access, without the record.
        Telling(f"{taker} accepted the transfer of {RECORD}", [transfer.proposed_by], CONCERNED),
    ]


MESSAGES: dict[str, Callable[[Event], list[Telling]]] = {
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
    """Notify everyone whom the event concerns and who may be told about the record."""
    for text, people, audience, address in MESSAGES[event.verb](event):
        put(event, text, people, audience=audience, address=address)
