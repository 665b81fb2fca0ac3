"""What follows from events of administration: agreements, places, accounts, lists."""

import datetime

from access.models import Grant
from agencies.models import Agreement, JoiningProposal, Membership, Team, User
from agencies.verbs import Verb
from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, put
from audit.models import Event
from audit.services import consumer
from core.dates import format_day
from core.wording import counted

OWN = {
    Verb.MEMBERSHIP_PROPOSED: "An area administrator asks to join",
    Verb.MEMBERSHIP_SECONDED: "An area administrator was given a place in",
    Verb.MEMBERSHIP_REFUSED: "An area administrator was refused a place in",
}
PLACE = {
    Verb.MEMBERSHIP_PROPOSED: "{by} wants {who} to join {team}: somebody else has to agree",
    Verb.MEMBERSHIP_SECONDED: "{by} agreed that {who} joins {team}",
    Verb.MEMBERSHIP_REFUSED: "{by} refused {who} a place in {team}",
}
ACCOUNT = {
    Verb.USER_EDITED: "{by} changed the e-mail address of {who}",
    Verb.ADDRESS_CONFIRMED: "{by} confirmed the e-mail address of {who}",
    Verb.INVITATION_RENEWED: "{by} sent {who} a new link for a password",
    Verb.USER_ENABLED: "{by} reopened the account of {who}",
    Verb.SECOND_STEP_RESET: "{by} and {second} reset the second step of {who}",
}
LISTING = {
    Verb.TEAM_LISTING_ASKED: "{by} asks to list {team} in the directory: somebody else decides",
    Verb.TEAM_LISTED: "{team} is no longer discreet: {by} agreed",
    Verb.TEAM_LISTING_REFUSED: "{team} stays discreet: {by} refused to list it",
}


@consumer("alerts.agreements", verbs=[Verb.AGREEMENT_LAPSING, Verb.AGREEMENT_LAPSED])
def tell_of_agreement(event: Event) -> None:
    """Tell those who keep or use an agreement that it lapses: its name, last day, no record."""
    agreement = Agreement.objects.get(pk=event.target_id)
    last_day = datetime.date.fromisoformat(event.detail["last_day"])
    verb = "lapsed" if event.verb == Verb.AGREEMENT_LAPSED else "lapses"
    text = f"{agreement.name} {verb} {_how_near(event.detail['days'], format_day(last_day))}"
    _tell_who_keep_or_use(agreement, event, text)


@consumer("alerts.agreement_ended", verbs=[Verb.AGREEMENT_ENDED])
def tell_of_ended_agreement(event: Event) -> None:
    """What was given under it lives on: those who gave and those who have it are told."""
    agreement = Agreement.objects.get(pk=event.target_id)
    text = f"{agreement.name} was ended. No new access can be given under it."
    _tell_who_keep_or_use(agreement, event, text)


def _tell_who_keep_or_use(agreement: Agreement, event: Event, text: str) -> None:
    """Managers of the team that keeps it, and on both sides of access that lives under it."""
    given = Grant.objects.live().filter(agreement=agreement)
    teams = {pk for both in given.values_list("given_by_team", "team").distinct() for pk in both}
    people = managers_of(agreement.owner_team_id) + _administrators(agreement.owner_team)
    for team in sorted(teams - {agreement.owner_team_id}):
        people += managers_of(team)
    put(event, text, people, audience=Audience.NO_RECORD)


def _how_near(days: int, last_day: str) -> str:
    """In 30 days, on 4 July 2026; or after its last day."""
    if days < 0:
        return f"after {last_day}"
    if days == 0:
        return f"today, {last_day}"
    return f"in {counted(days, 'day')}, on {last_day}"


@consumer(
    "alerts.joining",
    verbs=[Verb.MEMBERSHIP_PROPOSED, Verb.MEMBERSHIP_SECONDED, Verb.MEMBERSHIP_REFUSED],
)
def tell_of_joining(event: Event) -> None:
    """Tell a team's managers, and other administrators, of a place that waits; then who asked."""
    proposal = JoiningProposal.objects.select_related("team", "user", "asked_by").get(
        pk=event.target_id
    )
    people = managers_of(proposal.team_id)
    if event.verb == Verb.MEMBERSHIP_PROPOSED:
        people += _administrators(proposal.team)
    else:
        people.append(proposal.asked_by)
    text = f"{OWN[event.verb]} {{team}}" if proposal.is_own else PLACE[event.verb]
    words = _say(text, event, who=proposal.user.name, team=proposal.team.name)
    if proposal.why_refused:
        words = f"{words}: {proposal.why_refused}"
    put(event, words, people, audience=Audience.NO_RECORD)


def _say(text: str, event: Event, **names: str) -> str:
    return text.format(by=event.actor_name, **names)


@consumer("alerts.places", verbs=[Verb.MEMBERSHIP_ADDED])
def tell_of_place(event: Event) -> None:
    """Tell a team's managers who was let in, unless they read of the agreement to it."""
    if "asked_by" in event.detail:
        return
    place = Membership.objects.select_related("team", "user").get(pk=event.target_id)
    text = "{by} gave {who} a place in {team}"
    put(
        event,
        _say(text, event, who=place.user.name, team=place.team.name),
        managers_of(place.team_id),
        audience=Audience.NO_RECORD,
    )


@consumer("alerts.accounts", verbs=list(ACCOUNT))
def tell_of_account(event: Event) -> None:
    """Tell the managers of somebody's teams of a new address, a new link, an open account."""
    if event.verb == Verb.USER_EDITED and "email" not in event.detail["changed"]:
        return
    person = User.objects.get(pk=event.target_id)
    managers = User.objects.managing_any_of(person).exclude(pk=person.pk)
    words = _say(ACCOUNT[event.verb], event, who=person.name, second=event.detail.get("second"))
    put(event, words, managers, audience=Audience.NO_RECORD)
    if event.verb == Verb.SECOND_STEP_RESET:
        own = f"{event.actor_name} and {event.detail['second']} reset your second step of sign-in"
        put(event, own, [person], audience=Audience.NO_RECORD)


@consumer("alerts.set_up", verbs=[Verb.SITE_BEGUN])
def tell_of_set_up(event: Event) -> None:
    """Tell the other administrators of an account that was made at the server."""
    person = User.objects.get(pk=event.target_id)
    others = [one for team in person.groups.all() for one in _administrators(team)]
    words = f"{person.name} was made an area administrator, at the server"
    told = [other for other in others if other.pk != person.pk]
    put(event, words, told, audience=Audience.NO_RECORD)


@consumer("alerts.listings", verbs=list(LISTING))
def tell_of_listing(event: Event) -> None:
    """Tell a discreet team's managers, and the area's administrators, of its way into the list."""
    team = Team.objects.get(pk=event.target_id)
    people = [*managers_of(team.pk), *_administrators(team)]
    words = _say(LISTING[event.verb], event, team=team.name)
    if event.verb == Verb.TEAM_LISTING_REFUSED:
        words = f"{words}: {event.reason}"
    put(event, words, people, audience=Audience.NO_RECORD)


def _administrators(team: Team) -> list[User]:
    return list(User.objects.active().administering(team))
