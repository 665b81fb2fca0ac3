"""What upper apps put on lower apps' pages: entries of the menu, tabs, and panels.

An app registers a function in its `panels.py`; the lower page asks for what is there and never
learns who answered.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from core import questions


@dataclass(frozen=True)
class WaitingLine:
    """One thing that waits for the reader's answer, or for the answer to what the reader asked.

    Home shows them; functions in its slots `home.waiting` and `home.asked` give lists. `record` is
    for readers of the record alone: the line shows photo and reference, and Home records it.
    """

    url: str
    at: Any
    title: str
    text: str
    late: bool = False
    record: Any = None


@dataclass(frozen=True)
class PassedOn:
    """How much of it was passed on, how much was not, and why."""

    done: int
    refused: int = 0
    because: str = ""

    def in_words(self, to: Any) -> str:
        """Priya Nandra took over 12; 1 was refused, because it is restricted."""
        if not self.refused:
            return f"{to} took over {self.done}"
        were = "was" if self.refused == 1 else "were"
        return f"{to} took over {self.done}; {self.refused} {were} refused, because {self.because}"


@dataclass(frozen=True)
class Led:
    """What somebody who leaves is responsible for in one team, and how it is passed on.

    A function in the slot `agencies.led` gives a list. `what` counts it: 3 people. `kind` tells
    apart what one person has in one team. `pass_on(to=, by=)` is None where the reader may not
    choose who takes over; it gives `PassedOn`.
    """

    team: Any
    kind: str
    what: str
    pass_on: Callable[..., PassedOn] | None = None

    @property
    def words(self) -> str:
        """3 people of Norwich Police."""
        return f"{self.what} of {self.team}"


_slots: dict[str, dict[str, tuple[int, Callable[..., Any]]]] = defaultdict(dict)


def register(slot: str, *, order: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Put a function in a slot. It gets what the page gives and returns its content, or None."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in _slots[slot]:
            raise ImproperlyConfigured(f"{name} is in slot {slot!r} twice.")
        _slots[slot][name] = (order, function)
        return function

    return add


def gather(slot: str, *args: Any, **kwargs: Any) -> list[Any]:
    """The contents of a slot for this page, in order, without those that have nothing to say.

    A function may be steps: it yields the questions it has (`query.later(…)`), and is sent their
    answers. What all functions of the slot ask in one step is one statement.
    """
    found: list[Any] = questions.run(gather_in_steps(slot, *args, **kwargs))
    return found


def gather_in_steps(slot: str, *args: Any, **kwargs: Any) -> questions.Steps:
    """As `gather`, for a function of another slot that is steps itself."""
    functions = sorted(_slots[slot].items(), key=lambda entry: (entry[1][0], entry[0]))
    contents = [function(*args, **kwargs) for _, (_, function) in functions]
    found = yield from questions.together_in_steps(contents)
    return [content for content in found if content is not None]


def navigation(request: Any) -> list[dict[str, Any]]:
    """The menu of this user: label, url, whether it is the current part, and a count or None.

    An entry that leads to another address with filters says itself whether the page is its own.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    entries = gather("navigation", request)
    matches = [
        entry["url"]
        for entry in entries
        if request.path_info == entry["url"]
        or (entry["url"] != "/" and request.path_info.startswith(entry["url"]))
    ]
    itself = [entry["url"] for entry in entries if entry.get("is_here")]
    current = next(iter(itself), max(matches, key=len, default=None))
    return [{"count": None, **entry, "current": entry["url"] == current} for entry in entries]
