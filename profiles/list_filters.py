"""The filters of the list of people: what each accepts, which people it keeps, and its words."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models import Area, Team
from core.dates import format_day
from core.filters import ChoiceFilter, Choices, Filter, LookupFilter, is_uuid
from profiles.custody import establishments, own_establishments
from profiles.models import CohortKind, Establishment, RiskLevel, Role, WarningKind
from profiles.querysets import ProfileQuerySet
from profiles.selectors import own_teams

INSIDE, COMMUNITY, OWN = "in", "out", "mine"
OURS, SHARED = "ours", "shared"
ON, ANY_KIND, GONE = "on", "yes", "gone"
OWED, LATE = "owed", "late"
QUIET_DAYS = 28


class OfSection(Filter):
    """A filter by what is in a section: over those people whose section the reader holds."""

    section: str
    of_whom: str

    @property
    def note(self) -> str:
        return f"{self.words}: only people whose {self.of_whom} you may read."


class Mine(ChoiceFilter):
    """People whom the reader leads, manages on licence, or works with by name."""

    name, label, nothing, in_sight = "mine", "Whose", "Everyone’s", True
    choices = ((ON, "My people"),)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.worked_with_by(self.user)

    @property
    def words(self) -> str:
        return self.chosen_in_words

    @property
    def note(self) -> str:
        return "My people: you lead them, are their offender manager, or are involved by name."


class Led(ChoiceFilter):
    """Those whose record nobody leads who works in the team that manages it."""

    name, label, nothing = "lead", "Lead", "Anyone or nobody"
    choices = ((GONE, "No current lead"),)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.without_lead_at_work()

    @property
    def words(self) -> str:
        return self.chosen_in_words

    @property
    def note(self) -> str:
        return (
            f"{self.words}: there is no lead, or the lead has left the team or has a closed "
            "account. A manager can choose another under Edit."
        )


class WithRole(ChoiceFilter):
    """Those who hold a role today."""

    name, label, nothing, in_sight = "role", "Role", "All roles", True
    choices = Role.Kind.choices

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_role(self.value)

    @property
    def words(self) -> str:
        return self.chosen_in_words


class AtRisk(OfSection, LookupFilter):
    """People whose latest risk assessment has this level."""

    name, label, nothing = "risk", "Risk", "Any risk"
    section, of_whom, model = "risk", "risk", RiskLevel

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_section(self.user, self.section).at_risk(self.chosen)


class ManagedBy(ChoiceFilter):
    """Those whose record one of the reader's teams manages, another team, or one in particular."""

    name, label, nothing = "team", "Managed by", "All teams"
    taken = f"{OURS}, {SHARED}, or the uuid of a team"

    def read(self, typed: str) -> Any:
        if typed in (OURS, SHARED):
            return typed
        team, teams = None, Team.objects.visible_to(self.user)
        if typed.isdecimal() and typed.isascii() and len(typed) <= 8:
            team = teams.filter(pk=int(typed)).first()
        elif is_uuid(typed):
            team = teams.filter(uuid=typed).first()
        if team is None:
            raise self.not_listed
        return team

    @cached_property
    def choices(self) -> Choices:
        """Their own teams, and the one that is chosen."""
        teams = {str(pk): name for pk, name in self.own.items()}
        if isinstance(self.chosen, Team):
            teams[self.value] = str(self.chosen)
        return [(OURS, "Our teams"), (SHARED, "Others: shared with us"), *teams.items()]

    @cached_property
    def own(self) -> dict[int, str]:
        """The reader's teams."""
        return {team.pk: str(team) for team in Team.objects.own_to(self.user)}

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        if self.chosen == OURS:
            return people.owned_by_any(list(self.own))
        if self.chosen == SHARED:
            return people.owned_by_others(list(self.own))
        return people.owned_by(self.chosen)

    @property
    def words(self) -> str:
        named = {OURS: "Managed by us", SHARED: "Shared with us"}
        return named.get(self.value) or str(self.chosen)


