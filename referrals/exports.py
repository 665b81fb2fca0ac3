"""Lists of referrals, and the RJ register, as files: what their pages show, row by row."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from core.dates import day_of
from core.paging import Page
from exports.kinds import Column, ListKind, NamesPeople, listed
from profiles.models import Profile
from referrals.filters import TABS, ReferralFilter
from referrals.models import Intervention, Referral
from referrals.of_person import interventions_of, seen_of
from referrals.parties import attach, subjects_shown
from referrals.results import count_of_register, latest_entries, register_of
from referrals.selectors import page_of, rows_of


def parties_of(entry: Intervention) -> str:
    """Who takes part, as the reader may know them."""
    return "; ".join(f"{one.name} ({one.role.name.lower()})" for one in entry.shown)


class OfParties(NamesPeople):
    """A list that names those who take part in interventions."""

    def entries(self, rows: Any) -> list[Intervention]:
        """The interventions of these rows."""
        raise NotImplementedError

    def subjects(self, rows: Any) -> list[int]:
        return subjects_shown(self.entries(rows))

    def again(self, rows: list[int]) -> list[Any]:
        """Of these rows those that the reader may read now, with those who take part."""
        found = list(self.readable().filter(pk__in=rows).with_words())
        attach(self.entries(found), self.user)
        return found


@listed
class ReferralsExport(OfParties):
    """The referrals of a tab, narrowed by the address."""

    name, title = "referrals", "Referrals"
    model, action = Referral, "referral.list"

    @cached_property
    def filter(self) -> ReferralFilter:
        return ReferralFilter(self.request)

    def entries(self, rows: Any) -> list[Intervention]:
        return [referral.intervention for referral in rows]

    def of_tab(self) -> Any:
        return self.filter.narrow(rows_of(self.filter.tab, self.user))

    def batch(self, after: str, size: int) -> Page:
        return page_of(self.filter.tab, self.user, self.of_tab(), after, size=size)

    def number(self, most: int) -> int:
        return int(self.of_tab().order_by()[: most + 1].count())

    @property
    def columns(self) -> tuple[Column, ...]:
        names = self.names
        return (
            Column("Reference", lambda one: one.reference),
            Column("Offence", lambda one: str(one.intervention.offence)),
            Column("Date of offence", lambda one: one.intervention.happened_on),
            Column("Who", lambda one: parties_of(one.intervention)),
            Column("State", lambda one: one.get_state_display()),
            Column("Since", lambda one: day_of(one.moved_at)),
            Column("From", lambda one: names.team(one.author_team)),
            Column("To", lambda one: names.team(one.to_team) if one.to_team else ""),
        )

    @property
    def in_words(self) -> str:
        return "; ".join([f"Tab: {TABS[self.filter.tab]}", super().in_words]).rstrip("; ")

    @property
    def page(self) -> str:
        return reverse("referrals:list")


@listed
class RegisterExport(OfParties):
    """The RJ register of the reader's areas, newest first; for those who practise.

    Its page has a search and no filters: the file has all of the register.
    """

    name, title = "rj-register", "RJ register"
    model, action = Intervention, "rj.view"
    columns = (
        Column("Reference", lambda entry: entry.reference),
        Column("Number", lambda entry: entry.number),
        Column("Date", lambda entry: entry.happened_on),
        Column("Offence", lambda entry: str(entry.offence)),
        Column("Who", parties_of),
        Column("Level", lambda entry: f"{entry.level.number}: {entry.level.name.lower()}"),
        Column("Agreement", lambda entry: entry.get_agreement_display()),
        Column("Ended", lambda entry: entry.ended_on),
        Column("Officer", lambda entry: entry.officer),
    )

    @cached_property
    def register(self) -> Any:
        return register_of(self.user)

    @property
    def is_open(self) -> bool:
        return super().is_open and bool(self.register.areas)

    def entries(self, rows: Any) -> list[Intervention]:
        return list(rows)

    def batch(self, after: str, size: int) -> Page:
        return latest_entries(self.user, self.register, after, size=size)

    def number(self, most: int) -> int:
        return count_of_register(self.register, most)

    @property
    def in_words(self) -> str:
        return f"The register of {self.register.named}"

    @property
    def page(self) -> str:
        return reverse("rj:search")


def agreement_of(entry: Intervention) -> str:
    """What came of an intervention, in words."""
    return entry.get_agreement_display() if entry.is_registered else "Not in the register yet"


@listed
class OfPersonExport(ListKind):
    """The interventions in which a person takes part, of those that the reader sees."""

    name, title = "rj-of-person", "Restorative justice"
    model, action, parent = Intervention, "profile.view", Profile
    columns = (
        Column("Reference", lambda entry: entry.reference),
        Column("What", str),
        Column("Date", lambda entry: entry.happened_on),
        Column("Role", lambda entry: entry.role),
        Column("Level", lambda entry: f"{entry.level.number}: {entry.level.name.lower()}"),
        Column("Agreement", agreement_of),
    )

    def readable(self) -> QuerySet:
        rows: QuerySet = seen_of(self.record, self.user)
        return rows

    def batch(self, after: str, size: int) -> Page:
        return interventions_of(self.record, self.user, after, size)

    def number(self, most: int) -> int:
        return int(self.readable().order_by()[: most + 1].count())

    @property
    def page(self) -> str:
        return reverse("rj:of-person", args=[self.of])
