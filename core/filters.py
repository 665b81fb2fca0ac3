"""The filters of a list: a small class for each kind of filter, and the set of them for a request.

A list declares its filters in a tuple; their whole state is in the address. A filter reads what
the address asks of it, narrows a queryset, and has words for its removable tag. Its choices are
computed only when its control is shown or its value must be checked; the controls under "More
filters" are built only when one of them is in use or the reader opens them.
"""

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property

from core import panels
from core.dates import format_when
from core.fields import LenientDateField
from core.tidy import storable, tidy
from core.wording import lowered, subject

Choices = list[tuple[str, str]]

# Parameters that are about the page rather than about which rows are on it.
AFTER, MORE = "after", "more"
OFF = ("false", "0")


class Tag(NamedTuple):
    """One filter in use, and the address of the list without it."""

    text: str
    remove: str


# ---- One filter ---------------------------------------------------------------------------------


class Filter:
    """One filter of one request. `name` is its place in the address.

    `in_sight` puts it beside the words; the others are under "More filters". `value` is what the
    address asks where that can be used, `chosen` what it means, `error` why it cannot be used.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    control: ClassVar[str]
    in_sight: ClassVar[bool] = False

    def __init__(self, filters: "FilterSet", typed: str) -> None:
        self.filters, self.user = filters, filters.user
        self.typed = self.tidied(typed)
        self.chosen: Any = None
        self.error = ""
        if self.typed:
            try:
                self.chosen = self.read(self.typed)
            except ValidationError as problem:
                self.error = " ".join(problem.messages)

    def tidied(self, typed: str) -> str:
        return typed

    def read(self, typed: str) -> Any:
        """What was asked for means this; None for nothing. Raises ValidationError."""
        raise NotImplementedError

    def check(self) -> None:
        """Compare with the other filters, once all are read."""

    def narrow(self, rows: Any) -> Any:
        """The rows that fit what is chosen."""
        raise NotImplementedError

    def refuse(self, words: str) -> None:
        self.chosen, self.error = None, words

    @property
    def is_used(self) -> bool:
        return self.chosen is not None

    @property
    def value(self) -> str:
        return self.typed if self.is_used else ""

    @property
    def shown(self) -> str:
        """What the control holds."""
        return self.value

    @property
    def id(self) -> str:
        return f"filter_{self.name}"

    @property
    def chosen_in_words(self) -> str:
        return self.typed

    @property
    def words(self) -> str:
        """Of its removable tag: Role: Victim."""
        return f"{subject(self.label)}: {self.chosen_in_words}"

    @property
    def note(self) -> str:
        """What must be known to read the list rightly while it is in use."""
        return ""

    @property
    def problem(self) -> str:
        """The error, where it is said at the control."""
        return "" if self.filters.names_what_is_gone else self.error

    def recorded(self) -> dict[str, Any]:
        """What the log of events keeps of it: codes, ids and days, never a name."""
        return {self.name: self.value}


class TextFilter(Filter):
    """Typed words."""

    control = "input"
    input_type: ClassVar[str] = "text"
    most: ClassVar[int] = 100

    def tidied(self, typed: str) -> str:
        return tidy(typed).strip()

    def read(self, typed: str) -> Any:
        storable(typed)
        if len(typed) > self.most:
            raise ValidationError(
                f"{subject(self.label)} must be {self.most} characters or fewer. "
                f"You entered {len(typed)}."
            )
        return typed

    @property
    def shown(self) -> str:
        return self.typed


class DateFilter(TextFilter):
    """A day, typed leniently. `past` allows no later day than today.

    `not_before` names the filter whose day this one may not precede.
    """

    control = "date"
    past: ClassVar[bool] = False
    not_before: ClassVar[str] = ""

    @cached_property
    def field(self) -> LenientDateField:
        return LenientDateField(label=self.label, past=self.past, required=False)

    def read(self, typed: str) -> datetime.date:
        return self.field.clean(typed)

    def check(self) -> None:
        first = self.filters.part(self.not_before) if self.not_before else None
        if first and first.is_used and self.is_used and self.chosen < first.chosen:
            self.refuse(f"This day is before the one in “{first.label}”.")

    @property
    def chosen_in_words(self) -> str:
        return format_when(self.chosen)

    @property
    def shown(self) -> str:
        return self.chosen_in_words if self.is_used else self.typed

    @property
    def preview(self) -> str:
        """The query of the page that says how a typed date is understood."""
        return self.field.as_query()

    def recorded(self) -> dict[str, Any]:
        return {self.name: self.chosen.isoformat()}


class TickFilter(Filter):
    """A tick-box."""

    control = "tick"

    def read(self, typed: str) -> Any:
        return None if typed.lower() in OFF else True

    @property
    def words(self) -> str:
        return subject(self.label)

    def recorded(self) -> dict[str, Any]:
        return {self.name: True}


class ChoiceFilter(Filter):
    """One of some choices: pairs of value and words. `nothing` says that none is made."""

    control = "select"
    nothing: ClassVar[str] = "Any"

    @cached_property
    def choices(self) -> Choices:
        raise NotImplementedError

    def read(self, typed: str) -> Any:
        if typed not in dict(self.choices):
            raise self.not_listed
        return typed

    @property
    def not_listed(self) -> ValidationError:
        return ValidationError(f"Choose the {lowered(self.label)} from the list")

    @property
    def chosen_in_words(self) -> str:
        return str(dict(self.choices)[self.value])


class ModelFilter(ChoiceFilter):
    """One row of those that `rows()` offers to the reader; `key` is what the address holds."""

    key: ClassVar[str] = "pk"

    def rows(self) -> QuerySet:
        raise NotImplementedError

    @cached_property
    def choices(self) -> Choices:
        return [(str(getattr(row, self.key)), str(row)) for row in self.rows()]

    def read(self, typed: str) -> Any:
        try:
            if typed.isprintable():
                return self.rows().get(**{self.key: typed})
        except (ValueError, ValidationError, ObjectDoesNotExist):
            pass
        raise self.not_listed

    @property
    def chosen_in_words(self) -> str:
        return str(self.chosen)


class LookupFilter(ChoiceFilter):
    """One entry of a list that administrators keep, by its code.

    Offered are those that can be chosen today, and one that was asked for and is there still.
    With `offers_all`, also those that are chosen no longer: rows from before have them.
    """

    model: ClassVar[Any]
    offers_all: ClassVar[bool] = False

    @cached_property
    def entries(self) -> list[Any]:
        return list(self.model.objects.all())

    @cached_property
    def choices(self) -> Choices:
        return [
            (one.code, one.name)
            for one in self.entries
            if self.offers_all or one.is_offered or one.code == self.typed
        ]

    def read(self, typed: str) -> Any:
        found = next((one for one in self.entries if one.code == typed), None)
        if found is None:
            raise self.not_listed
        return found

    @property
    def chosen_in_words(self) -> str:
        return self.chosen.name


# ---- The filters of a list ----------------------------------------------------------------------


class FilterSet:
    """The filters of a list as one request asks for them.

    `orders` are its sort orders, the first one the usual; `kept` names other parameters of the
    address that a change of filter leaves alone. `folds` says that the filters under "More
    filters" are so many that they stay folded on wide screens too, and are built on demand.
    `names_what_is_gone` says below the filters which of them could not be used, rather than at
    each control. A list with a `kind` has saved views.
    """

    filters: ClassVar[Sequence[type[Filter]]] = ()
    orders: ClassVar[dict[str, str]] = {}
    kept: ClassVar[Sequence[str]] = ()
    folds: ClassVar[bool] = False
    names_what_is_gone: ClassVar[bool] = False
    kind: ClassVar[str] = ""

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
        found = panels.gather("filters.saved", self) if self.kind else []
        return found[0] if found else None
