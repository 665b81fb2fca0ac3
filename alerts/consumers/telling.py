"""Puts notices before people; who the managers and members of a team are."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.models import Membership, User
from alerts.audiences import Audience, belongs
from alerts.models import Level, Notice
from alerts.services import queue_emails
from audit.models import Event
from core import prepared


def put(
    event: Event,
    text: str,
    people: Iterable[User],
    *,
    audience: Audience,
    level: Level = Level.INFORMATION,
    why: str = "",
    address: str = "",
    tell_actor: bool = False,
) -> None:
    """Put a notice before those of these people who belong to the audience now.

    Twice is the same as once. The audience is asked again whenever the notice is shown or opened.
    The text names the record and teams by placeholders (`alerts.sentences`); `why` names neither.
    `address` is for a notice that leads elsewhere than to the event's target.
    """
    told = [
        person
        for person in dict.fromkeys(people)
        if (tell_actor or person.pk != event.actor_id)
        and not _is_silent(person)
        and belongs(person, audience, event.target_type, event.target_id)
    ]
    notices = [
        Notice(
            recipient=person,
            event=event,
            text=text[:600],
            audience=audience,
            level=level,
            why=why[:600],
            address=address,
            object_type=event.target_type,
            object_id=event.target_id,
            waits_since=timezone.now(),
        )
        for person in told
    ]
    with transaction.atomic():
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        queue_emails(notices=notices)


def _is_silent(person: User) -> bool:
    """A program is alerted only if its client reads alerts."""
    return person.is_program and not User.objects.told().filter(pk=person.pk).exists()


def members_of(team_id: int) -> list[User]:
    """Those who practise in or manage a team."""
    return _at_work(tuple(Membership.RECORD_ROLES), team=team_id)


def managers_of(team_id: int) -> list[User]:
    """Those who manage a team."""
    return _at_work((Membership.Role.MANAGER,), team=team_id)


@prepared.query
def _at_work(roles: tuple[str, ...], *, team: int) -> Any:
    memberships = Membership.objects.live().filter(team_id=team, role__in=roles)
    return User.objects.filter(memberships__in=memberships).distinct()


def holders_of(obj: Any) -> list[User]:
    """Members of the teams with access to a record, its own among them, and the people named."""
    memberships = Membership.objects.live().filter(
        team_id__in=obj.team_holds.live().values("group_id"), role__in=Membership.RECORD_ROLES
    )
    named = Q(pk__in=obj.user_holds.live().values("user_id"))
    return list(User.objects.filter(Q(memberships__in=memberships) | named).distinct())
