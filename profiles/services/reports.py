"""Services of reports: start, write, submit, discard, add to what was submitted."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.services import write_entry
from access.services.entries import touch
from agencies.models import Membership, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened
from profiles.models import Profile, Report, ReportAddition, ReportSection
from profiles.report_pdf import document_of
from profiles.verbs import Verb
from records import answers
from records.models import FormKind, FormSection
from records.pdf import Pdf, make_pdf
from records.prefill import proposed_for

CLOCK = "The clock"


@transaction.atomic
def start_report(*, profile: Profile, by: User, kind: FormKind) -> Report:
    """Start a report of this kind. One that the team is writing already goes on instead.

    Raises ValidationError for a kind that is not offered to the team.
    """
    profile = policy.lock(by, "report.start", profile)
    report = Report(profile=profile, kind=kind)
    report.sign(by)
    begun = Report.objects.visible_to(by).unfinished().filter(profile=profile, kind=kind)
    going_on = begun.filter(written_by_team=report.written_by_team).first()
    if going_on:
        return going_on
    if not FormKind.objects.offered_to(report.written_by_team_id).filter(pk=kind.pk).exists():
        raise ValidationError({"kind": "Choose a report that your team is offered."})
    _save(report, by)
    for section in kind.sections.all():
        _save(_begun(report, section, by), by)
    _record(Verb.REPORT_STARTED, Event.COLLECTION, report, by)
    return report


def _begun(report: Report, section: FormSection, by: User) -> ReportSection:
    """A section with what is known already, marked with where it comes from."""
    part = ReportSection(report=report, section=section)
    for question in answers.questions_of(section):
        found = proposed_for(report, question, by)
        if found:
            given = {name: text for name, text in found.answers.items() if text}
            part.answers |= given
            part.proposed |= dict.fromkeys(given, found.words)
    return part


@transaction.atomic
def write_section(
    *, part: ReportSection, by: User, opened: Opened | None = None, **values: Any
) -> ReportSection:
    """Save the answers to one section of a draft, merged with what others wrote meanwhile.

    Raises StaleEditError for an answer that another person changed too.
    """
    _lock_report(part)
    part = policy.lock(by, "report.write", part)
    if not answers.write_answers(part, values, opened):
        return part
    _save(part, by)
    _record(Verb.REPORT_WRITTEN, Event.ALTERATION, part.report, by, part)
    return part


def _lock_report(part: ReportSection) -> None:
    """Wait for a colleague who submits it, who locks the report alone; then the rule is asked."""
    Report.objects.select_for_update(of=("self",)).filter(pk=part.report_id).first()


@transaction.atomic
def submit_report(*, report: Report, by: User) -> Report:
    """Submit a draft: it is locked, and read by all who hold the section. Raises ValidationError.

    Where its kind asks for approval, its team alone reads it until another manager has approved.
    Nothing is half done: every needed answer that is missing is named.
    """
    report = policy.lock(by, "report.submit", report)
    parts = list(report.parts.with_words())
    if problems := answers.missing(parts):
        raise ValidationError(
            [f"Answer “{question.label}” in {part.section.title}" for part, question in problems]
        )
    report.state, report.submitted_at = Report.State.SUBMITTED, timezone.now()
    report.submitted_by, report.submitted_by_name = by, by.name
    report.returned_at, report.returned_by = None, None
    report.returned_by_name, report.returned_because = "", ""
    report.content = answers.in_words(parts)
    if report.kind.needs_approval:
        _require_approver(report, by)
        report.state = Report.State.WAITING
        _save(report, by)
        _record(Verb.REPORT_SENT, Event.COLLECTION, report, by)
        return report
    _save(report, by)
    touch(report.profile, "reports")
    _record(Verb.REPORT_SUBMITTED, Event.COLLECTION, report, by)
    return report


def _require_approver(report: Report, by: User) -> None:
    managers = Membership.objects.live().filter(
        team=report.written_by_team_id, role=Membership.Role.MANAGER
    )
    others = managers.exclude(user=by).select_related("user")
    if not any(policy.can(other.user, "report.view", report) for other in others):
        raise ValidationError(
            f"A manager of {report.written_by_team_name} other than you must approve this report, "
            "and there is none who can read it. Ask your administrator, or let a colleague submit "
            "it."
        )


@transaction.atomic
def approve_report(*, report: Report, by: User, shown: str = "") -> Report:
    """Approve a report that waits: from now on it is read by all who hold the section.

    Shown: when it was submitted, as the page said that the manager read. Raises ValidationError
    if it was taken back and submitted again since.
    """
    report = policy.lock(by, "report.approve", report)
    submitted_at: Any = report.submitted_at  # of one that waits it is known
    if shown and shown != submitted_at.isoformat():
        raise ValidationError(
            "It was changed and submitted again since you opened this page. Read it as it is now."
        )
    report.state = Report.State.SUBMITTED
    report.approved_at, report.approved_by, report.approved_by_name = timezone.now(), by, by.name
    _save(report, by)
    touch(report.profile, "reports")
    _record(Verb.REPORT_APPROVED, Event.ALTERATION, report, by)
    return report


@transaction.atomic
def return_report(*, report: Report, by: User, because: str) -> Report:
    """Return a report that waits to its team, with what is to be changed: it is a draft again."""
    report = policy.lock(by, "report.return", report)
    author = report.submitted_by_id
    report.returned_at, report.returned_by, report.returned_by_name = timezone.now(), by, by.name
    report.returned_because = because
    _draft_again(report, by)
    _record(Verb.REPORT_RETURNED, Event.ALTERATION, report, by, author=author)
    return report


@transaction.atomic
def withdraw_report(*, report: Report, by: User) -> Report:
    """Take back a report that waits, to change it: it is a draft again."""
    report = policy.lock(by, "report.withdraw", report)
    _draft_again(report, by)
    _record(Verb.REPORT_WITHDRAWN, Event.ALTERATION, report, by)
    return report


def _draft_again(report: Report, by: User) -> None:
    report.state, report.content = Report.State.DRAFT, []
    report.submitted_at, report.submitted_by, report.submitted_by_name = None, None, ""
    _save(report, by)


@transaction.atomic
def discard_report(*, report: Report, by: User) -> None:
    """Put a draft aside: its team can bring it back for some days."""
    report = policy.lock(by, "report.discard", report)
    report.discarded_at = timezone.now()
    _save(report, by)
    _record(Verb.REPORT_DISCARDED, Event.ALTERATION, report, by)


@transaction.atomic
def restore_report(*, report: Report, by: User) -> Report:
    """Bring a discarded draft back, unless the team has begun the report again."""
    report = policy.lock(by, "report.restore", report)
    policy.lock(by, "report.start", report.profile)
    begun = (
        Report.objects.visible_to(by)
        .unfinished()
        .filter(profile=report.profile, kind=report.kind, written_by_team=report.written_by_team)
    )
    if begun.exists():
        raise ValidationError(
            "Your team has already started another draft of this. Finish or discard it first."
        )
    report.discarded_at = None
    _save(report, by)
    _record(Verb.REPORT_RESTORED, Event.ALTERATION, report, by)
    return report


@transaction.atomic
def remove_discarded_reports() -> int:
    """Delete the drafts that nobody can bring back. Returns how many there were."""
    over = list(Report.objects.discarded_long_ago().select_for_update(skip_locked=True)[:1000])
    for report in over:
        _record(Verb.REPORT_REMOVED, Event.Operation.ERASURE, report, CLOCK)
        report.delete()
    return len(over)


@transaction.atomic
def add_to_report(*, report: Report, by: User, text: str) -> ReportAddition:
    """Add to a report that was submitted; the report stays as it was."""
    report = policy.lock(by, "report.add_to", report)
    addition = ReportAddition(report=report, text=text)
    return write_entry(
        entry=addition, by=by, verb=Verb.REPORT_ADDED_TO, recipient=str(report.kind)
    )


@transaction.atomic
def disclose_report(*, report: Report, by: User, recipient: str, reason: str) -> Pdf:
    """Make a PDF of a report for somebody outside, which is not kept: its hash is.

    The event is committed before anything of it is sent. Raises ValidationError.
    """
    report = policy.lock(by, "report.disclose", report)
    number = secrets.token_hex(4)
    pdf = make_pdf(
        document_of(report, report.additions.all(), by=by, recipient=recipient, number=number)
    )
    detail = {"copy": number, "sha256": pdf.sha256, "bytes": len(pdf.body), "pages": pdf.pages}
    record(
        verb=Verb.REPORT_DISCLOSED,
        operation=Event.DISCLOSURE,
        actor=by,
        target=report.profile,
        section="reports",
        recipient=recipient,
        reason=reason,
        detail={"report": report.pk, **detail},
    )
    return pdf


def _save(row: Any, by: User) -> None:
    row._history_user = by
    row.save()


def _record(
    verb: str, operation: str, report: Report, by: User | str, row: Any = None, **detail: Any
) -> None:
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=report.profile,
        section="reports",
        recipient=str(report.kind),
        history=(row or report).history.first(),
        detail={"report": report.pk, **detail},
    )
