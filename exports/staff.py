"""Lists of teams, of those who work in them and of agreements, as files: nobody on record.

Administrators may have these too, where the page is theirs: they review who has access.
"""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from agencies.filters import AccountFilter, AgreementFilter, AgreementState, TeamFilter
from agencies.models import Agreement, Membership, Team, User
from agencies.paging import page_by_name
from agencies.selectors import attach_memberships, keepers_in_directory
from core import policy
from core.dates import format_day
from core.paging import Page
from exports.kinds import Column, ListKind, listed

STATES = dict(AgreementState.choices)


def areas_of(team: Team) -> str:
    """Where a team is at work."""
    return ", ".join(str(area) for area in team.areas.all())


class OfStaff(ListKind):
    """A list in the order of names, which names nobody on record."""

    is_of_staff = True

    def rows(self) -> Any:
        """The rows of the page, with what their cells need."""
        raise NotImplementedError

    def batch(self, after: str, size: int) -> Page:
        return page_by_name(self.rows(), after, size)

    def number(self, most: int) -> int:
        return int(self.rows().order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        """Staff are not people on record."""
        return []


class OfTeams(OfStaff):
    """A list of teams."""

    def rows(self) -> Any:
        found = self.filter.narrow(self.readable())
        return found.select_related("agency").prefetch_related("areas")


@listed
class TeamsExport(OfTeams):
    """The directory of teams, narrowed by the address."""

    name, title = "teams", "Teams"
    model, action = Team, "team.list"
    columns = (
        Column("Team", lambda team: team.name),
        Column("Agency", lambda team: str(team.agency)),
        Column("Works in", areas_of),
        Column("Telephone", lambda team: team.phone),
    )

    @cached_property
    def filter(self) -> TeamFilter:
        return TeamFilter(self.request)

    @property
    def page(self) -> str:
        return reverse("agencies:teams")


@listed
class ManagedTeamsExport(OfTeams):
    """The teams that the reader looks after."""

    name, title = "managed-teams", "Teams you look after"
    model, action = Team, "team.manage"
    columns = (
        Column("Team", lambda team: team.name),
        Column("Agency", lambda team: str(team.agency)),
        Column("Works in", areas_of),
        Column("State", lambda team: "Closed" if team.closed_at else "Open"),
    )

    @property
    def is_open(self) -> bool:
        """Does the reader look after a team?"""
        return super().is_open and policy.can(self.user, "team.manage")

    @property
    def page(self) -> str:
        return reverse("agencies:administration")


def place_in_words(place: Membership) -> str:
    """Staffordshire IOM Team, practitioner, until 3 May 2027."""
    words = f"{place.team}, {place.get_role_display().lower()}"
    # One without a last day ends in a year that nobody will see.
    if place.valid_until.year > 9000:
        return words
    return f"{words}, until {format_day(place.last_day)}"


@listed
class AccountsExport(OfStaff):
    """The people whom the reader looks after, in which teams and roles; for a review of access."""

    name, title = "accounts", "Accounts"
    model, action = User, "user.list"
    columns = (
        Column("Name", lambda person: person.name),
        Column("User name", lambda person: person.username),
        Column("Teams", lambda person: "; ".join(map(place_in_words, person.shown)) or "None now"),
        Column("Account", lambda person: "Open" if person.is_active else "Closed"),
    )

    @property
    def is_open(self) -> bool:
        """Does the reader look after a team?"""
        return super().is_open and policy.can(self.user, "team.manage")

    @cached_property
    def filter(self) -> AccountFilter:
        return AccountFilter(self.request)

    def rows(self) -> Any:
        return self.filter.narrow(self.readable())

    def batch(self, after: str, size: int) -> Page:
        page = super().batch(after, size)
        attach_memberships(page.rows, self.user)
        return page

    def of_section(self, rows: Any) -> list[int]:
        """The memberships that the file names: of each, its team is the reader's to look after."""
        return [place.pk for person in rows for place in person.shown]

    def reads_all(self, rows: list[int]) -> bool:
        """Are all of these teams still?"""
        seen = Membership.objects.visible_to(self.user).filter(pk__in=rows)
        return seen.order_by().count() == len(set(rows))

    @property
    def page(self) -> str:
        return reverse("agencies:users")


@listed
class AgreementsExport(OfStaff):
    """The register of agreements to share information, narrowed by the address."""

    name, title = "agreements", "Agreements to share information"
    model, action = Agreement, "agreement.list"
    columns = (
        Column("Name", lambda one: one.name),
        Column("Partners", lambda one: ", ".join(str(agency) for agency in one.partners.all())),
        Column("State", lambda one: STATES[one.state.replace(" ", "_")]),
        Column("First day", lambda one: one.in_force_from),
        Column("Last day", lambda one: one.in_force_until),
        Column("Kept by", lambda one: one.kept_by),
    )

    @cached_property
    def filter(self) -> AgreementFilter:
        return AgreementFilter(self.request)

    def rows(self) -> Any:
        found = self.filter.narrow(self.readable())
        return found.select_related("owner_team__agency").prefetch_related("partners")

    def batch(self, after: str, size: int) -> Page:
        page = super().batch(after, size)
        keepers_in_directory(page.rows, self.user)
        return page

    @property
    def page(self) -> str:
        return reverse("agencies:agreements")
