"""Teams that already know the people in a case, and may need the case too."""

from collections import defaultdict
from typing import Any

from access.models import Grant
from access.naming import naming
from access.sentences import in_a_row
from access.suggestions import nameable_teams
from agencies.models import Team, User
from cases.models import Case
from cases.participants import current, people_in
from core import policy
from profiles.models import Profile

MOST = 20


def teams_who_know_people(case: Case, reader: User) -> list[tuple[Team, str]]:
    """Teams with access to people in the case, as the reader reads it on their Sharing; and why.

    Not those that have access to the case already, nor discreet ones, nor anybody because of a
    restricted record.
    """
    if not policy.can(reader, "case.view_people", case):
        return []
    people = [one.person for one in current(people_in(case, reader)) if one.person]
    known = _known({person.pk: person for person in people if not person.is_restricted}, reader)
    has = Grant.objects.of(case).live().filter(user=None).values("team_id")
    teams = nameable_teams(reader).exclude(pk__in=has).exclude(pk=case.owner_team_id)
    found = teams.filter(pk__in=known).order_by("name")[:MOST]
    return [(team, f"Knows {in_a_row(sorted(known[team.pk]))}") for team in found]


def _known(people: dict[int, Profile], reader: User) -> dict[int, set[str]]:
    """By team, the names of the people it knows."""
    known: dict[int, set[str]] = defaultdict(set)
    for person in people.values():
        known[person.owner_team_id].add(person.name)
    grants: Any = Grant.objects.live().filter(
        object_type=Profile._meta.label_lower, object_id__in=list(people), user=None
    )
    for grant in grants.select_related("team"):
        person = people[grant.object_id]
        if naming(reader, person).names_team(grant.team):
            known[grant.team_id].add(person.name)
    return known
