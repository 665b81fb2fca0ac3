"""What follows from events about galleries: who is told of people at high risk, and of offers."""

from agencies.models import Team
from alerts.audiences import Audience
from alerts.consumers.telling import members_of, put
from alerts.models import Level
from alerts.sentences import RECORD, team_name
from audit.models import Event
from audit.services import consumer
from core.wording import lowered
from galleries.models import Entry, Offer
from galleries.selectors import AUDIENCE, BESIDE, KEEPERS, people_to_announce_to
from galleries.verbs import Verb

WHY = {
    KEEPERS: "Your team manages the record.",
    AUDIENCE: "Your team sees this gallery.",
    BESIDE: "Your team works in an area that borders the managing team’s area.",
}


@consumer("alerts.gallery_announced", verbs=[Verb.ENTRY_ADDED, Verb.ENTRY_CHANGED])
def announce(event: Event) -> None:
    """Tell the audience and the neighbours of somebody at high risk; of others, the owner."""
    entry = _entry(event)
    team, risk = team_name(_team_of(event)), lowered(entry.risk.name)
    if event.verb == Verb.ENTRY_ADDED:
        if not event.detail["high"]:
            _tell_owner(event, entry, team)
            return
        words = f"{team} added {RECORD} at {risk} risk"
    elif event.detail["raised"]:
        words = f"{team} raised the risk of {RECORD} to {risk}"
    else:
        return
    level = Level.CRITICAL if entry.risk.badge == "veryhigh" else Level.HIGH
    for why, people in people_to_announce_to(entry).items():
        put(event, words, people, audience=Audience.ENTRY, level=level, why=WHY[why])


def _tell_owner(event: Event, entry: Entry, team: str) -> None:
    words = f"{team} added {RECORD}. Your team manages the record"
    put(event, words, members_of(entry.profile.owner_team_id), audience=Audience.ENTRY)


@consumer("alerts.gallery_offers", verbs=[Verb.OFFER_MADE])
def tell_managing_team(event: Event) -> None:
    """Tell the team that manages the record of an offer of help."""
    offer = _offer(event)
    words = f"{team_name(offer.by_team)} offers help: {RECORD}"
    people = members_of(offer.entry.profile.owner_team_id)
    put(event, words, people, audience=Audience.ENTRY, level=Level.HIGH)


@consumer("alerts.gallery_answers", verbs=[Verb.OFFER_ANSWERED])
def tell_who_offered(event: Event) -> None:
    """Tell the person who offered help what the managing team answered."""
    offer = _offer(event)
    said = "accepted" if event.detail["accepted"] else "declined"
    words = f"{team_name(offer.answered_by_team)} {said} your offer of help: {RECORD}"
    put(event, words, [offer.by], audience=Audience.ENTRY)


def _entry(event: Event) -> Entry:
    entries = Entry._base_manager.select_related("gallery", "profile", "risk", "managing_team")
    return entries.get(pk=event.target_id)


def _offer(event: Event) -> Offer:
    offers = Offer._base_manager.select_related("by", "by_team", "answered_by_team")
    return offers.select_related("entry__profile").get(pk=event.detail["offer"])


def _team_of(event: Event) -> Team:
    return Team.objects.get(pk=event.actor_team_id)
