"""The filters of the list of people: each says what it accepts, whom it leaves, and its words.

A filter is made for one reader and one address. What it does not accept, it leaves out; if
something was asked for all the same, such as a team that has closed, the page says so.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models import Area, Team
from core.dates import format_day
from profiles.custody import establishments, own_establishments
from profiles.models import Establishment, RiskLevel, Role, WarningKind
from profiles.querysets import ProfileQuerySet

INSIDE, COMMUNITY, OWN = "in", "out", "mine"
OURS, SHARED = "ours", "shared"
ON, ANY_KIND = "on", "yes"
QUIET_DAYS = 28

Choices = list[tuple[str, str]]


class ListFilter:
    """One filter. `name` is its place in the address, `nothing` the words for its not being used.

    `in_sight` puts it beside the name; the others are under "More filters".
    """

    name: str
    label: str
    nothing = "All"
    in_sight = False

    def __init__(self, user: Any, asked: str) -> None:
        self.user, self.asked = user, asked
        self.value = self.accepted(asked) if asked else ""
        self.is_gone = bool(asked) and not self.value

    def accepted(self, asked: str) -> str:
        """What was asked for; nothing if there is no such choice."""
        return asked if asked in dict(self.choices) else ""

    @cached_property
    def choices(self) -> Choices:
        raise NotImplementedError

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        raise NotImplementedError

    @property
    def words(self) -> str:
        """Of its removable tag."""
        return dict(self.choices).get(self.value, "")

    @property
    def note(self) -> str:
        """What must be known to read the list rightly while it is in use."""
        return ""


class OfSection(ListFilter):
    """A filter by what is in a section: over those people whose section the reader holds."""

    section: str
    of_whom: str

    @property
    def note(self) -> str:
        return f"{self.words}: only people whose {self.of_whom} you may read."


class Mine(ListFilter):
    """Those whom the reader leads, manages on licence, or works with, by name."""

    name, label, nothing, in_sight = "mine", "Whose", "Everyone’s", True

    @cached_property
    def choices(self) -> Choices:
        return [(ON, "My people")]

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.worked_with_by(self.user)

    @property
    def note(self) -> str:
        return "My people: you lead them, are their offender manager, or are involved by name."


class WithRole(ListFilter):
    """Those who hold a role today."""

    name, label, nothing, in_sight = "role", "Role", "All roles", True

    @cached_property
    def choices(self) -> Choices:
        return list(Role.Kind.choices)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_role(self.value)


class AtRisk(OfSection):
    """People whose latest risk assessment has this level."""

    name, label, nothing = "risk", "Risk", "Any risk"
    section, of_whom = "risk", "risk"

    @cached_property
    def levels(self) -> list[RiskLevel]:
        return list(RiskLevel.objects.all())

    @cached_property
    def choices(self) -> Choices:
        return [(one.code, one.name) for one in _offered(self.levels, self.asked)]

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        level = next(one for one in self.levels if one.code == self.value)
        return people.with_section(self.user, self.section).at_risk(level)

    @property
    def words(self) -> str:
        return f"Risk: {super().words}"


class ManagedBy(ListFilter):
    """Those whose record one of the reader's teams manages, another team, or one in particular."""

    name, label, nothing = "team", "Managed by", "All teams"

    def accepted(self, asked: str) -> str:
        return asked if asked in (OURS, SHARED) or self._chosen(asked) else ""

    def _chosen(self, asked: str) -> Team | None:
        self.team = None
        if asked.isdecimal() and asked.isascii() and len(asked) <= 8:
            self.team = Team.objects.visible_to(self.user).filter(pk=int(asked)).first()
        return self.team

    @cached_property
    def choices(self) -> Choices:
        """Their own teams, and the one that is chosen."""
        teams = {str(pk): name for pk, name in self.own.items()}
        if self.value not in (OURS, SHARED, "") and self.team:
            teams[self.value] = str(self.team)
        return [(OURS, "Our teams"), (SHARED, "Others: shared with us"), *teams.items()]

    @cached_property
    def own(self) -> dict[int, str]:
        """The reader's teams."""
        return {team.pk: str(team) for team in Team.objects.own_to(self.user)}

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        if self.value == OURS:
            return people.owned_by_any(list(self.own))
        if self.value == SHARED:
            return people.owned_by_others(list(self.own))
        return people.owned_by(self.team)

    @property
    def words(self) -> str:
        named = {OURS: "Managed by us", SHARED: "Shared with us"}
        return named.get(self.value) or (str(self.team) if self.value else "")


