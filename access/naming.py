"""Which teams and people a text about a record may name to its reader.

Asked by whatever names them: History, explanations, transfers, requests, lists, prints, exports.
A discreet team, a refuge for example, and those who work for it are named to managers of the
owner team and to the discreet team's own members; for everybody else they are "another team", or
left out. Where a text says for which team somebody acts and they have worked in it, that team
decides. Otherwise the text leaves out anybody who has worked for a discreet team.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet

from access.models import SharedModel
from access.rules import manages_owner
from agencies.models import Membership, Team, User
from core import policy, prepared
from core.querysets import as_array
from core.request_cache import cached_for_request

Answer = TypeVar("Answer")
ANOTHER_TEAM = "another team"
ANOTHER_PERSON = "a person of another team"


@dataclass(frozen=True)
class Naming:
    """The names that one reader may know, on pages about one record."""

    reader: Any
    manages: bool

    @cached_property
    def own(self) -> frozenset[int]:
        """The reader's own teams."""
        return frozenset(membership.team_id for membership in self.reader.live_memberships)

    def names_team(self, team: Team) -> bool:
        """May the reader know this team's name, and that somebody is one of it?"""
        return self.manages or not team.is_discreet or team.pk in self.own

    def team(self, team: Team) -> str:
        """The team's name, or "another team"."""
        return team.name if self.names_team(team) else ANOTHER_TEAM

    def person(self, user: User, team: Team) -> str:
        """Somebody who acts for this team: their name, or "a person of another team"."""
        return user.name if self._names(user, team) else ANOTHER_PERSON

    def actor(self, user: User, team: Team) -> str:
        """Who did something, and for which team."""
        return f"{user.name}, {team.name}" if self._names(user, team) else ANOTHER_PERSON

    def _names(self, user: User, team: Team) -> bool:
        """An administrator acts for a team without working in it: then their own teams decide."""
        if not self.names_team(team):
            return False
        return user.pk not in self.hidden_people or (user.pk, team.pk) in self._places

    def phone(self, team: Team) -> str:
        """The team's telephone, for those who may know the team."""
        return team.phone if self.names_team(team) else ""

    @cached_property
    def hidden_teams(self) -> list[int]:
        """The ids of the teams that are not named to the reader."""
        if self.manages:
            return []
        return self._once("teams", lambda: [pk for pk in _discreet() if pk not in self.own])

    @cached_property
    def hidden_people(self) -> set[int]:
        """The ids of those who have worked for such a team; never the reader."""
        teams = self.hidden_teams
        return self._once("people", lambda: self._people_of(teams)) if teams else set()

    def _people_of(self, teams: list[int]) -> set[int]:
        return {*_people_of(teams=as_array(teams))} - {self.reader.pk}

    @cached_property
    def _places(self) -> set[tuple[int, int]]:
        """Where these people have ever worked, as person and team."""
        people = as_array(self.hidden_people)
        return self._once("places", lambda: {*_places_of(people=people)})

    def _once(self, what: str, ask: Callable[[], Answer]) -> Answer:
        """Asked once a page: it is the same for every record that the reader does not manage."""
        answer: Answer = cached_for_request((f"hidden {what}", self.reader.pk, self.own), ask)
        return answer

    def writer(self, entry: Any) -> str:
        """Who wrote an entry, and for which team: their names as they were then."""
        if entry.written_by_team_id in self.hidden_teams:
            return ANOTHER_PERSON
        return f"{entry.written_by_name}, {entry.written_by_team_name}"

    def submitter(self, form: Any) -> str:
        """Who submitted a form, and for which team: their names as they were then."""
        if form.written_by_team_id in self.hidden_teams:
            return ANOTHER_PERSON
        return f"{form.submitted_by_name}, {form.written_by_team_name}"

    def finisher(self, follow_up: Any) -> str:
        """Who did what was to follow an entry, and for which team."""
        if follow_up.done_by_id in self.hidden_people:
            return ANOTHER_PERSON
        return f"{follow_up.done_by_name}, {follow_up.done_by_team_name}"

    def closer(self, case: Any) -> str:
        """Who closed a case, for the team that manages it."""
        is_hidden = case.closed_by_id in self.hidden_people or not self.names_team(case.owner_team)
        return ANOTHER_PERSON if is_hidden else case.closed_by_name

    def doer(self, action: Any) -> str:
        """Who did something, or is to, and their agency: their names as they were then."""
        return ANOTHER_PERSON if action.done_by_team_id in self.hidden_teams else str(action.who)

    def lead(self, record: SharedModel) -> User | None:
        """Who leads the record for its owner, if the reader may know who is in that team."""
        return record.lead if self.names_team(record.owner_team) else None

    def row(self, row: Any) -> str:
        """What a changed field pointed at, as the reader may know it."""
        if isinstance(row, Team):
            return self.team(row)
        if isinstance(row, User):
            return ANOTHER_PERSON if row.pk in self.hidden_people else row.name
        if isinstance(row, SharedModel) and not self._sees(row):
            return f"another {row._meta.verbose_name}"
        return str(row)

    def _sees(self, record: SharedModel) -> bool:
        """May the reader read this record? Asked of many at once by `told`."""
        return record.pk in self._seen.get(type(record), ()) or policy.is_visible(
            self.reader, record
        )

    @cached_property
    def _seen(self) -> dict[Any, set[int]]:
        """The ids of other records, by kind, that are known to be visible to the reader."""
        return {}

    def told(self, rows: list[Any]) -> list[Any]:
        """Of versions in History, those that speak of no record hidden from the reader.

        Nor of a row that not all readers of its record meet: its kind says `told_to_readers`.
        """
        about = [(row, *self._other_record(row)) for row in self._met(rows)]
        keys: dict[Any, set[int]] = {}
        for _, model, key in about:
            if key is not None:
                keys.setdefault(model, set()).add(key)
        for model, ids in keys.items():
            seen = model.objects.visible_to(self.reader).filter(pk__in=ids)
            self._seen.setdefault(model, set()).update(seen.values_list("pk", flat=True))
        return [row for row, model, key in about if key is None or key in self._seen[model]]

    def _met(self, rows: list[Any]) -> list[Any]:
        """Without versions of rows that the reader does not meet; asked of all kinds at once."""
        keys: dict[Any, set[int]] = {}
        for row in rows:
            if getattr(row.instance_type, "told_to_readers", False):
                keys.setdefault(row.instance_type, set()).add(row.id)
        seen = {kind: kind.objects.visible_to(self.reader) for kind in keys}
        met = prepared.together(
            {
                kind: found.filter(pk__in=keys[kind]).order_by().values_list("pk", flat=True)
                for kind, found in seen.items()
            }
        )
        return [
            row
            for row in rows
            if row.instance_type not in keys or row.id in met[row.instance_type]
        ]

    def kept_back(self, row: Any, sections: Collection[str]) -> set[str]:
        """The fields of a version that History does not tell a reader of these sections.

        Those of other sections, and those that name somebody of a team hidden from the reader: its
        kind says which in `section_of_field` and `team_of_field`.
        """
        by_section = getattr(row.instance_type, "section_of_field", {})
        by_team = getattr(row.instance_type, "team_of_field", {})
        return {
            *(name for name, section in by_section.items() if section not in sections),
            *(name for name, team in by_team.items() if getattr(row, team) in self.hidden_teams),
        }

    @staticmethod
    def _other_record(row: Any) -> tuple[Any, int | None]:
        """The kind and the key of another record that a version speaks of, beside its own."""
        path = getattr(row.instance_type, "speaks_of", "")
        if not path:
            return None, None
        field = row.instance_type._meta.get_field(path)
        return field.related_model, getattr(row, field.attname)