class InArea(ChoiceFilter):
    """Those whose record is managed in an area."""

    name, label, nothing = "area", "Area", "All areas"
    taken = "a code"

    def read(self, typed: str) -> Area:
        area = Area.objects.filter(code=typed).first() if typed.isprintable() else None
        if area is None:
            raise self.not_listed
        return area

    @cached_property
    def teams(self) -> list[int]:
        """Those that work there: few, so they are asked for by themselves."""
        based = Team.objects.based_in(self.chosen)
        return list(based.order_by("pk").values_list("pk", flat=True))

    @cached_property
    def choices(self) -> Choices:
        areas = {area.code: area.name for area in Area.objects.offered_to(self.user)}
        if self.is_used:
            areas[self.value] = self.chosen.name
        return sorted(areas.items(), key=lambda pair: pair[1])

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.owned_by_any(self.teams)

    @property
    def chosen_in_words(self) -> str:
        return self.chosen.name


class WithWarning(LookupFilter):
    """Those with a warning in force, of any kind or of one."""

    name, label, nothing, model = "warning", "Warnings", "With or without", WarningKind
    taken = f"{ANY_KIND}, or the code of a kind"

    @cached_property
    def choices(self) -> Choices:
        return [(ANY_KIND, "With a warning"), *super().choices]

    def read(self, typed: str) -> Any:
        return ANY_KIND if typed == ANY_KIND else super().read(typed)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_warning(None if self.chosen == ANY_KIND else self.chosen)

    @property
    def words(self) -> str:
        if self.chosen == ANY_KIND:
            return "With a warning"
        return f"Warning: {self.chosen_in_words}"


class InPlace(ChoiceFilter):
    """Those in custody, in the community, or in one prison."""

    name, label, nothing = "custody", "Where they are", "Anywhere"
    taken = f"{INSIDE}, {COMMUNITY}, {OWN} for your own prison, or the code of one"

    @cached_property
    def own(self) -> list[Establishment]:
        """The establishments in which the reader works."""
        return own_establishments(self.user)

    @property
    def own_names(self) -> str:
        return " and ".join(str(one) for one in self.own)

    @cached_property
    def prisons(self) -> list[Establishment]:
        """The establishments that are chosen: the reader's own, or one; none for "in custody"."""
        if self.value == OWN:
            return self.own
        if self.value in ("", INSIDE, COMMUNITY):
            return []
        return [one for one in establishments() if one.code == self.value]

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
        return people.in_custody([one.pk for one in self.prisons])

    @property
    def words(self) -> str:
        return self.chosen_in_words


class NoContact(OfSection, ChoiceFilter):
    """People without a contact in the log for some weeks."""

    name, label, nothing = "contact", "Last contact", "At any time"
    section, of_whom = "log", "log"
    choices = ((str(QUIET_DAYS), f"None for {QUIET_DAYS} days"),)

    @property
    def since(self) -> datetime.date:
        return timezone.localdate() - datetime.timedelta(days=QUIET_DAYS)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.with_section(self.user, self.section).without_contact_since(self.since)

    @property
    def words(self) -> str:
        return f"No contact for {QUIET_DAYS} days"

    @property
    def note(self) -> str:
        return (
            f"{super().note} Only failed attempts, or nothing, in their log after "
            f"{format_day(self.since)}. Newer records are left out."
        )


class InCohort(LookupFilter):
    """Those who are in one cohort now."""

    name, label, nothing, model = "cohort", "Cohort", "In any or none", CohortKind

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        return people.in_cohort(self.chosen)


class RiskReview(OfSection, ChoiceFilter):
    """People whose latest assessment of risk should have been reviewed by now."""

    name, label, nothing = "review", "Risk review", "Due or not"
    section, of_whom = "risk", "risk"
    choices = ((LATE, "Overdue"),)

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        readable = people.with_section(self.user, self.section)
        return readable.with_risk_review_overdue(timezone.localdate())

    @property
    def words(self) -> str:
        return "Risk review overdue"


class ReportOwed(OfSection, ChoiceFilter):
    """People about whom one of the reader's teams owes a report."""

    name, label, nothing = "report", "Reports", "Due or not"
    section, of_whom = "reports", "reports"
    choices = ((OWED, "Your team has one to write"), (LATE, "One is overdue"))

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        today = timezone.localdate() if self.value == LATE else None
        readable = people.with_section(self.user, self.section)
        return readable.with_report_owed_by(own_teams(self.user), before=today)

    @property
    def words(self) -> str:
        return "A report is overdue" if self.value == LATE else "Your team has a report to write"


LIST_FILTERS: tuple[type[Filter], ...] = (
    *(Mine, WithRole),
    *(AtRisk, ManagedBy, Led, InArea, WithWarning, InPlace, NoContact),
    *(InCohort, RiskReview, ReportOwed),
)
