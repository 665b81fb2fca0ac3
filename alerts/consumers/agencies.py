"""What follows from events of administration: agreements that lapse, places in teams."""

import datetime

from agencies.models import Agreement, JoiningProposal, Team, User
from agencies.verbs import Verb
from alerts.consumers.telling import managers_of, put
from audit.models import Event
from audit.services import consumer
from core.dates import format_day

JOINING = {
    Verb.MEMBERSHIP_PROPOSED: "An area administrator asks to join",
    Verb.MEMBERSHIP_SECONDED: "An area administrator was let in to",
    Verb.MEMBERSHIP_REFUSED: "An area administrator was refused a place in",
}


@consumer("alerts.agreements", verbs=[Verb.AGREEMENT_LAPSING, Verb.AGREEMENT_LAPSED])
def tell_of_agreement(event: Event) -> None:
    """Tell those who keep an agreement that it lapses: its name, its last day, no record."""
    agreement = Agreement.objects.get(pk=event.target_id)
    last_day = datetime.date.fromisoformat(event.detail["last_day"])
    verb = "lapsed" if event.verb == Verb.AGREEMENT_LAPSED else "lapses"
    text = f"{agreement.name} {verb} {_how_near(event.detail['days'], format_day(last_day))}"
    put(
        event,
        text,
        [*managers_of(agreement.owner_team_id), *_administrators(agreement.owner_team)],
    )


def _how_near(days: int, last_day: str) -> str:
    """In 30 days, on 4 July 2026; or after its last day."""
    if days < 0:
        return f"after {last_day}"
    if days == 0:
        return f"today, {last_day}"
    return f"in {days} day{'' if days == 1 else 's'}, on {last_day}"


@consumer(
    "alerts.joining",
    verbs=[Verb.MEMBERSHIP_PROPOSED, Verb.MEMBERSHIP_SECONDED, Verb.MEMBERSHIP_REFUSED],
)
def tell_of_joining(event: Event) -> None:
    """Tell a team's managers, and other administrators, of one who asks to join it."""
    proposal = JoiningProposal.objects.select_related("team", "user").get(pk=event.target_id)
    people = managers_of(proposal.team_id)
    if event.verb == Verb.MEMBERSHIP_PROPOSED:
        people += _administrators(proposal.team)
    else:
        people.append(proposal.user)
    put(event, f"{JOINING[event.verb]} {proposal.team.name}", people)


def _administrators(team: Team) -> list[User]:
    return list(User.objects.active().administering(team))
