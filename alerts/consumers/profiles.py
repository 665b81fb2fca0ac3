"""What follows from events about people: a release, and records whose lead works no more."""

import datetime
from typing import Any

from django.urls import reverse

from agencies.models import Membership, Team, User
from agencies.verbs import Verb as AgencyVerb
from alerts.audiences import Audience
from alerts.consumers.telling import holders_of, managers_of, members_of, put
from alerts.sentences import RECORD, on_day, team_name
from audit.models import Event
from audit.services import consumer
from cases.models import Case
from core.dates import format_day
from core.wording import counted, listed
from profiles.models import CustodyStay, DueReport, Profile, Report, Warning
from profiles.verbs import Verb

DECIDED = {
    Verb.REPORT_SENT: "waits for your approval",
    Verb.REPORT_RETURNED: "was returned to you",
    Verb.REPORT_APPROVED: "is approved",
}


@consumer("alerts.releases", verbs=[Verb.RELEASED])
def tell_of_release(event: Event) -> None:
    """Tell everyone with access that a person is out, how early, and what is still open."""
    stay = CustodyStay.objects.select_related("profile", "establishment").get(
        pk=event.detail["stay"]
    )
    if stay.ends_on is None:
        return
    early = f", {stay.how_early}" if stay.how_early else ""
    text = f"{RECORD} was released from {stay} {on_day(stay.ends_on)}{early}"
    warnings = Warning.objects.filter(profile=stay.profile, kind__asked_at_release=True).current()
    still = ", ".join(str(warning) for warning in warnings.select_related("kind"))
    if still:
        text = f"{text}. Still open: {still}"
    put(event, text, holders_of(stay.profile), audience=Audience.READERS)


@consumer("alerts.release_moved", verbs=[Verb.RELEASE_MOVED])
def tell_of_moved_release(event: Event) -> None:
    """Tell the teams that owe reports about the person, and the lead.

    Those who read the reports are told what is due when; who reads them is asked when it is shown.
    """
    profile = Profile._base_manager.get(pk=event.target_id)
    before, now = map(_day, (event.detail["before"], event.detail["now"]))
    text = f"Release of {RECORD} {_moved(before, now)}"
    owed = list(DueReport.objects.filter(profile=profile).select_related("kind"))
    for_release = {row.kind_id: row for row in owed if row.why == DueReport.Why.RELEASE}
    due = ", ".join(f"{row.kind} now due {on_day(row.due_on)}" for row in for_release.values())
    teams = {row.team_id for row in owed if row.team_id}
    people = [person for team in sorted(teams) for person in members_of(team)]
    if profile.lead:
        people.append(profile.lead)
    if due:
        put(event, f"{text}; {due}", people, audience=Audience.REPORT_READERS)
    # The others: one person is told once of one event.
    put(event, text, people, audience=Audience.READERS)


def _moved(before: datetime.date | None, now: datetime.date | None) -> str:
    if now is None:
        return "no longer has an expected date"
    if before is None:
        return f"is expected {on_day(now)}"
    return f"moved from {format_day(before)} to {format_day(now)}"


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@consumer("alerts.reports", verbs=[Verb.REPORT_SENT, Verb.REPORT_RETURNED, Verb.REPORT_APPROVED])
def tell_of_approval(event: Event) -> None:
    """Ask the team's managers to approve a report; tell its author what they decided."""
    reports = Report.objects.select_related("profile", "kind")
    report = reports.filter(pk=event.detail["report"]).first()
    if report is None:
        return
    author = event.detail.get("author") or report.submitted_by_id
    if event.verb == Verb.REPORT_SENT:
        told = [one for one in managers_of(report.written_by_team_id) if one.pk != author]
    else:
        told = list(User.objects.filter(pk=author))
    put(
        event,
        f"{report.kind} about {RECORD} {DECIDED[event.verb]}",
        [one for one in told if Report.objects.visible_to(one).filter(pk=report.pk).exists()],
        audience=Audience.REPORT_READERS,
        address=report.get_absolute_url(),
    )


@consumer(
    "alerts.leads",
    verbs=[
        AgencyVerb.USER_DISABLED,
        AgencyVerb.MEMBERSHIP_ENDED,
        AgencyVerb.MEMBERSHIP_LAPSED,
    ],
)
def tell_of_lead(event: Event) -> None:
    """Tell a team's managers which of its records somebody led who works there no more."""
    if event.verb == AgencyVerb.USER_DISABLED:
        lead = User.objects.get(pk=event.target_id)
        owners = {
            pk
            for led in _led_by(lead).values()
            for pk in led.values_list("owner_team_id", flat=True)
        }
        teams = [] if lead.is_active else Team.objects.filter(pk__in=owners).order_by("pk")
    else:
        place = Membership.objects.select_related("user", "team").get(pk=event.target_id)
        lead = place.user
        teams = [] if place.team.people().filter(pk=lead.pk).exists() else [place.team]
    managed: dict[User, list[Team]] = {}
    for team in teams:
        for manager in managers_of(team.pk):
            managed.setdefault(manager, []).append(team)
    for manager, theirs in managed.items():
        _tell_manager(event, lead, manager, theirs)


def _tell_manager(event: Event, lead: User, manager: User, teams: list[Team]) -> None:
    """Of as many records and cases of these teams as they may read, in one notice."""
    found = [
        (number, counted(number, one, many), address)
        for (one, many, address), led in _led_by(lead).items()
        if (number := led.visible_to(manager).filter(owner_team__in=teams).count())
    ]
    if not found:
        return
    numbers, words, addresses = zip(*found, strict=True)
    gone = (
        f"no longer works in {team_name(teams[0])}" if lead.is_active else "has a closed account"
    )
    have = f"{listed(words)} {'has' if sum(numbers) == 1 else 'have'}"
    put(
        event,
        f"{lead.name} {gone}. {have} no working lead: choose who leads",
        [manager],
        audience=Audience.NO_RECORD,
        address=addresses[0],
        tell_actor=True,
    )


def _led_by(lead: User) -> dict[tuple[str, str, str], Any]:
    """What somebody leads: what one and many are called, and the list of those without a lead."""
    people, cases = reverse("profiles:list"), reverse("cases:list")
    return {
        ("record", "records", f"{people}?lead=gone"): Profile.objects.filter(lead=lead),
        ("open case", "open cases", f"{cases}?leaderless=yes"): (
            Case.objects.still_open().filter(lead=lead)
        ),
    }
