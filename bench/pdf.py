"""What a long PDF costs: its processor time, and how long its reader waits."""

import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from records.pdf import Document, Log, Part, Row, Section, make_pdf

ROUNDS = 5
WORDS = "He has kept to his plan and speaks of the room that his sister has offered him. "
# Under how many seconds each must stay at most.
REPORT, LOG = "PDF of a 30-page report", "Printed log of 300 actions"
MOST_SECONDS = {REPORT: 3, LOG: 2}


def measure() -> dict[str, dict[str, Any]]:
    """Each kind of PDF, by its name."""
    return {REPORT: measured(long_report), LOG: measured(long_log)}


def measured(make: Callable[[], Document | Log]) -> dict[str, Any]:
    """The middle of several rounds, in milliseconds as the pages have them."""
    cpu, times = [], []
    for _ in range(ROUNDS):
        before, began = _children(), time.perf_counter()
        pdf = make_pdf(make())
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((_children() - before) * 1000)
    return {
        "pages": pdf.pages,
        "cpu": round(statistics.median(cpu), 2),
        "p50": round(statistics.median(times), 2),
        "most": round(max(times), 2),
        "kb": round(len(pdf.body) / 1000, 1),
    }


def in_words(results: dict[str, dict[str, Any]], constant: float) -> list[str]:
    """A line for each, below the table of pages."""
    return [_line(name, found, constant) for name, found in results.items()]


def _line(name: str, found: dict[str, Any], constant: float) -> str:
    seconds = MOST_SECONDS[name]
    met = "met" if found["most"] < seconds * 1000 else "**missed**"
    return (
        f"{name} ({found['pages']} pages, {found['kb']} kB): processor {found['cpu']} ms, "
        f"**{found['cpu'] / constant:.0f}** × the constant page; {found['p50']} ms in the middle, "
        f"{found['most']} at most. Goal under {seconds} s: {met}."
    )


def long_report() -> Document:
    """Thirty pages of words and tables."""
    rows = [["3 June 2026", "Fighting on the wing", "Proved; 7 days"]] * 12
    section = Section(
        "Behaviour",
        [
            Part("How has it been?", [WORDS * 20, WORDS * 20]),
            Part("Adjudications", [], ["Date", "Charge", "Outcome"], rows),
        ],
    )
    return Document(
        title="Prison History about Jordan Pellworth",
        author="Grace Odum, HMP Stafford",
        marking="OFFICIAL-SENSITIVE",
        reference="P-2026-000123",
        foot="For Ann Rowley, Stafford Probation. Copy 12345678, recorded.",
        sections=[section] * 29,
    )


def long_log() -> Log:
    """Three hundred actions, some of them with something added."""
    return Log(
        title="Noise and threats, Lansdown Court: actions",
        author="Callum Varley, Brighton and Hove Duty Inspectors",
        marking="OFFICIAL-SENSITIVE",
        foot="E-CINS Disclosure 12345678",
        columns=["2026", "What was done", "By", "Result"],
        widths=[6, 30, 17, 21],
        rows=[
            Row(
                [
                    ["12 Jan"],
                    ["Visit: diary sheets collected, 6 of 14 nights filled in", WORDS][: 1 + odd],
                    ["Asif Danvers, Brighton and Hove City Council"],
                    ["▲ Complainant did not cooperate: no access"],
                ],
                stands_out=odd,
            )
            for odd in [number % 8 == 0 for number in range(300)]
        ],
        figures="300 actions by 5 agencies in 12 months.",
    )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