class OutsideNaming(Naming):
    """The names for a paper that leaves the product: no discreet team, not even its maker's."""

    own = frozenset()

    def __init__(self, maker: Any) -> None:
        super().__init__(maker, manages=False)

    @property
    def maker(self) -> str:
        """Who makes the paper, and for whom: of a discreet team its agency alone."""
        team = self.reader.acting_team
        if team is None:
            return str(self.reader.name)
        return f"{self.reader.name}, {team.agency if team.is_discreet else team}"


def called(record: SharedModel, *, reads: bool) -> str:
    """How a page calls the record: by its name to a reader, by its reference to others."""
    return str(record) if reads else f"record {record.reference}"


def naming(reader: Any, record: SharedModel) -> Naming:
    """The names that this reader may know, on pages about this record."""
    return Naming(reader, manages_owner(reader, record))


@prepared.query
def _discreet() -> QuerySet:
    """The ids of all discreet teams: few."""
    teams = Team.objects.filter(is_discreet=True)
    return teams.order_by("pk").values_list("pk", flat=True)


@prepared.query
def _people_of(*, teams: Any) -> QuerySet:
    """The ids of those who have ever been in one of these teams."""
    places = Membership.objects.filter(team__any=teams)
    return places.order_by("user_id").values_list("user_id", flat=True).distinct()


@prepared.query
def _places_of(*, people: Any) -> QuerySet:
    places = Membership.objects.filter(user__any=people)
    return places.order_by("pk").values_list("user_id", "team_id")
