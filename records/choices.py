"""Lists of choices as CSV files, in which they are changed at the server without a programmer.

A code is never changed or taken away, since records keep what was chosen: a choice that is not
wanted any more is no longer offered.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.services import record
from records.models import FormKind, Lookup
from records.verbs import Verb

AT_THE_SERVER = "Somebody at the server"
YES_OR_NO = {"yes": True, "no": False}
IN_FILES = (
    models.CharField,
    models.BooleanField,
    models.PositiveSmallIntegerField,
    ArrayField,
)


@dataclass(frozen=True)
class Change:
    """One choice that a file adds or changes: what it said before, if it was there, and then."""

    choice: Lookup
    before: dict[str, str] | None
    after: dict[str, str]

    def __str__(self) -> str:
        if self.before is None:
            return f"New: {self.after['code']}, {self.after['name']}"
        told = [
            f"{name} from “{was}” to “{self.after[name]}”"
            for name, was in self.before.items()
            if was != self.after[name]
        ]
        return f"{self.after['code']}: {', '.join(told)}"


def lists() -> dict[str, type[Lookup]]:
    """Every list by its name, without kinds of forms, which have pages."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, Lookup) and model is not FormKind
    }


def columns(model: type[Lookup]) -> list[str]:
    """Of a file: code, name, position, is_offered, and what this list says besides."""
    fields = model._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, IN_FILES)]


def as_csv(model: type[Lookup]) -> str:
    """The list as it is, in the form in which it is taken back."""
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, columns(model), lineterminator="\n")
    lines.writeheader()
    lines.writerows(_in_words(choice) for choice in model._default_manager.order_by("position"))
    return text.getvalue()


def changes_in(model: type[Lookup], text: str) -> list[Change]:
    """What a file would add and change. Raises ValidationError with a line for each problem."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    wanted = columns(model)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise ValidationError(f"Line {reader.line_num}: {error}") from error
    if reader.fieldnames != wanted:
        raise ValidationError(f"The first line must be: {','.join(wanted)}")
    known = {choice.code: choice for choice in model._default_manager.all()}
    problems: list[str] = []
    changes: dict[str, Change] = {}
    for number, row in enumerate(rows, start=2):
        found = [f"Line {number}{words}" for words in _problems_of(row, changes)]
        if not found:
            change, wrong = _change(model, known.get(row["code"].strip()), row)
            changes[change.after["code"]] = change
            found = [f"Line {number}, {words}" for words in wrong]
        problems += found
    offered = {**known, **{code: change.choice for code, change in changes.items()}}
    if not any(choice.is_offered for choice in offered.values()):
        problems.append("At least one choice must be offered.")
    if problems:
        raise ValidationError(problems)
    return [change for change in changes.values() if change.before != change.after]


@transaction.atomic
def make(changes: Sequence[Change]) -> None:
    """Save what a file changes, all of it. Each choice leaves an event."""
    for change in changes:
        change.choice.save()
        record(
            verb=Verb.CHOICE_ADDED if change.before is None else Verb.CHOICE_CHANGED,
            operation="administration",
            actor=AT_THE_SERVER,
            detail={
                "list": change.choice._meta.label_lower,
                "before": change.before or {},
                "after": change.after,
            },
        )


def _problems_of(row: dict[Any, Any], above: dict[str, Change]) -> Iterator[str]:
    if None in row or None in row.values():
        yield ": it has too few or too many columns."
    elif row["code"].strip() in above:
        yield f": {row['code'].strip()} stands above already."


def _change(
    model: type[Lookup], choice: Lookup | None, row: dict[str, str]
) -> tuple[Change, list[str]]:
    """What a line asks for, and what is wrong with it by column."""
    before = _in_words(choice) if choice is not None else None
    choice = choice or model()
    wrong = []
    for name in columns(model):
        field = model._meta.get_field(name)
        try:
            setattr(choice, name, field.clean(_read(field, row[name].strip()), choice))
        except ValidationError:
            wrong.append(f"{name}: {_hint(field)}")
    if not wrong:
        wrong = _invalid(choice)
    return Change(choice, before, {**row, **({} if wrong else _in_words(choice))}), wrong


def _read(field: Any, typed: str) -> Any:
    if isinstance(field, models.BooleanField):
        return YES_OR_NO.get(typed.lower(), typed)
    return typed.split() if isinstance(field, ArrayField) else typed


def _hint(field: Any) -> str:
    """What can stand in this column."""
    if isinstance(field, models.BooleanField):
        return "enter yes or no."
    if isinstance(field, models.PositiveSmallIntegerField):
        return "enter a whole number."
    if isinstance(field, models.SlugField):
        return f"enter up to {field.max_length} letters, digits and hyphens."
    if isinstance(field, ArrayField):
        return f"enter any of these, with spaces between them: {_choices(field.base_field)}."
    if field.choices:
        return f"enter one of these: {_choices(field)}."
    return f"enter up to {field.max_length} characters."


def _choices(field: Any) -> str:
    return ", ".join(value for value, _ in field.choices)


def _invalid(choice: Lookup) -> list[str]:
    try:
        choice.full_clean()
    except ValidationError as problem:
        return [f"{name}: {words}" for name, said in problem for words in said]
    return []


def _in_words(choice: Lookup) -> dict[str, str]:
    return {name: _told(getattr(choice, name)) for name in columns(type(choice))}


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else str(value)
