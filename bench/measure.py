"""Times designs against each other: interleaved, in a random order, on the same cases."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

QUICK, WARM, LEAST = 200, 3, 5
PRODUCT, FLOOR, GUARDIAN = "product", "floor", "guardian"
QUIET, CONSTANT = "without event", "constant page"
Design = Callable[[Any], Any]


@dataclass
class Cell:
    """One thing that is done, for one kind of user, in several designs."""

    name: str
    kind: str
    designs: dict[str, Design]
    cases: Sequence[Any]
    goal: float | None = None  # p95 of the product, ms
    goal_p50: float | None = None
    floor_ratio: float | None = None  # p50 against the floor, at most
    floor_p95: float | None = None  # p95 against the floor's p95, at most
    quiet_ratio: float | None = None  # p50 against the page without its event, at most
    guardian_ratio: float | None = None  # guardian's p50 against ours, at least
    same: bool = False  # floor and product give equal answers, and it is checked
    samples: int = QUICK
    grows: bool = False  # compared between sizes
    times: dict[str, list[float]] = field(default_factory=dict)

    def run(self, rng: random.Random, seconds: float) -> None:
        """Each round times every design on one case; a slow design ends after so many seconds."""
        self.times = {name: [] for name in self.designs}
        spent = dict.fromkeys(self.designs, 0.0)
        for case in self.cases[:WARM]:
            answers = {}
            for name, design in self.designs.items():
                answers[name] = design(case)
            if self.same and answers[PRODUCT] != answers[FLOOR]:
                raise AssertionError(f"{self.name}, {self.kind}: the floor answers otherwise")
        for number in range(self.samples):
            case = self.cases[number % len(self.cases)]
            order = [n for n in self.designs if number < LEAST or spent[n] < seconds]
            rng.shuffle(order)
            for name in order:
                began = time.perf_counter()
                self.designs[name](case)
                taken = time.perf_counter() - began
                spent[name] += taken
                self.times[name].append(taken * 1000)

    def result(self) -> dict[str, Any]:
        found: dict[str, Any] = {"name": self.name, "kind": self.kind, "grows": self.grows}
        for name, times in self.times.items():
            if times:
                found[name] = {
                    "n": len(times),
                    "p10": round(percentile(times, 0.1), 3),
                    "p50": round(percentile(times, 0.5), 3),
                    "p95": round(percentile(times, 0.95), 3),
                }
        found["goals"] = self._goals(found)
        return found

    def _goals(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        ours = found[PRODUCT]
        goals = []
        for what, limit, value in (
            ("p95 ms", self.goal, ours["p95"]),
            ("p50 ms", self.goal_p50, ours["p50"]),
            ("× floor", self.floor_ratio, ratio(ours, found.get(FLOOR))),
            ("p95 × floor", self.floor_p95, ratio(ours, found.get(FLOOR), "p95")),
            ("× without event", self.quiet_ratio, ratio(ours, found.get(QUIET))),
        ):
            if limit is not None and value is not None:
                goals.append({"what": what, "most": limit, "is": value, "met": value <= limit})
        times = ratio(found.get(GUARDIAN), ours)
        if self.guardian_ratio is not None and times is not None:
            met = times >= self.guardian_ratio
            goals.append(
                {"what": "× quicker than guardian", "least": self.guardian_ratio, "is": times}
                | {"met": met}
            )
        return goals


def ratio(
    one: dict[str, Any] | None, other: dict[str, Any] | None, share: str = "p50"
) -> float | None:
    return round(one[share] / other[share], 2) if one and other else None


def percentile(times: list[float], share: float) -> float:
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
