"""The filters of lists: a small class for each kind of filter.

A list declares its filters in the tuple of a `core.filter_sets.FilterSet`; their whole state is in
the address. A filter reads what the address asks of it, narrows a queryset, and has words for its
removable tag. Its choices are computed only when its control is shown or its value must be
checked.
"""

import datetime
import re
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property

from core import prepared
from core.dates import format_when
from core.fields import LenientDateField
from core.questions import Steps
from core.tidy import storable, tidy
from core.wording import not_listed, subject

Choices = list[tuple[str, str]]

OFF = ("false", "0")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_uuid(typed: str) -> bool:
    """Is this written as a uuid is? Then it is no number of a row."""
    return UUID.fullmatch(typed) is not None


class Filter:
    """One filter of one request. `name` is its place in the address.

    `in_sight` puts it beside the words; the others are under "More filters". `value` is what the
    address asks where that can be used, `chosen` what it means, `error` why it cannot be used.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    control: ClassVar[str]
    in_sight: ClassVar[bool] = False
    # What an address holds of it, for programs, where neither its kind nor its choices say so.
    taken: ClassVar[str] = ""

    def __init__(self, filters: Any, typed: str) -> None:
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
        """What is offered."""
        raise NotImplementedError

    def read(self, typed: str) -> Any:
        if typed not in dict(self.choices):
            raise self.not_listed
        return typed

    @property
    def not_listed(self) -> ValidationError:
        return ValidationError(not_listed(self.label))

    @property
    def chosen_in_words(self) -> str:
        return str(dict(self.choices)[self.value])


class ModelFilter(ChoiceFilter):
    """One row of those that `rows()` offers to the reader; `key` is what the address holds.

    Programs, which are never told a number of ours, name the row by its uuid.
    """

    key: ClassVar[str] = "pk"
    taken = "a uuid"

    def rows(self) -> QuerySet:
        """The rows that the reader may choose from."""
        raise NotImplementedError

    @cached_property
    def choices(self) -> Choices:
        return [(str(getattr(row, self.key)), str(row)) for row in self.rows()]

    def read(self, typed: str) -> Any:
        try:
            if typed.isprintable():
                key = "uuid" if self.key == "pk" and is_uuid(typed) else self.key
                return self.rows().get(**{key: typed})
        except (ValueError, ValidationError, ObjectDoesNotExist):
            pass
        raise self.not_listed

    @property
    def chosen_in_words(self) -> str:
        return str(self.chosen)


@prepared.query
def _entries(model: Any) -> QuerySet:
    return model.objects.all()


class LookupFilter(ChoiceFilter):
    """One entry of a list that administrators keep, by its code.

    Offered are those that can be chosen today, and one that was asked for and is there still.
    With `offers_all`, also those that are chosen no longer: rows from before have them.
    """

    model: ClassVar[Any]
    offers_all: ClassVar[bool] = False
    taken = "a code"

    @cached_property
    def entries(self) -> list[Any]:
        return _entries(self.model)

    def fetched(self) -> Steps:
        """Fetch the entries beside what else the page asks."""
        if "entries" not in vars(self):
            (self.entries,) = yield [_entries.later(self.model)]

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
