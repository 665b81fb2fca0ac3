"""What is due about one person: within what the reader holds, the most urgent first."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from access.access_summary import AccessHolder
from access.levels import Level
from profiles.models import (
    CustodyStay,
    DueReport,
    FollowUp,
    Need,
    Profile,
    RiskAssessment,
    StatutoryStatus,
    Warning,
)
from profiles.needs import release_soon
from records.models import FormKind

SHOWN = 8
# Access that ends, and supervision, are of interest from so many days before.
AHEAD = datetime.timedelta(days=28)
NOBODY_WRITES = "No team of the prison can write it yet"


@dataclass(frozen=True)
class Due:
    """One thing with its day. What can be done about it, and where, if the reader may."""

    on: datetime.date
    what: str
    about: str = ""
    act: str = ""
    url: str = ""


def of_entries(person: Profile, held: dict[str, int], to_do: Iterable[FollowUp]) -> list[Due]:
    """What is to follow entries of the log."""
    may_add = held.get("log", 0) >= Level.CONTRIBUTE
    return [
        Due(
            one.due_on,
            one.what,
            act="Record the outcome" if may_add else "",
            url=reverse("profiles:log-follow-up", args=[person.uuid, one.uuid]),
        )
        for one in to_do
    ]


def of_identity(
    place: CustodyStay | None, warnings: Iterable[Warning], statuses: Iterable[StatutoryStatus]
) -> list[Due]:
    """Release, reviews of warnings, and the end of a licence or an order."""
    found = [
        Due(warning.review_on, f"Review the warning: {warning.kind}")
        for warning in warnings
        if warning.review_on
    ]
    found += [
        Due(status.ends_on, f"{status.kind} ends", ", ".join(_worker(status)))
        for status in statuses
        if status.ends_on and _soon(status.ends_on)
    ]
    if place and place.release_expected_on:
        found.append(Due(place.release_expected_on, f"Release expected from {place}"))
    return found


def of_risk(person: Profile, held: dict[str, int], latest: Iterable[RiskAssessment]) -> list[Due]:
    """The review of the assessment in force."""
    may_assess = held.get("risk", 0) >= Level.CONTRIBUTE
    return [
        Due(
            one.review_on,
            "Review the risk",
            f"{one.level} risk of {one.of_what}",
            act="Assess risk" if may_assess else "",
            url=reverse("profiles:risk-assess", args=[person.uuid]),
        )
        for one in latest
        if one.review_on
    ]


def of_reports(person: Profile, held: dict[str, int], rows: Iterable[DueReport]) -> list[Due]:
    """Reports that somebody owes: each once, whichever teams could write it."""
    may_add = held.get("reports", 0) >= Level.CONTRIBUTE
    each = {row.kind_id: row for row in rows}
    return [
        Due(
            row.due_on,
            str(row),
            _who_writes(row),
            act="Write it" if may_add else "",
            url=start_url(person, row),
        )
        for row in each.values()
    ]


def _who_writes(row: DueReport) -> str:
    """Which of the two it is, without the names of teams."""
    if row.team_id is None:
        return NOBODY_WRITES
    return "Owed by the prison" if row.kind.owed_by == FormKind.OwedBy.PRISON else ""


def start_url(person: Profile, row: DueReport) -> str:
    """The page that starts this report, with the kind chosen."""
    return f"{reverse('profiles:report-start', args=[person.uuid])}?kind={row.kind.code}"


def of_needs(person: Profile, place: CustodyStay | None, needs: Sequence[Need]) -> list[Due]:
    """What is unresolved before a release that is expected soon."""
    day = release_soon(place)
    if day is None or not needs:
        return []
    number = "1 anxiety or need" if len(needs) == 1 else f"{len(needs)} anxieties and needs"
    return [
        Due(
            day,
            f"{number} unresolved before release",
            act="Needs",
            url=reverse("profiles:needs", args=[person.uuid]),
        )
    ]


def of_access(person: Profile, others: Iterable[AccessHolder]) -> list[Due]:
    """Access that is about to end."""
    url = reverse("profiles:sharing", args=[person.uuid])
    return [
        Due(one.last_day, f"Access of {one.who} ends", act="Sharing", url=url)
        for one in others
        if one.level and not one.is_for_ever and _soon(one.last_day)
    ]


def _worker(status: StatutoryStatus) -> list[str]:
    return [words for words in (status.name, status.organisation) if words]


def _soon(day: datetime.date) -> bool:
    return day <= timezone.localdate() + AHEAD


def in_order(found: Iterable[Due]) -> list[Due]:
    """The most urgent first; no more than fit above the fold."""
    return sorted(found, key=lambda due: (due.on, due.what))[:SHOWN]