class InArea(ListFilter):
    """Those whose record is managed in an area."""

    name, label, nothing = "area", "Area", "All areas"

    def accepted(self, asked: str) -> str:
        self.area = Area.objects.filter(code=asked).first() if asked.isprintable() else None
        return asked if self.area else ""

    @cached_property
    def teams(self) -> list[int]:
        """Those that work there: few, so they are asked for by themselves."""
        return list(Team.objects.based_in(self.area).order_by("pk").values_list("pk", flat=True))

    @cached_property
    def choices(self) -> Choices:
        areas = {area.code: area.name for area in Area.objects.offered_to(self.user)}
        if self.value:
            areas[self.value] = self.area.name
        return sorted(areas.items(), key=lambda pair: pair[1])

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.owned_by_any(self.teams)

    @property
    def words(self) -> str:
        return f"Area: {self.area.name}" if self.value else ""


class WithWarning(ListFilter):
    """Those with a warning in force, of any kind or of one."""

    name, label, nothing = "warning", "Warnings", "With or without"

    @cached_property
    def kinds(self) -> list[WarningKind]:
        return list(WarningKind.objects.all())

    @cached_property
    def choices(self) -> Choices:
        kinds = _offered(self.kinds, self.asked)
        return [(ANY_KIND, "With a warning"), *((kind.code, kind.name) for kind in kinds)]

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_warning(next((k for k in self.kinds if k.code == self.value), None))

    @property
    def words(self) -> str:
        words = super().words
        return words if self.value == ANY_KIND else f"Warning: {words}"


class InPlace(ListFilter):
    """Those in custody, in the community, or in one prison."""

    name, label, nothing = "custody", "Where they are", "Anywhere"

    @cached_property
    def own(self) -> list[Establishment]:
        """The establishments in which the reader works."""
        return own_establishments(self.user)

    @property
    def own_names(self) -> str:
        return " and ".join(str(one) for one in self.own)

    @cached_property
    def choices(self) -> Choices:
        return [
            (INSIDE, "In custody"),
            (COMMUNITY, "In the community"),
            *([(OWN, f"My prison: {self.own_names}")] if self.own else []),
            *((one.code, f"In {one}") for one in establishments() if one.is_offered),
        ]

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        if self.value == COMMUNITY:
            return people.in_community()
        if self.value == INSIDE:
            return people.in_custody()
        named = [one for one in establishments() if one.code == self.value]
        return people.in_custody([one.pk for one in (self.own if self.value == OWN else named)])


class NoContact(OfSection):
    """Those with whom the log shows no contact for some weeks."""

    name, label, nothing = "contact", "Last contact", "At any time"
    section, of_whom = "log", "log"

    @property
    def since(self) -> datetime.date:
        return timezone.localdate() - datetime.timedelta(days=QUIET_DAYS)

    @cached_property
    def choices(self) -> Choices:
        return [(str(QUIET_DAYS), f"None for {QUIET_DAYS} days")]

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_section(self.user, self.section).without_contact_since(self.since)

    @property
    def words(self) -> str:
        return f"No contact for {QUIET_DAYS} days"

    @property
    def note(self) -> str:
        return (
            f"{super().note} Nothing in their log after {format_day(self.since)} but attempts at "
            "which nothing took place. Records opened since, with no entry from before, are left "
            "out."
        )


LIST_FILTERS: tuple[type[ListFilter], ...] = (
    *(Mine, WithRole),
    *(AtRisk, ManagedBy, InArea, WithWarning, InPlace, NoContact),
)


def _offered(rows: Iterable[Any], asked: str) -> list[Any]:
    """Those that can be chosen today, and one that was asked for and is there still."""
    return [one for one in rows if one.is_offered or one.code == asked]


def narrowings(user: Any, asked: dict[str, str]) -> list[ListFilter]:
    """Every filter, with what the address asks of it."""
    return [kind(user, asked.get(kind.name, "")) for kind in LIST_FILTERS]
