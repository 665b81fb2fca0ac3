"""Keyset paging: a page of rows and the cursors to its neighbours; no OFFSET, no total."""

import base64
import binascii
import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from core.tidy import UNSTORABLE

PAGE_SIZE = 25
# Within these years a time stands in PostgreSQL in whatever zone it was written.
YEARS = range(1000, 9000)


@dataclass(frozen=True)
class Page:
    """Rows, the cursor after the last one if there are more, and a count such as "1,000+"."""

    rows: Sequence[Any]
    next_cursor: str | None = None
    is_first: bool = True
    count: str = ""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def filled(self, found: dict[Any, Any]) -> "Page":
        """The page of these rows, if this one is of their ids."""
        return replace(self, rows=[found[pk] for pk in self.rows if pk in found])


def encode(*key: Any) -> str:
    """A cursor for an address: where the page ended, never what the reader may not see."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode(cursor: str, kinds: tuple[type, ...]) -> tuple[Any, ...] | None:
    """The key in a cursor; None, that is the first page, for anything that is not one of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeError, ValueError, RecursionError):
        return None
    fits = (
        isinstance(key, list)
        and len(key) == len(kinds)
        and all(type(part) is kind for part, kind in zip(key, kinds, strict=True))
        and not any(isinstance(part, str) and UNSTORABLE.search(part) for part in key)
        and all(abs(part) < 2**62 for part in key if isinstance(part, int))
    )
    return tuple(key) if fits else None


def moment(text: str) -> datetime.datetime | None:
    """The time in a cursor; None for what is no time, or none of ours."""
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.year in YEARS and at.tzinfo is not None else None


def start_of(cursor: str, model: Any, keys: Sequence[str]) -> tuple[Any, ...] | None:
    """Where a page begins: an id, days and times that the database can hold."""
    key = decode(cursor, tuple(int if key == "pk" else str for key in keys)) if cursor else None
    if key is None:
        return None
    start = []
    for name, part in zip(keys, key, strict=True):
        value = part
        if name != "pk" and not (part == "" and name in _maybe_empty(model, keys)):
            try:
                value = model._meta.get_field(name).to_python(part)
            except ValidationError:
                return None
            if not _is_storable(value):
                return None
        start.append(value)
    return tuple(start)


def _is_storable(value: Any) -> bool:
    if isinstance(value, datetime.datetime):
        return value.year in YEARS and value.tzinfo is not None
    return isinstance(value, datetime.time) or (value is not None and value.year in YEARS)


def _maybe_empty(model: Any, keys: Sequence[str]) -> set[str]:
    """The keys that a row may lack. Never the first: rows are in order by something they have."""
    return {key for key in keys[1:] if key != "pk" and model._meta.get_field(key).null}


def downwards(model: Any, keys: Sequence[str]) -> list[Any]:
    """The order of these keys from the largest down; what is not known comes last."""
    empty = _maybe_empty(model, keys)
    return [F(key).desc(nulls_last=True) if key in empty else f"-{key}" for key in keys]


def _below(key: str, value: Any, *, maybe_empty: bool) -> tuple[Q, Q]:
    """What comes after a value of this key in that order, and what is equal to it."""
    if value == "":
        return Q(pk__in=[]), Q(**{f"{key}__isnull": True})
    below = Q(**{f"{key}__lt": value})
    if maybe_empty:
        below |= Q(**{f"{key}__isnull": True})
    return below, Q(**{key: value})


def below(queryset: Any, keys: Sequence[str], start: Sequence[Any]) -> Any:
    """The rows after this one, newest first by these keys."""
    beyond, same = Q(), Q()
    empty = _maybe_empty(queryset.model, keys)
    for key, value in zip(keys, start, strict=True):
        lower, equal = _below(key, value, maybe_empty=key in empty)
        beyond |= same & lower
        same &= equal
    # Said twice, so that an index in this order begins at the cursor.
    return queryset.filter(beyond, **{f"{keys[0]}__lte": start[0]})


def above(queryset: Any, key: str, start: Sequence[Any]) -> Any:
    """The rows after this one, from the smallest of this key up."""
    first, pk = start
    beyond = Q(**{f"{key}__gt": first}) | Q(**{key: first}, pk__gt=pk)
    # Said twice, so that an index in this order begins at the cursor.
    return queryset.filter(beyond, **{f"{key}__gte": first})


def page_down(queryset: Any, *keys: str, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of rows, newest first by these keys; the last key is unique."""
    start = start_of(after, queryset.model, keys)
    if start is not None:
        queryset = below(queryset, keys, start)
    rows = queryset.order_by(*downwards(queryset.model, keys))[: size + 1]
    return page_of_rows(list(rows), keys, size, is_first=start is None)


def page_of_rows(
    rows: list[Any], keys: Sequence[str], size: int = PAGE_SIZE, *, is_first: bool
) -> Page:
    """The page of these rows, of which one more than the page has was asked for."""
    cursor = None
    if len(rows) > size:
        last = rows[size - 1]
        cursor = encode(*(value_of(getattr(last, key)) for key in keys))
    return Page(rows[:size], next_cursor=cursor, is_first=is_first)


def value_of(value: Any) -> int | str:
    """A key as a cursor holds it."""
    if value is None:
        return ""
    return value if isinstance(value, int) else value.isoformat()


def capped(count: int, cap: int = 1000) -> str:
    """A count in words that costs the same however many there are: 7, or 1,000+."""
    return f"{cap:,}+" if count > cap else f"{count:,}"
