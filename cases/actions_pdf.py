"""The actions log of a case as a document: what the case is, figures, one line for each action."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from access.naming import OutsideNaming
from agencies.models import User
from cases.audiences import Audience, Line, PrintedLog
from cases.models import Case
from core.dates import format_day, format_short_day, format_when
from core.wording import counted
from records.pdf import Log, Row

COLUMNS, WIDTHS = ("What was done", "By", "Result"), (6, 30, 17, 21)
HANDLING = {
    Audience.INSPECTOR: "For the person who printed it. It names other people.",
    Audience.PARTNER: "For this team. Ask the team that manages the case before you pass it on.",
    Audience.COMPLAINANT: "May be given to the complainant.",
}


def document_of(
    case: Case,
    log: PrintedLog,
    *,
    by: User,
    recipient: str,
    reason: str,
    number: str,
    filtered: Sequence[str] = (),
) -> Log:
    """The log for its audience, as it was read and chosen."""
    year = _one_year(log.lines)
    maker = OutsideNaming(by).maker
    return Log(
        title=f"{log.title}: actions",
        author=maker,
        marking=settings.MARKING,
        foot=f"E-CINS Disclosure {number}",
        columns=[str(year or "When"), *COLUMNS],
        widths=WIDTHS,
        rows=[_row(line, year) for line in log.lines],
        facts=[(case.reference, _about(case, log))],
        figures=_figures(log, filtered),
        closing=f"Printed by {maker}, {format_when(timezone.now())}, for {recipient}. "
        f"Why: {reason.rstrip('.')}. Disclosure {number}. Handling: "
        f"{HANDLING[Audience(log.audience)]}",
    )


def _about(case: Case, log: PrintedLog) -> str:
    lead = ", ".join(part for part in (f"lead {log.lead}" if log.lead else "", log.phone) if part)
    said = [f"Opened {format_day(case.opened_on)}"]
    if case.closed_at:
        said.append(f"Closed {format_when(case.closed_at)}")
    said.append(f"Owner: {log.owner}{f' ({lead})' if lead else ''}")
    said += [f"{role}: {name}" for role, name in log.people]
    return ". ".join(said) + "."


def _one_year(lines: Sequence[Line]) -> int | None:
    """The year, if all of it happened in one: then the header says it once."""
    years = {line.day.year for line in lines}
    return years.pop() if len(years) == 1 else None


def _row(line: Line, year: int | None) -> Row:
    day = format_short_day(line.day)
    when = day.removesuffix(f" {year}") if year else day
    return Row([[when], [line.what, *line.added], [line.by], [line.result]], bool(line.stands_out))


# ---- Figures --------------------------------------------------------------------------------
def _figures(log: PrintedLog, filtered: Sequence[str]) -> str:
    """How much by whom, what came of it, and which actions these are."""
    shown = _which(log.audience, filtered)
    return " ".join([_much(log.lines), *_results(log.lines), f"{shown}, oldest first."])


def _which(audience: str, filtered: Sequence[str]) -> str:
    """What the filter looked for can name somebody: only on the reader's own paper."""
    if audience == Audience.COMPLAINANT:
        return "What was done"
    if not filtered:
        return "All actions"
    is_own = audience == Audience.INSPECTOR
    return f"Only these: {'; '.join(filtered)}" if is_own else "A selection of the actions"


def _much(lines: Sequence[Line]) -> str:
    agencies = Counter(line.agency for line in lines)
    said = counted(len(lines), "action")
    if len(agencies) > 1:
        said += f" by {len(agencies)} agencies"
    if (months := _months(lines)) > 1:
        said += f" in {months} months"
    each = ", ".join(f"{name} {number}" for name, number in agencies.most_common())
    return f"{said}: {each}." if each else f"{said}."


def _months(lines: Sequence[Line]) -> int:
    days = [line.day for line in lines if not line.is_planned]
    return round((max(days) - min(days)).days / 30.4) if days else 0


def _results(lines: Sequence[Line]) -> list[str]:
    """How many are done, overdue, planned; and of those that stand out, how many of each."""
    done = sum(line.is_done for line in lines)
    late = sum(line.is_overdue for line in lines)
    planned = sum(line.is_planned for line in lines) - late
    states = [(done, "done"), (late, "overdue"), (planned, "planned")]
    figures = ", ".join(f"{number} {what}" for number, what in states if number)
    out = Counter(line.stands_out for line in lines if line.stands_out)
    marked = "; ".join(f"{what}: {counted(number, 'time')}" for what, number in out.items())
    said = [figures, f"{marked} (shaded, marked ▲)" if marked else ""]
    return [f"{one}." for one in said if one]
