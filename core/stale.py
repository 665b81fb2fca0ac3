"""Two people edit one row: their changes are merged field by field.

A form over an existing row carries a fingerprint of each field as it was opened. The service locks
the row and asks `merge` what to save: a field that the writer left alone keeps what is stored now,
a field that only the writer changed takes the writer's value, and a field that both changed is a
clash. A clash saves nothing; the page in `core.conflict` asks the writer what to keep.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.choices import flatten_choices

from core.fields import LenientDateField

OPENED = "opened"
KEEP_THEIRS = "keep_theirs"
EMPTY = "Empty"
MODEL_CHOICE = forms.ModelChoiceField
LONGEST = 4000  # letters of a form's fingerprints


class Opened:
    """What a form showed when it was opened: a fingerprint of each field.

    `linked` names groups of fields that say one thing together, such as a phone number and whether
    it is safe to ring. Two changes in one group clash, though the fields differ.
    """

    def __init__(self, prints: Mapping[str, str], linked: Iterable[Sequence[str]] = ()) -> None:
        self.prints = dict(prints)
        self.linked = tuple(linked)
        self.was_merged = False  # has a service compared it with the locked row?

    @classmethod
    def of(cls, values: Mapping[str, Any], linked: Iterable[Sequence[str]] = ()) -> "Opened":
        return cls({name: fingerprint(value) for name, value in values.items()}, linked)

    @classmethod
    def read(cls, text: Any, linked: Iterable[Sequence[str]] = ()) -> "Opened":
        """As a page sent it back. What cannot be read counts as nothing known."""
        try:
            found = json.loads(str(text)[:LONGEST])
        except (ValueError, RecursionError):
            found = {}
        known = found if isinstance(found, dict) else {}
        return cls({name: one for name, one in known.items() if isinstance(one, str)}, linked)

    def __str__(self) -> str:
        return json.dumps(self.prints, separators=(",", ":"))

    @property
    def is_known(self) -> bool:
        return bool(self.prints)

    def differs(self, name: str, value: Any) -> bool:
        """Is this another value than the one the form was opened with?"""
        return self.prints.get(name) != fingerprint(value)


class StaleEditError(Exception):
    """The writer and somebody else changed the same thing. Nothing was saved.

    `stored` is what the row holds now; `clashes` names the fields to ask about.
    """

    def __init__(
        self, row: models.Model, stored: dict[str, Any], clashes: list[str], *, is_known: bool
    ) -> None:
        super().__init__("Somebody else changed this since the page was opened.")
        self.row, self.stored, self.clashes, self.is_known = row, stored, clashes, is_known


def merge(
    row: models.Model,
    values: dict[str, Any],
    opened: Opened | None,
    *,
    stored: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The values to save on this row, which the caller has locked.

    Raises StaleEditError for a clash. `stored` says what the row holds where the form shows only a
    part of it. Without `opened` nobody opened a form, and the values are taken as they are.
    """
    if opened is None:
        return values
    opened.was_merged = True
    known = stored or {}
    now = {name: known[name] if name in known else value_of(row, name) for name in values}
    mine = {name for name, value in values.items() if opened.differs(name, value)}
    theirs = {name for name in values if opened.differs(name, now[name])}
    unequal = {
        name for name, value in values.items() if fingerprint(value) != fingerprint(now[name])
    }
    clashes = mine & theirs & unequal
    for group in opened.linked:
        linked = unequal & set(group)
        if linked & mine and linked & theirs:
            clashes |= linked
    if clashes:
        ordered = [name for name in values if name in clashes]
        raise StaleEditError(row, now, ordered, is_known=opened.is_known)
    return {name: value if name in mine else now[name] for name, value in values.items()}


def value_of(row: models.Model, name: str) -> Any:
    """What a row holds in a field; several related rows as a list."""
    is_several = row._meta.get_field(name).many_to_many
    return list(getattr(row, name).all()) if is_several else getattr(row, name)


def has_field(row: models.Model, name: str) -> bool:
    return name in {field.name for field in [*row._meta.concrete_fields, *row._meta.many_to_many]}


def fingerprint(value: Any) -> str:
    """A few letters that differ if the value does."""
    return hashlib.sha256(json.dumps(_plain(value)).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, models.QuerySet | list | tuple | set):
        return sorted(_plain(one) for one in value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return str(value)


class OpenedField(forms.CharField):
    """The fingerprints, hidden in the page."""

    widget = forms.HiddenInput

    def __init__(self, *, linked: Iterable[Sequence[str]] = (), **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.linked = linked

    def clean(self, value: Any) -> Opened:
        return Opened.read(value, self.linked)


def enter(data: Any, name: str, field: forms.Field, shown: Any) -> None:
    """Put a value into what was sent, as if it had been typed."""
    if isinstance(field.widget, forms.CheckboxInput):
        data.pop(name, None)
        if shown:
            data[name] = "on"
    elif isinstance(shown, list | tuple):
        data.setlist(name, [str(one) for one in shown])
    else:
        data[name] = "" if shown is None else str(shown)


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a field as a person reads it."""
    if isinstance(field, LenientDateField):
        return str(field.prepare_value(value) or EMPTY)
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(value, models.QuerySet | list | tuple):
        return ", ".join(sorted(_choice_in_words(field, one) for one in value)) or EMPTY
    if isinstance(field, forms.ChoiceField):
        return _choice_in_words(field, value)
    return str(value) if value not in (None, "") else EMPTY


def _choice_in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, models.Model):
        named = getattr(field, "label_from_instance", str)
        return str(named(value))
    is_listed = isinstance(field, forms.ChoiceField) and not isinstance(field, MODEL_CHOICE)
    known = dict(flatten_choices(field.choices)) if is_listed else {}
    empty = getattr(field, "empty_label", None) or EMPTY
    return str(known.get(value if value is not None else "", value or empty))
