"""What follows from events: people are told inside the product."""

from django.db import transaction

from access.models import AccessRequest, Grant
from access.projection import object_of
from access.verbs import Verb
from agencies.models import Membership, Team, User
from alerts.models import Notice
from audit.models import Event
from audit.services import consumer

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


@consumer(
    "alerts.notices",
    verbs=[Verb.GIVEN, Verb.CHANGED, Verb.ENDED, Verb.ASKED, Verb.REFUSED],
)
def tell(event: Event) -> None:
    """Put a notice before everyone the event concerns. Twice is the same as once."""
    text, people = _message(event)
    with transaction.atomic():
        Notice.objects.bulk_create(
            [
                Notice(
                    recipient=person,
                    event=event,
                    text=text,
                    object_type=event.target_type,
                    object_id=event.target_id,
                )
                for person in people
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
    if "count" in event.detail:
        return _message_about_many(event)
    grant = Grant.objects.select_related("team", "user").get(pk=event.detail["grant"])
    if grant.user_id:
        return f"{PERSON[event.verb]} {reference}", [grant.user]
    return f"{grant.team.name} {TEAM[event.verb]} {reference}", _members(grant.team_id)


def _message_about_many(event: Event) -> tuple[str, list[User]]:
    """One notice for many records: by number alone."""
    number = event.detail["count"]
    people = f"{number:,} {'person' if number == 1 else 'people'}"
    if event.detail["membership"]:
        named = Membership.objects.select_related("user").get(pk=event.detail["membership"])
        return f"{PERSON[event.verb]} {people}", [named.user]
    team = Team.objects.get(pk=event.detail["team"])
    given = "was given access to" if event.verb == Verb.GIVEN else TEAM[event.verb]
    return f"{team.name} {given} {people}", _members(team.pk)


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
