"""What a rule may watch for: each kind says which facts it reads, who sees them, how it counts.

No kind is an alert or a task: a rule cannot set off itself or another, so there are no circles.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from access.models import Grant
from alerts.factor_models import Fact, FactorVersion
from cases.models import CaseKind, ParticipantRole
from galleries.models import GalleryKind
from missing.models import Episode, MissingRisk
from missing.querysets import IN_ERROR
from profiles.models import (
    AddressKind,
    ContactKind,
    CustodyStay,
    DueReport,
    RiskLevel,
)


class Timing(enum.StrEnum):
    """How a kind is counted: as things happen, before a day, or when days have passed."""

    COUNTED = "counted"
    AHEAD = "ahead"  # so many days before the day
    BEHIND = "behind"  # so many days after it


Condition = Callable[[], Any]


@dataclass(frozen=True)
class Kind:
    """One kind of happening, as the sentence of a rule names it."""

    code: str
    one: str
    many: str
    timing: Timing = Timing.COUNTED
    # Of what goes by the calendar: what is said of the person, with the days.
    said: str = ""
    section: str = ""
    reads: tuple[str, ...] = ()
    of_cases: bool = False
    # What a rule may narrow it to: a list that the partnership may change.
    lists: Any = None
    # The most that one day can bring: more within the days of a rule cannot happen.
    per_day: int = 1
    # Of kinds narrowed to a role in a case: one and many, before "as victim".
    acting: tuple[str, str] | None = None
    # Is it a rise to a level of the list, the highest first?
    rises: bool = False
    # Does the record still say so?
    holds: Condition | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        return self.reads or (self.code,)

    def sections(self, version: FactorVersion) -> str:
        """What must be held of a record by those who are told: a rule may tell of its risk."""
        found = [self.section] if self.section else []
        if version.is_high_risk and self.section != "risk":
            found.append("risk")
        return " ".join(found)

    def named(self, number: int, what: str) -> str:
        """Missed contact (visit); cases as victim, of more than one."""
        one, many = (self.one, self.many) if not what or not self.acting else self.acting
        name = one if number == 1 else many
        if not what:
            return name
        return f"{name} as {what}" if self.acting else f"{name} ({what})"


def _was_missing() -> Any:
    in_error = Episode.objects.filter(pk=OuterRef("source_id"), outcome__code=IN_ERROR)
    return ~Exists(in_error)


def _release_is_expected() -> Any:
    stays = CustodyStay.objects.filter(pk=OuterRef("source_id"), profile=OuterRef("profile_id"))
    return Exists(stays.filter(ends_on=None, release_expected_on=OuterRef("happens_on")))


def _grant_ends() -> Any:
    grants = Grant.objects.filter(pk=OuterRef("source_id"), ended_at=None)
    return Exists(grants.alias(day=TruncDate("valid_until")).filter(day=OuterRef("happens_on")))


def _agreement_lapses() -> Any:
    grants = Grant.objects.filter(pk=OuterRef("source_id"), ended_at=None)
    lapses = {"agreement__in_force_until": OuterRef("happens_on"), "agreement__ended_at": None}
    return Exists(grants.filter(**lapses))


def _report_is_owed() -> Any:
    owed = DueReport.objects.filter(profile=OuterRef("profile_id"), kind=OuterRef("source_id"))
    return Exists(owed.filter(due_on=OuterRef("happens_on"), team=OuterRef("team_id")))


def _nobody_met_since() -> Any:
    later = Fact.objects.filter(profile=OuterRef("profile_id"), kind__in=NO_CONTACT)
    same_day = Q(happens_on=OuterRef("happens_on"), pk__gt=OuterRef("pk"))
    return ~Exists(later.filter(Q(happens_on__gt=OuterRef("happens_on")) | same_day))


NO_CONTACT = ("met", "opened")
AHEAD, BEHIND = Timing.AHEAD, Timing.BEHIND
KINDS = {
    kind.code: kind
    for kind in (
        Kind("contact", "contact", "contacts", section="log", lists=ContactKind, per_day=10),
        Kind(
            "missed",
            "missed contact",
            "missed contacts",
            section="log",
            lists=ContactKind,
            per_day=10,
        ),
        Kind("risk", "rise in risk", "rises in risk", section="risk", lists=RiskLevel, rises=True),
        Kind("case", "case opened", "cases opened", of_cases=True, lists=CaseKind, per_day=5),
        Kind(
            "complaint",
            "complaint of anti-social behaviour",
            "complaints of anti-social behaviour",
            of_cases=True,
            lists=ParticipantRole,
            per_day=10,
            acting=(
                "complaint of anti-social behaviour",
                "complaints of anti-social behaviour",
            ),
        ),
        Kind(
            "in_role",
            "case in which they take part",
            "cases in which they take part",
            of_cases=True,
            lists=ParticipantRole,
            per_day=5,
            acting=("case", "cases"),
        ),
        Kind(
            "address",
            "change of address",
            "changes of address",
            section="contact_details",
            lists=AddressKind,
        ),
        Kind("released", "release from custody", "releases from custody"),
        Kind(
            "missing",
            "missing episode",
            "missing episodes",
            of_cases=True,
            per_day=5,
            holds=_was_missing,
        ),
        Kind(
            "missing_risk",
            "rise in risk while missing",
            "rises in risk while missing",
            of_cases=True,
            lists=MissingRisk,
            per_day=5,
            rises=True,
        ),
        Kind(
            "handover",
            "handover not acknowledged in time while missing",
            "handovers not acknowledged in time while missing",
            of_cases=True,
            per_day=5,
        ),
        Kind("gallery", "entry on a gallery", "entries on galleries", lists=GalleryKind),
        Kind(
            "release",
            "release expected",
            "releases expected",
            timing=AHEAD,
            said="is due for release within {days}",
            holds=_release_is_expected,
        ),
        Kind(
            "grant",
            "end of this team’s access",
            "ends of this team’s access",
            timing=AHEAD,
            said="has a record to which this team’s access ends within {days}",
            holds=_grant_ends,
        ),
        Kind(
            "agreement",
            "end of the agreement behind this team’s access",
            "ends of the agreement behind this team’s access",
            timing=AHEAD,
            said="has a record that this team reads under an agreement ending within {days}",
            holds=_agreement_lapses,
        ),
        Kind(
            "report",
            "report of this team overdue",
            "reports of this team overdue",
            timing=BEHIND,
            section="reports",
            said="has a report of this team overdue by {days}",
            holds=_report_is_owed,
        ),
        Kind(
            "no_contact",
            "no contact",
            "no contact",
            timing=BEHIND,
            section="log",
            reads=NO_CONTACT,
            said="has had no contact for {days}",
            holds=_nobody_met_since,
        ),
    )
}
