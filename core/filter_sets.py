"""The filters of a list as one request asks for them.

The controls under "More filters" are built only when one of them is in use or the reader opens
them.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.utils.functional import cached_property

from core import panels
from core.filters import Choices, Filter
from core.paging import PAGE_SIZE
from core.questions import Steps, run
from core.wording import lowered

# Parameters that are about the page rather than about which rows are on it.
AFTER, MORE = "after", "more"


class Tag(NamedTuple):
    """One filter in use, and the address of the list without it."""

    text: str
    remove: str


class FilterSet:
    """The filters of a list as one request asks for them.

    `orders` are its sort orders, the first one the usual; `kept` names other parameters of the
    address that a change of filter leaves alone. `folds` says that the filters under "More
    filters" are so many that they stay folded on wide screens too, and are built on demand.
    `names_what_is_gone` says below the filters which of them could not be used, rather than at
    each control. A list with a `kind`, the name of its page,
    has saved views.
    """

    filters: ClassVar[Sequence[type[Filter]]] = ()
    orders: dict[str, str] = {}
    kept: ClassVar[Sequence[str]] = ()
    folds: ClassVar[bool] = False
    names_what_is_gone: ClassVar[bool] = False
    kind: ClassVar[str] = ""
    # How many rows a page has.
    size: int = PAGE_SIZE

    def __init__(self, request: Any) -> None:
        self.request, self.user = request, request.user
        self.after = request.GET.get(AFTER, "")[:300]
        self.parts = [kind(self, self._asked(kind.name)) for kind in self.filters]
        for part in self.parts:
            part.check()

    def _asked(self, name: str) -> str:
        return self.request.GET.get(name, "").strip()

    def part(self, name: str) -> Any:
        """The filter of this name."""
        return next(part for part in self.parts if part.name == name)

    # ---- What is asked ----------------------------------------------------------------------
    @property
    def in_use(self) -> list[Filter]:
        return [part for part in self.parts if part.is_used]

    @property
    def wanted(self) -> dict[str, Any]:
        """What is chosen, by the names of the filters in use."""
        return {part.name: part.chosen for part in self.in_use}

    @cached_property
    def order(self) -> str:
        usual = next(iter(self.orders), "")
        asked = self._asked("sort")
        return asked if asked in self.orders else usual

    @property
    def values(self) -> dict[str, str]:
        """All of it as the address holds it, nothing where nothing is asked."""
        usual = next(iter(self.orders), "")
        values = {part.name: part.value for part in self.parts}
        values |= {name: self._asked(name)[:100] for name in self.kept}
        return {**values, "sort": "" if self.order == usual else self.order}

    def narrow(self, rows: Any) -> Any:
        """The rows that fit all filters in use."""
        for part in self.in_use:
            rows = part.narrow(rows)
        return rows

    # ---- Addresses --------------------------------------------------------------------------
    def with_values(self, **changed: str) -> str:
        """The address of the list, from its first page, with these changed; "" takes one away."""
        return f"?{urlencode({k: v for k, v in {**self.values, **changed}.items() if v})}"

    def without(self, *names: str) -> str:
        return self.with_values(**dict.fromkeys(names, ""))

    @property
    def address(self) -> str:
        """All of it, for the pages about the same rows."""
        return self.without()

    @property
    def query(self) -> str:
        """The filters in use and the order, as a view is saved by them."""
        return self.address.removeprefix("?")

    def is_asked_by(self, query: str) -> bool:
        """Does this query, in any order, ask for the same?"""
        return sorted(parse_qsl(query)) == sorted(parse_qsl(self.query))

    # ---- Words ------------------------------------------------------------------------------
    @property
    def tags(self) -> list[Tag]:
        return [Tag(part.words, self.without(part.name)) for part in self.in_use]

    @property
    def in_words(self) -> list[str]:
        """The filters in use, for paper and for the head of a file."""
        return [part.words for part in self.in_use]

    @property
    def notes(self) -> list[str]:
        """What must be known to read this list rightly."""
        return [part.note for part in self.in_use if part.note]

    @property
    def gone(self) -> list[str]:
        """The filters that could not be used, by their labels, where that is said below them."""
        return [part.label for part in self.parts if part.error and self.names_what_is_gone]

    @property
    def order_in_words(self) -> str:
        return lowered(self.orders[self.order])

    def recorded(self) -> dict[str, Any]:
        """What the log of events keeps of the question: codes, ids and days, never a name."""
        return {name: kept for part in self.in_use for name, kept in part.recorded().items()}

    # ---- Controls ---------------------------------------------------------------------------
    @property
    def in_sight(self) -> list[Filter]:
        return [part for part in self.parts if part.in_sight]

    @property
    def more(self) -> list[Filter]:
        return [part for part in self.parts if not part.in_sight]

    @property
    def folded(self) -> int:
        """How many are in use of those that are not in plain sight."""
        return sum(part.is_used for part in self.more)

    @property
    def is_open(self) -> bool:
        """Were the further filters asked for, or is something wrong with one?"""
        return self.is_opened or any(part.problem for part in self.more)

    @property
    def is_opened(self) -> bool:
        return bool(self._asked(MORE))

    @property
    def builds_more(self) -> bool:
        return not self.folds or self.is_open or self.folded > 0

    @property
    def more_in_words(self) -> str:
        """What is under "More filters", for the button that asks for it."""
        labels = [lowered(part.label) for part in self.more] + (["order"] if self.orders else [])
        return ", ".join(labels)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form sends along unseen: all that has no control on the page."""
        names = [*self.kept, *([] if self.orders and self.builds_more else ["sort"])]
        return [(name, self.values[name]) for name in names if self.values[name]]

    @property
    def order_choices(self) -> Choices:
        usual = next(iter(self.orders), "")
        return [("" if key == usual else key, words) for key, words in self.orders.items()]

    # ---- Saved views ------------------------------------------------------------------------
    @cached_property
    def saved(self) -> Any:
        """The reader's saved views of this list, if it has any: an upper app keeps them."""
        return run(self.saved_in_steps())

    def saved_in_steps(self) -> Steps:
        """As `saved`, fetched beside what else the page asks."""
        found = (yield from panels.gather_in_steps("filters.saved", self)) if self.kind else []
        self.saved = found[0] if found else None
        return self.saved
