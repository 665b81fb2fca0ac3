"""Says what was measured: a table to read, a file to keep."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.measure import CONSTANT, FLOOR, GUARDIAN, PRODUCT, QUIET, ratio

RESULTS = Path(__file__).parent / "results"
GROWTH = 1.5


def heading(title: str, results: dict[str, Any]) -> list[str]:
    """What was measured, when and on which machine."""
    machine = results["machine"]
    day = datetime.date.fromisoformat(results["date"])
    return [
        f"# {title}",
        "",
        f"{day:%d %B %Y}. {machine['cpu']}, {machine['cores']} cores, {machine['ram_gb']} GB, "
        f"Python {machine['python']}. Load before: {results['load']}.",
    ]


def growth(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Each list against the smallest earlier run of this machine with fewer people."""
    earlier = [json.loads(path.read_text()) for path in sorted(RESULTS.glob("*.json"))]
    fewer = [
        run
        for run in earlier
        if "cells" in run
        and run["machine"] == results["machine"]
        and run["profiles"] < results["profiles"]
    ]
    if not fewer:
        return []
    base = min(fewer, key=lambda run: (run["profiles"], run["date"]))
    before = {(cell["name"], cell["kind"]): cell for cell in base["cells"] if cell["grows"]}
    found = []
    for cell in results["cells"]:
        old = before.get((cell["name"], cell["kind"]))
        times = ratio(cell[PRODUCT], old[PRODUCT]) if old and cell["grows"] else None
        if times is not None:
            found.append(
                {"name": cell["name"], "kind": cell["kind"], "from": base["profiles"]}
                | {"is": times, "most": GROWTH, "met": times <= GROWTH}
            )
    return found


def markdown(results: dict[str, Any]) -> str:
    """The whole result as a page."""
    machine, settings = results["machine"], results["settings"]
    lines = [
        f"# {results['profiles']:,} people, {results['date']}",
        "",
        f"{machine['cpu']}, {machine['cores']} cores, {machine['ram_gb']} GB, "
        f"Python {machine['python']}, PostgreSQL {settings['server_version']}; "
        f"database {results['size']}. "
        f"Load of the machine before (1, 5, 15 minutes): {results['load']} (5 minutes).",
        "",
        *_busy(results),
        "Settings: "
        + ", ".join(f"{k} {v}" for k, v in settings.items() if k != "server_version")
        + ".",
        "",
        "Rows: " + ", ".join(f"{many:,} {name}" for name, many in results["rows"].items()) + ".",
        "",
        *_populating(results["populate"]),
        "## Times",
        "Milliseconds, p10 / p50 / p95. Product, floor and guardian are interleaved, in a random "
        "order, on the same users. Where other work takes the cores, p10 is nearest to what the "
        "machine can do. n is of the product; a slow design has fewer (in brackets).",
        "",
        "| what | whom | n | product | floor | × floor | guardian | guardian × | goals |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_line(cell) for cell in results["cells"]),
        "",
        "The floor of a whole page is the same page without its event; a constant page took "
        + _constant(results)
        + ".",
        "",
        *_growing(results.get("growth", [])),
        *_missed(results),
    ]
    return "\n".join(lines)


def _busy(results: dict[str, Any]) -> list[str]:
    """Times of a machine that does other work are not the product's."""
    if float(results["load"].split()[0]) <= results["machine"]["cores"] / 2:
        return []
    return [
        "**The machine was busy with other work: read the ratios, and not whether a goal in "
        "milliseconds was met.**",
        "",
    ]


def _populating(took: dict[str, Any]) -> list[str]:
    steps = sorted(took["steps"], key=lambda step: -step[1])[:6]
    megabytes = took["megabytes"]
    return [
        f"Populated in {took['seconds']:.0f} s (goal: 600, {_word(took['seconds'] < 600)}), with "
        f"{megabytes['command']} MB in the command and {megabytes['database']} MB in its database "
        f"process (goal: 512, {_word(sum(megabytes.values()) < 512)}). The longest steps: "
        + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in steps)
        + ".",
        "",
    ]


def _line(cell: dict[str, Any]) -> str:
    ours = cell[PRODUCT]
    floor = cell.get(FLOOR) or cell.get(QUIET)
    guardian = cell.get(GUARDIAN)
    goals = ", ".join(_goal(goal) for goal in cell["goals"])
    parts = [
        cell["name"],
        cell["kind"],
        str(ours["n"]),
        f"**{_both(ours)}**",
        _both(floor, ours["n"]),
        _times(ratio(ours, floor)),
        _both(guardian, ours["n"]),
        _times(ratio(guardian, ours)),
        goals,
    ]
    return "| " + " | ".join(parts) + " |"


def _goal(goal: dict[str, Any]) -> str:
    limit = f"≤ {goal['most']:g}" if "most" in goal else f"≥ {goal['least']:g}"
    return f"{goal['what']} {limit}: {'met' if goal['met'] else '**missed**'}"


def _both(found: dict[str, Any] | None, usual: int = 0) -> str:
    if not found:
        return ""
    few = f" ({found['n']})" if usual and found["n"] != usual else ""
    return f"{found['p10']:.2f} / {found['p50']:.2f} / {found['p95']:.2f}{few}"


def _times(value: float | None) -> str:
    return f"{value:.1f}" if value is not None else ""


def _word(met: bool) -> str:
    return "met" if met else "**missed**"


def _constant(results: dict[str, Any]) -> str:
    found = [cell[CONSTANT] for cell in results["cells"] if CONSTANT in cell]
    return _both(found[0]) if found else "no time, as it was not asked for"


def _growing(found: list[dict[str, Any]]) -> list[str]:
    if not found:
        return []
    return [
        f"## Growth from {found[0]['from']:,} people (goal: p50 ≤ {GROWTH}×)",
        "| what | whom | × | |",
        "|---|---|---|---|",
        *(f"| {g['name']} | {g['kind']} | {g['is']:.2f} | {_word(g['met'])} |" for g in found),
        "",
    ]


def _missed(results: dict[str, Any]) -> list[str]:
    missed = [
        f"{cell['name']}, {cell['kind']}: {goal['what']} {goal['is']:g}"
        for cell in results["cells"]
        for goal in cell["goals"]
        if not goal["met"]
    ]
    kept = sum(goal["met"] for cell in results["cells"] for goal in cell["goals"])
    return [
        f"## Goals: {kept} met, {len(missed)} missed",
        *(f"- {line}" for line in missed),
        "",
    ]


def keep(
    results: dict[str, Any],
    name: str = "",
    worded: Callable[[dict[str, Any]], str] = markdown,
) -> Path:
    """Write both files; gives the one to read."""
    RESULTS.mkdir(exist_ok=True)
    parts = [results["date"], str(results["profiles"]), *([name] if name else [])]
    path = RESULTS / f"{'-'.join(parts)}.md"
    path.write_text(worded(results))
    path.with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n")
    return path


def today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
