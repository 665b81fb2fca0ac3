"""Who works with a record besides its owner: the short list on its first page.

What `explain` tells at length, in one statement that is planned once. Tests hold the two equal.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from access.levels import Level
from access.models import SharedModel
from access.naming import naming
from agencies.models import FOREVER, User
from core import prepared
from core.dates import format_when
from core.querysets import as_array
from core.wording import counted

GLASS = 0  # in place of a level


@dataclass(frozen=True)
class AccessHolder:
    """A team or a named person with access, or someone who reads in an emergency."""

    who: str
    named_in: str
    level: int
    until: datetime.datetime
    phone: str
    # Does it last while this record is open?
    while_open: bool = False

    @property
    def in_words(self) -> str:
        """Norfolk IOM Team, or Isla Thornbury (Norfolk IOM Team)."""
        return f"{self.who} ({self.named_in})" if self.named_in else self.who

    @property
    def can(self) -> str:
        return str(Level(self.level).label) if self.level else "Read, in an emergency"

    @property
    def is_for_ever(self) -> bool:
        return self.until == FOREVER

    @property
    def last_day(self) -> datetime.date:
        """The last day of access; of an emergency, the minute it ends."""
        if not self.level:
            return self.until
        return timezone.localdate(self.until - datetime.timedelta(seconds=1))

    @property
    def ends(self) -> str:
        """Until 4 August 2026, or while it is open; nothing where no end is known."""
        if self.while_open:
            return "while it is open"
        return "" if self.is_for_ever else f"until {format_when(self.last_day)}"

    @property
    def is_joint(self) -> bool:
        """Two teams manage jointly: the other team reads and adds."""
        return not self.named_in and self.level == Level.CONTRIBUTE


@dataclass(frozen=True)
class AccessSummary:
    """The others, and how many see the record."""

    others: list[AccessHolder]
    owner_reads: bool

    @property
    def in_words(self) -> str:
        people = sum(bool(one.named_in) for one in self.others)
        return how_many(self.owner_reads + len(self.others) - people, people)


def how_many(teams: int, people: int) -> str:
    """5 teams and 1 named person."""
    of_teams = counted(teams, "team")
    named = counted(people, "named person", "named people")
    if not people:
        return of_teams
    return f"{of_teams} and {named}" if teams else named


def readers_in_words(people: int, clients: int) -> str:
    """4 people and 1 API client."""
    of_people = counted(people, "person", "people") if people or not clients else ""
    of_clients = counted(clients, "API client") if clients else ""
    return " and ".join(filter(None, [of_people, of_clients]))


@cache
def _statement(model: Any) -> str:
    exclusions = model._meta.get_field("exclusions").related_model._meta.db_table
    may_see = f"""u.is_active AND NOT EXISTS (SELECT 1 FROM {exclusions} e
      WHERE e.user_id = u.id AND e.content_object_id = %(id)s AND e.ended_at IS NULL)"""
    named = "NOT t.is_discreet OR %(manages)s OR t.group_ptr_id = ANY(%(own)s::bigint[])"
    return f"""
    SELECT coalesce(u.name, team.name), CASE WHEN u.id IS NULL THEN '' ELSE team.name END,
      g.level, least(g.valid_until, m.valid_until), coalesce(nullif(u.phone, ''), t.phone),
      g.while_open_type = g.object_type AND coalesce(g.while_open_id = g.object_id, false)
    FROM access_grant g JOIN agencies_team t ON t.group_ptr_id = g.team_id
    JOIN auth_group team ON team.id = g.team_id
    LEFT JOIN agencies_membership m ON m.id = g.membership_id
    LEFT JOIN agencies_user u ON u.id = g.user_id
    WHERE g.object_type = %(kind)s AND g.object_id = %(id)s AND g.ended_at IS NULL
      AND g.valid_from <= statement_timestamp() AND g.valid_until > statement_timestamp()
      AND (m.id IS NULL OR m.valid_until > statement_timestamp())
      AND (%(section)s::text = '' OR %(section)s::text = ANY(g.sections::text[]))
      AND ({named}) AND (u.id IS NULL AND NOT %(restricted)s OR {may_see})
    UNION ALL
    SELECT u.name, team.name, {GLASS}, b.valid_until, coalesce(nullif(u.phone, ''), t.phone),
      false
    FROM access_breakglass b JOIN agencies_membership m ON m.id = b.membership_id
    JOIN agencies_team t ON t.group_ptr_id = m.team_id
    JOIN auth_group team ON team.id = m.team_id
    JOIN agencies_user u ON u.id = b.user_id
    WHERE b.object_type = %(kind)s AND b.object_id = %(id)s
      AND b.valid_until > statement_timestamp()
      AND ({named}) AND NOT %(restricted)s AND {may_see}"""


def access_summary(obj: SharedModel, viewer: User, *, section: str = "") -> AccessSummary:
    """Who sees this record besides its owner, or a section of it, as far as the viewer may know.

    In an emergency every section is read.
    """
    names = naming(viewer, obj)
    params: dict[str, Any] = {
        "kind": obj._meta.label_lower,
        "id": obj.pk,
        "restricted": obj.is_restricted,
        "section": section,
        "manages": names.manages,
        "own": as_array(names.own),
    }
    others = [AccessHolder(*row) for row in prepared.rows(_statement(type(obj)), params)]
    others.sort(key=lambda one: (not one.level, bool(one.named_in)))
    return AccessSummary(others, owner_reads=not obj.is_restricted)
