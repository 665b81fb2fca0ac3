"""Several queries that are compiled once, asked by one statement; and panels that ask together.

A page of many panels need not ask a statement for each. A panel is steps: it yields its questions
and is sent their answers. The page runs all of them side by side, so that it asks as many
statements as the longest has steps.

    def notices(request):
        newest, first = yield [_newest.later(user=request.user), _first.later(user=request.user)]
        return {"notices": newest, "count": len(first)}
"""

import re
from collections.abc import Callable, Generator
from functools import cache, update_wrapper
from typing import Any

from core.prepared import Answer, One, Question, Several, Union

# Yields questions, is sent their answers in the same order, and returns what it makes of them.
Steps = Generator[list[Question], list[Any], Any]


def ask_all(questions: list[Question]) -> list[Any]:
    """The answers to all of these: by one statement, and one more for those planned anew."""
    answers: list[Any] = [None] * len(questions)
    by_way: dict[Answer, list[tuple[int, Any, dict[str, Any]]]] = {}
    for number, question in enumerate(questions):
        found, values = question.ask.made(*question.shape), question.ask.values_of(question.values)
        if values is None:
            answers[number] = found.nothing()
        else:
            by_way.setdefault(question.ask.answer, []).append((number, found, values))
    for answer, asked in by_way.items():
        union = _union(tuple(found for _, found, _ in asked))
        params = {
            f"q{place}_{name}": value
            for place, (_, _, values) in enumerate(asked)
            for name, value in values.items()
        }
        rows_of = union.split(answer(union.statement, params))
        for (number, found, _), parts in zip(asked, rows_of, strict=True):
            answers[number] = found.made_of_parts(parts)
    return answers


def run(steps: Steps) -> Any:
    """What the steps come to, with their questions asked."""
    answers: Any = None
    while True:
        try:
            questions = steps.send(answers)
        except StopIteration as done:
            return done.value
        answers = ask_all(questions)


class InSteps:
    """A function that is steps: called, it asks by itself; by `.steps(…)`, side by side."""

    def __init__(self, make: Callable[..., Steps]) -> None:
        update_wrapper(self, make)
        self.steps = make

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return run(self.steps(*args, **kwargs))


def in_steps(make: Callable[..., Steps]) -> InSteps:
    """The function can be called as before, and run beside others."""
    return InSteps(make)


def together_in_steps(contents: list[Any]) -> Steps:
    """What each comes to; of those that are steps, all that wait are asked at once."""
    results = [None if isinstance(one, Generator) else one for one in contents]
    waiting = {n: one for n, one in enumerate(contents) if isinstance(one, Generator)}
    answers: dict[int, Any] = dict.fromkeys(waiting)
    while waiting:
        asked: dict[int, list[Question]] = {}
        for number, steps in list(waiting.items()):
            try:
                asked[number] = steps.send(answers[number])
            except StopIteration as done:
                results[number] = done.value
                del waiting[number]
        found = iter((yield [one for questions in asked.values() for one in questions]))
        answers = {n: [next(found) for _ in questions] for n, questions in asked.items()}
    return results


class _Questions:
    """Several queries, each of one or of several querysets, as one statement."""

    def __init__(self, asked: tuple[One | Several, ...]) -> None:
        self.sizes = [len(one.flat) for one in asked]
        parts = [part for one in asked for part in one.flat]
        renamed = [
            _renamed(part.statement, place) for place, one in enumerate(asked) for part in one.flat
        ]
        self.union = Union(parts, renamed)
        self.statement = self.union.statement

    def split(self, found: list[tuple[Any, ...]]) -> list[list[list[tuple[Any, ...]]]]:
        """The rows of each queryset of each query."""
        rows = iter(self.union.split(found))
        return [[next(rows) for _ in range(size)] for size in self.sizes]


@cache
def _union(asked: tuple[One | Several, ...]) -> _Questions:
    return _Questions(asked)


def _renamed(statement: str, place: int) -> str:
    return re.sub(r"%\((\w+)\)s", rf"%(q{place}_\1)s", statement)
