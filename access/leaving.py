"""What somebody who leaves a team is responsible for there, and how it is passed on."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from access.levels import Level
from agencies.models import Membership, Team, User
from core.panels import Led, PassedOn
from core.wording import counted

BECAUSE = "you or the new lead may not change them"


def led_in(
    teams: Iterable[Team],
    counts: Mapping[int, int],
    *,
    leaver: User,
    reader: Any,
    kind: str,
    nouns: tuple[str, str],
    pass_on: Callable[..., PassedOn],
) -> list[Led]:
    """What a leaver has in each of these teams; their managers choose who takes over."""
    managed = {place.team_id for place in Membership.objects.managing(reader)}
    return [
        Led(
            team,
            kind,
            counted(number, *nouns),
            partial(pass_on, team=team, leaver=leaver) if team.pk in managed else None,
        )
        for team in teams
        if (number := counts.get(team.pk))
    ]


def require_colleague(team: Team, person: User) -> None:
    """Raises ValidationError where the person does not work in the team."""
    if not team.people().filter(pk=person.pk).exists():
        raise ValidationError(f"{person.name} does not work in {team.name}. Choose another.")


def pass_on_led(
    records: QuerySet,
    edit: Callable[[Any], Any],
    *,
    team: Team,
    leaver: User,
    to: User,
    by: User,
) -> PassedOn:
    """Have each of these records of a team edited that the leaver leads: another person leads it.

    Of those that both may change; the others keep a lead who is gone, until somebody who is named
    on them chooses another. Locked in order, so that two managers never block each other.
    """
    require_colleague(team, to)
    led = records.filter(owner_team=team, lead=leaver)
    for person in (by, to):
        changed = records.model._default_manager.visible_to(person, level=Level.CONTRIBUTE)
        led = led.filter(pk__in=changed.values("pk"))
    locked = list(led.order_by("pk").select_for_update(of=("self",)))
    for record in locked:
        edit(record)
    left = records.filter(owner_team=team, lead=leaver).count()
    return PassedOn(len(locked), left, BECAUSE)
