"""What is left to write of a draft: each part, where it is written, and whether it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from referrals.models import Referral
from referrals.suitability import (
    ADVICE,
    FACTS,
    PEOPLE,
    SECTION,
    Problem,
    problems_of,
    special_checks,
)

DONE, NOT_YET, OPTIONAL, WAITING = "Done", "Not yet", "Optional", "Waiting"
COLOURS = {DONE: "green", NOT_YET: "blue", OPTIONAL: "grey", WAITING: "yellow"}


@dataclass(frozen=True)
class Part:
    """One line of the list."""

    title: str
    url: str
    state: str
    hint: str = ""

    @property
    def colour(self) -> str:
        return COLOURS[self.state]


def task_list_of(referral: Referral, parts: list[Any], address: Callable[..., str]) -> list[Part]:
    """Every part of a draft, in the order in which it is written."""
    problems = problems_of(referral)
    missing = {(problem.about, problem.of) for problem in problems}
    about = {what for what, _ in missing}
    return [
        Part("What happened", address("edit"), _state(FACTS not in about)),
        Part("The people", f"{address()}#people", _state(PEOPLE not in about)),
        *(_section(part, (SECTION, part) in missing, address) for part in parts),
        _advice(referral, ADVICE in about, address),
        Part("Check answers and submit", address("check"), _state(False)),
    ]


def _state(is_done: bool) -> str:
    return DONE if is_done else NOT_YET


def _section(part: Any, is_missing: bool, address: Callable[..., str]) -> Part:
    asks = any(question.is_required for question in part.section.questions.all())
    state = _state(not is_missing) if asks or part.answers else OPTIONAL
    return Part(part.section.title, address("section", part.uuid), state)


def _advice(referral: Referral, is_missing: bool, address: Callable[..., str]) -> Part:
    title, url = "The RJ champion’s advice", address("consult")
    checks = special_checks(referral)
    hint = f"Needed: this is about {' and '.join(checks)}" if checks else ""
    if referral.consultations.waiting().exists():
        way_on = "If they do not answer, ask another RJ champion"
        return Part(title, url, WAITING, ". ".join(filter(None, [hint, way_on])))
    if is_missing:
        return Part(title, url, NOT_YET, hint)
    return Part(title, url, DONE if referral.consultations.given().exists() else OPTIONAL, hint)


def address_of(problem: Problem, address: Callable[..., str]) -> str:
    """Where what is missing is given."""
    if problem.about == FACTS:
        return address("edit")
    if problem.about == SECTION:
        return address("section", problem.of.uuid)
    if problem.about == PEOPLE:
        return address("party-edit", problem.of.uuid) if problem.of else address("party-add")
    return address("consult") if problem.about == ADVICE else ""
