"""What reports about people begin with: the last answer, the release, and what is open."""

from typing import Any

from django.utils import timezone

from access.naming import naming
from core import policy
from core.dates import format_day
from core.wording import lowered
from profiles.models import Contact, CustodyStay, Need, Programme, Report
from records.models import Question
from records.prefill import ANY, Proposed, source

LONGEST = 4000
NEEDS = "From the open anxieties and needs of the record"


@source("last-answer", "The same answer in the last report of this kind", answers=ANY)
def last_answer(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the last report that the person who begins may read."""
    last = policy.accessible(by, "report.view", Report).of_person(report.profile).before(report)
    part = last and last.parts.filter(section=question.section_id).first()
    if not part:
        return None
    begins = f"{question.code}-"
    answers = {
        name: text
        for name, text in part.checked.items()
        if name == question.code or name.startswith(begins)
    }
    names = naming(by, report.profile)
    written = f"{format_day(timezone.localdate(last.submitted_at))} by {names.submitter(last)}"
    return Proposed(answers, f"From the report of {written}")


@source(
    "expected-release",
    "The release that is expected",
    answers=frozenset({Question.Answer.DATE}),
)
def expected_release(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the stay now; where somebody is held comes with identity."""
    stay = _stay(report)
    if stay is None or stay.release_expected_on is None:
        return None
    day = stay.release_expected_on.isoformat()
    return Proposed({question.code: day}, f"From the stay at {stay}")


@source("prison", "The prison where the person is")
def prison(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the stay now."""
    stay = _stay(report)
    return Proposed({question.code: str(stay)}, "From the record") if stay else None


def _stay(report: Any) -> CustodyStay | None:
    found: CustodyStay | None = (
        CustodyStay.objects.filter(profile=report.profile).current().with_words().first()
    )
    return found


@source("anxieties", "Anxieties in contacts since the last report of this kind")
def anxieties(report: Any, question: Question, by: Any) -> Proposed | None:
    """From entries of the log that the person who begins may read."""
    seen = Contact.objects.visible_to(by).filter(profile=report.profile).exclude(anxieties="")
    last = policy.accessible(by, "report.view", Report).of_person(report.profile).before(report)
    if last:
        seen = seen.filter(written_at__gt=last.submitted_at)
    lines = [f"{format_day(one.happened_on)}: {one.anxieties}" for one in seen.newest_first()[:20]]
    return Proposed({question.code: _in_lines(lines)}, "From contacts in the log")


@source("programmes", "Programmes and interventions, and how far they have come")
def programmes(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the programmes that the person who begins may read."""
    seen = Programme.objects.visible_to(by).filter(profile=report.profile).with_words()[:20]
    lines = [f"{one} ({one.provider or one.kind}): {lowered(one.state)}" for one in seen]
    return Proposed({question.code: _in_lines(lines)}, "From programmes and interventions")


@source("open-needs", "Needs that are open")
def open_needs(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the needs that the person who begins may read."""
    return Proposed({question.code: _in_lines(_open(report, by, Need.Kind.NEED))}, NEEDS)


@source("open-anxieties", "Anxieties that are open")
def open_anxieties(report: Any, question: Question, by: Any) -> Proposed | None:
    """Of the anxieties that the person who begins may read."""
    return Proposed({question.code: _in_lines(_open(report, by, Need.Kind.ANXIETY))}, NEEDS)


def _open(report: Any, by: Any, kind: str) -> list[str]:
    seen = Need.objects.visible_to(by).of_person(report.profile).filter(kind=kind).still_open()
    return [f"{one.pathway}: {one.text}" for one in seen.with_words().by_pathway()[:20]]


def _in_lines(lines: list[str]) -> str:
    return "\n".join(lines)[:LONGEST]
