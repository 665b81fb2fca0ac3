"""The filters of the lists of teams, of accounts and of agreements."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Agency, Team
from agencies.models.agreements import SOON
from agencies.querysets import AgreementQuerySet, TeamQuerySet
from agencies.selectors import areas_in_directory
from core import policy
from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, ModelFilter, TextFilter


class Words(TextFilter):
    """Rows with these words in their names."""

    name, in_sight = "q", True

    def narrow(self, rows: Any) -> Any:
        return rows.containing(self.chosen)


# ---- The directory ------------------------------------------------------------------------------
class TeamWords(Words):
    """Teams, or teams of agencies, of this name."""

    label = "Team or agency"


class InArea(ModelFilter):
    """Teams at work in an area."""

    name, label, in_sight = "area", "Area", True

    def rows(self) -> QuerySet:
        return areas_in_directory(self.user)

    def narrow(self, teams: TeamQuerySet) -> TeamQuerySet:
        return teams.covering(self.chosen)


class OfKind(ChoiceFilter):
    """Teams of police, of prisons, of councils."""

    name, label, in_sight = "kind", "Kind of agency", True
    choices = Agency.Kind.choices

    def narrow(self, teams: TeamQuerySet) -> TeamQuerySet:
        return teams.of_kind(self.chosen)


class TeamFilter(FilterSet):
    """The directory, by name, area and kind of agency."""

    filters = (TeamWords, InArea, OfKind)


# ---- Accounts -----------------------------------------------------------------------------------
class AccountWords(Words):
    """People of this name or user name."""

    label = "Name or user name"


class InTeam(ModelFilter):
    """People in one of the teams that the reader looks after."""

    name, label, in_sight = "team", "Team", True

    def rows(self) -> QuerySet:
        return policy.accessible(self.user, "team.manage", Team)

    def narrow(self, people: Any) -> Any:
        return people.in_team(self.chosen)


class AccountState(ChoiceFilter):
    """Open accounts, or closed ones."""

    name, label, in_sight = "state", "Account", True
    choices = (("open", "Open"), ("closed", "Closed"))

    def narrow(self, people: Any) -> Any:
        return people.filter(is_active=self.chosen == "open")


class AccountFilter(FilterSet):
    """The accounts that the reader looks after, by name, team and state."""

    filters = (AccountWords, InTeam, AccountState)


# ---- Agreements ---------------------------------------------------------------------------------
class AgreementWords(Words):
    """Agreements of this name, or with a partner of this name."""

    label = "Name or partner"


class AgreementState(ChoiceFilter):
    """In force, lapsing, to come, over."""

    name, label, in_sight = "state", "State", True
    choices = (
        ("in_force", "In force"),
        ("lapsing", "Lapses within 60 days"),
        ("to_come", "Begins later"),
        ("lapsed", "Lapsed"),
        ("ended", "Ended"),
    )

    def narrow(self, agreements: AgreementQuerySet) -> AgreementQuerySet:
        return agreements.in_state(self.chosen, SOON)


class AgreementFilter(FilterSet):
    """The register, by name, partner and state."""

    filters = (AgreementWords, AgreementState)
