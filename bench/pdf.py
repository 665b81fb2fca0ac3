"""What a PDF of a long report costs: its processor time, and how long its reader waits."""

import resource
import statistics
import time
from typing import Any

from records.pdf import Document, Part, Section, make_pdf

NAME, ROUNDS, MOST_SECONDS = "PDF of a 30-page report", 5, 3
WORDS = "He has kept to his plan and speaks of the room that his sister has offered him. "


def measure() -> dict[str, Any]:
    """The middle of several rounds, in milliseconds as the pages have them."""
    cpu, times = [], []
    for _ in range(ROUNDS):
        before, began = _children(), time.perf_counter()
        pdf = make_pdf(long_report())
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((_children() - before) * 1000)
    return {
        "pages": pdf.pages,
        "cpu": round(statistics.median(cpu), 2),
        "p50": round(statistics.median(times), 2),
        "most": round(max(times), 2),
        "kb": round(len(pdf.body) / 1000, 1),
    }


def in_words(found: dict[str, Any], constant: float) -> str:
    """One line below the table of pages."""
    met = "met" if found["most"] < MOST_SECONDS * 1000 else "**missed**"
    return (
        f"{NAME} ({found['pages']} pages, {found['kb']} kB): processor {found['cpu']} ms, "
        f"**{found['cpu'] / constant:.0f}** × the constant page; {found['p50']} ms in the middle, "
        f"{found['most']} at most. Goal under {MOST_SECONDS} s: {met}."
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


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
