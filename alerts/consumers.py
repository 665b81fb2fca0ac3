"""What follows from events: people are told inside the product."""

import datetime

from django.db import transaction

from access.models import AccessRequest, Grant
from access.projection import object_of
from access.services import Verb
from agencies.models import Agreement, JoiningProposal, Membership, Team, User
from agencies.verbs import Verb as Told
from alerts.models import Notice
from audit.models import Event
from audit.services import consumer
from core.dates import say_day

PERSON = {
    Verb.GIVEN: "You were granted access to",
    Verb.CHANGED: "Your access was changed for",
    Verb.ENDED: "You no longer have access to",
}
JOINING = {
    Told.MEMBERSHIP_PROPOSED: "An area administrator asks to join",
    Told.MEMBERSHIP_SECONDED: "An area administrator was let in to",
    Told.MEMBERSHIP_REFUSED: "An area administrator was refused a place in",
}
TEAM = {
    Verb.GIVEN: "was granted access to",
    Verb.CHANGED: "has changed access to",
    Verb.ENDED: "no longer has access to",
}


@consumer(
    "alerts.notices",
    verbs=[Verb.GIVEN, Verb.CHANGED, Verb.ENDED, Verb.ASKED, Verb.REFUSED],
)
def tell(event: Event) -> None:
    """Put a notice before everyone the event concerns. Twice is the same as once."""
    _put(event, *_message(event))


@consumer("alerts.agreements", verbs=[Told.AGREEMENT_LAPSING, Told.AGREEMENT_LAPSED])
def tell_of_agreement(event: Event) -> None:
    """Tell those who keep an agreement that it lapses: its name, its last day, no record."""
    agreement = Agreement.objects.get(pk=event.target_id)
    last_day = datetime.date.fromisoformat(event.detail["last_day"])
    verb = "lapsed" if event.verb == Told.AGREEMENT_LAPSED else "lapses"
    text = f"{agreement.name} {verb} {_how_near(event.detail['days'], say_day(last_day))}"
    _put(event, text, [*_managers(agreement.owner_team), *_administrators(agreement.owner_team)])


def _how_near(days: int, last_day: str) -> str:
    """In 30 days, on 4 July 2026; or after its last day."""
    if days < 0:
        return f"after {last_day}"
    if days == 0:
        return f"today, {last_day}"
    return f"in {days} day{'' if days == 1 else 's'}, on {last_day}"


@consumer(
    "alerts.joining",
    verbs=[Told.MEMBERSHIP_PROPOSED, Told.MEMBERSHIP_SECONDED, Told.MEMBERSHIP_REFUSED],
)
def tell_of_joining(event: Event) -> None:
    """Tell a team's managers, and other administrators, of one who asks to join it."""
    proposal = JoiningProposal.objects.select_related("team", "user").get(pk=event.target_id)
    people = _managers(proposal.team)
    if event.verb == Told.MEMBERSHIP_PROPOSED:
        people += _administrators(proposal.team)
    else:
        people.append(proposal.user)
    _put(event, f"{JOINING[event.verb]} {proposal.team.name}", people)


def _put(event: Event, text: str, people: list[User]) -> None:
    with transaction.atomic():
        Notice.objects.bulk_create(
            [
                Notice(
                    recipient=person,
                    event=event,
                    text=text[:200],
                    object_type=event.target_type,
                    object_id=event.target_id,
                )
                for person in dict.fromkeys(people)
                if person.pk != event.actor_id
            ],
            ignore_conflicts=True,
        )


def _message(event: Event) -> tuple[str, list[User]]:
    """The words, by reference alone, and who is told."""
    reference = event.target_label.rpartition(" ")[2]
    if event.verb == Verb.ASKED:
        request = AccessRequest.objects.get(pk=event.detail["request"])
        return f"Someone asks for access to {reference}", _managers_to_answer(event, request)
    if event.verb == Verb.REFUSED:
        request = AccessRequest.objects.get(pk=event.detail["request"])
        return f"You were refused access to {reference}", [request.asked_by]
    grant = Grant.objects.select_related("team", "user").get(pk=event.detail["grant"])
    if grant.user_id:
        return f"{PERSON[event.verb]} {reference}", [grant.user]
    return f"{grant.team.name} {TEAM[event.verb]} {reference}", _members(grant.team_id)


def _managers(team: Team) -> list[User]:
    return list(User.objects.active().managing(team))


def _administrators(team: Team) -> list[User]:
    return list(User.objects.active().administering(team))


def _members(team_id: int) -> list[User]:
    memberships = Membership.objects.live().filter(team_id=team_id, role__in=Membership.CONVEYING)
    return list(User.objects.filter(memberships__in=memberships).distinct())


def _managers_to_answer(event: Event, request: AccessRequest) -> list[User]:
    """Those who may answer: managers of the team that manages the record, if they can see it."""
    obj = object_of(request)
    memberships = Membership.objects.live().filter(
        team_id=obj.owner_team_id, role=Membership.Role.MANAGER
    )
    managers = User.objects.filter(memberships__in=memberships).distinct()
    return [user for user in managers if type(obj).objects.visible_to(user).filter(pk=obj.pk)]
