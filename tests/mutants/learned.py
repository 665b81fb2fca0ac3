"""Which test comes by which check, and what of it is kept for the next run."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.checks import ROOT

ENOUGH = 12  # of the tests made by one parametrize, evenly spread


@dataclass
class Known:
    """What the first round learned."""

    seconds: dict[str, float] = field(default_factory=dict)
    comes_by: dict[str, set[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def take_in(self, test: str, seconds: float, seen: list[str]) -> None:
        self.seconds[test] = seconds
        for name in seen:
            self.comes_by.setdefault(name, set()).add(test)


class Kept:
    """What was learned before, as long as nothing has changed that it hangs on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shared = [*ROOT.glob("*.py"), *ROOT.glob("*/**/*.py"), *ROOT.glob("*/**/*.html")]
        self.product = digest(
            path
            for path in sorted(shared)
            if not path.name.startswith("test_") and "mutants" not in path.parts[-2]
        )
        text = json.loads(path.read_text()) if path.exists() else {}
        self.tests = text.get(self.product, {})
        self.files: dict[str, str] = {}

    def key(self, test: str) -> str:
        file = test.partition("::")[0]
        if file not in self.files:
            self.files[file] = digest([ROOT / file])
        return f"{self.files[file]} {test}"

    def of(self, test: str) -> list | None:
        return self.tests.get(self.key(test))

    def keep(self, test: str, seconds: float, seen: list[str]) -> None:
        self.tests[self.key(test)] = [round(seconds, 3), seen]

    def write(self) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps({self.product: self.tests}))


def digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def evenly(items: list) -> list:
    """Every test, but of those made by one parametrize only some. None of random stories."""
    families: dict[str, list] = {}
    for item in items:
        if "every_way_to_ask" not in item.name:
            families.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return [
        family[number * len(family) // min(len(family), ENOUGH)]
        for family in families.values()
        for number in range(min(len(family), ENOUGH))
    ]
