"""A report as a document for somebody outside: its facts, sections and what was added later."""

from collections.abc import Iterable

from django.utils import timezone

from access.naming import Naming, OutsideNaming
from agencies.models import User
from core.dates import format_birth, format_when
from profiles.models import Report, ReportAddition
from records.pdf import Document, Part, Section

UNANSWERED, NONE = "Not answered", "None"


def document_of(
    report: Report, additions: Iterable[ReportAddition], *, by: User, recipient: str, number: str
) -> Document:
    """A submitted report for people outside: it names no discreet team."""
    person, names = report.profile, OutsideNaming(by)
    facts = [("Reference", person.reference)]
    if person.born_on:
        facts.append(("Born", format_birth(person.born_on)))
    facts.append(("Submitted", f"{format_when(report.submitted_at)} by {names.submitter(report)}"))
    if report.approved_at:
        facts.append(("Approved", format_when(report.approved_at)))
    made = f"Made by {names.maker}, on {format_when(timezone.now())}"
    return Document(
        title=f"{report.kind} about {person.name}",
        author=names.submitter(report),
        marking=report.kind.marking,
        reference=person.reference,
        foot=f"For {recipient}. {made}. Copy {number}, recorded.",
        facts=[*facts, ("For", recipient)],
        sections=[*_answers(report), *_added(additions, names)],
    )


def _answers(report: Report) -> list[Section]:
    return [
        Section(section["title"], [_part(said) for said in section["questions"]])
        for section in report.content
    ]


def _part(said: dict) -> Part:
    if "columns" in said:
        rows = [[text or "–" for _, text in row] for row in said["rows"]]
        return Part(said["label"], [] if rows else [NONE], said["columns"], rows)
    texts = [text for text in (said["text"], said["more"]) if text]
    return Part(said["label"], texts or [UNANSWERED])


def _added(additions: Iterable[ReportAddition], names: Naming) -> list[Section]:
    parts = [
        Part(f"{format_when(one.written_at)}, {names.writer(one)}", [one.text])
        for one in additions
    ]
    return [Section("Added later", parts)] if parts else []
