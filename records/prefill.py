"""Answers that a question proposes when a form is begun, from what is known already.

An app registers its sources in `prefill.py`; a question names one. What is proposed is marked with
where it comes from, and counts as no answer until somebody has saved it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from records.models import FilledForm, Question


@dataclass(frozen=True)
class Proposed:
    """Answers by the name of their field, and where they come from: "From the log"."""

    answers: Mapping[str, str]
    words: str


Propose = Callable[[FilledForm, Question, Any], Proposed | None]


@dataclass(frozen=True)
class Source:
    """One source, as administrators choose it, with the kinds of answers that it can give."""

    name: str
    words: str
    answers: frozenset[str]
    propose: Propose


_sources: dict[str, Source] = {}
ANY = frozenset(Question.Answer.values)


def source(
    name: str, words: str, *, answers: frozenset[str] = frozenset({Question.Answer.WORDS})
) -> Callable[[Propose], Propose]:
    """Declare a source. It is asked for the person who begins, and gives what they may read."""

    def register(propose: Propose) -> Propose:
        if name in _sources:
            raise ImproperlyConfigured(f"There are two sources named {name}.")
        _sources[name] = Source(name, words, answers, propose)
        return propose

    return register


def sources() -> dict[str, Source]:
    """Every source by its name."""
    return dict(_sources)


def proposed_for(form: FilledForm, question: Question, by: Any) -> Proposed | None:
    """What is proposed for a question of this form, if its source has anything to say."""
    found = _sources.get(question.prefill)
    if found is None or question.answer not in found.answers:
        return None
    proposed = found.propose(form, question, by)
    return proposed if proposed and any(proposed.answers.values()) else None
