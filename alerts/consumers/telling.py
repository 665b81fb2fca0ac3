"""Puts notices before people; who the managers and members of a team are."""

from collections.abc import Iterable

from django.db import transaction

from agencies.models import Membership, User
from alerts.models import Notice
from audit.models import Event


def put(event: Event, text: str, people: Iterable[User]) -> None:
    """Put a notice before each of these people. Twice is the same as once."""
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


def members_of(team_id: int) -> list[User]:
    """Those who practise in or manage a team."""
    memberships = Membership.objects.live().filter(
        team_id=team_id, role__in=Membership.RECORD_ROLES
    )
    return list(User.objects.filter(memberships__in=memberships).distinct())


def managers_of(team_id: int) -> list[User]:
    """Those who manage a team."""
    memberships = Membership.objects.live().filter(team_id=team_id, role=Membership.Role.MANAGER)
    return list(User.objects.filter(memberships__in=memberships).distinct())
