"""What a program sends, as the form of the page takes it.

Lookups are named by their code, objects by their uuid, days as 2026-11-30, moments as 2026-11-30
or 2026-11-30T16:00. The form then decides, as it does of what people type.
"""

import datetime
import json
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone

from api.problems import DAY, MOMENT, FieldProblem, ProblemError, unknown
from api.uploading import MULTIPART
from core.fields import LenientDateField, MomentField
from core.stale import OPENED, enter
from core.tidy import UNSTORABLE

NONE_SUCH = "0"  # a key that no row has: the form says so in its own words
LARGEST_NUMBER = 2**53
# So many choices are described, and so many values of a list are taken: each may be looked up.
MOST_CHOICES = 200
SEND_DAY = f"Send a date like {DAY}."
TOO_MANY = f"Send at most {MOST_CHOICES}."
SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class Beside(NamedTuple):
    """A field that programs send and the page asks for in another way: by its address, as text.

    `kind` is "text" or "list". Of a field that the form has too, this is what programs are told.
    """

    kind: str
    words: str


class WrongTypeError(Exception):
    """A value of another type than the field has, or a list without end, in words."""


def read_body(request: Any) -> dict[str, Any]:
    """The JSON object in the body; of no body, an empty one."""
    kind = request.content_type or ""
    # Parts are not read: they may be of any size, and no file is taken here.
    if kind != MULTIPART and not request.body.strip():
        return {}
    if kind != "application/json":
        raise ProblemError(
            415,
            "wrong-content-type",
            "Send application/json, and say so in Content-Type.",
            headers={"Accept-Post": "application/json"},
        )
    try:
        text = request.body.decode("utf-8")
        found = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        words = "Send one JSON object, in UTF-8, with each field once."
        raise ProblemError(400, "unreadable", words)
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a field that is sent twice, nobody knows which value is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)


def taken_by(form: Any, hidden: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a form that programs may send, by name."""
    return _taken(form.fields, form.row_sets, hidden)


def taken_by_class(form_class: Any, hidden: Iterable[str] = ()) -> dict[str, Any]:
    """The same, as far as the class of the form says it."""
    return _taken(form_class.base_fields, form_class.row_sets, hidden)


def _taken(fields: dict[str, Any], rows: dict[str, Any], hidden: Iterable[str]) -> dict[str, Any]:
    shown = {
        name: field
        for name, field in fields.items()
        if name in hidden or not (name == OPENED or field.widget.is_hidden)
    }
    return shown | rows


def check_types(beside: dict[str, Beside], body: dict[str, Any]) -> None:
    """Raises ProblemError for fields beside the form that are of another type."""
    wrong = [
        FieldProblem(name, words)
        for name, one in beside.items()
        if body.get(name) is not None and (words := _wrong_with(one.kind, body[name]))
    ]
    if wrong:
        raise ProblemError(400, "wrong-type", "Nothing was saved. Correct these fields.", wrong)


def _wrong_with(kind: str, value: Any) -> str:
    if kind != "list":
        return "" if isinstance(value, str) else "Send a text."
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "Send a list of texts."
    return TOO_MANY if len(value) > MOST_CHOICES else ""


def as_typed(form: Any, body: dict[str, Any], *, keep: bool, hidden: Iterable[str]) -> QueryDict:
    """What the form would be sent. With `keep`, a field that is not named stays as it is."""
    taken = taken_by(form, hidden)
    if strange := body.keys() - taken.keys():
        raise unknown(sorted(strange), taken)
    data, wrong = QueryDict(mutable=True), []
    for name, field in form.fields.items():
        if name in body:
            try:
                data.setlist(form.add_prefix(name), typed(field, body[name]))
            except WrongTypeError as problem:
                wrong.append(FieldProblem(name, str(problem)))
        elif keep and name in taken:
            shown = form.shown(name, form.get_initial_for_field(field, name))
            enter(data, form.add_prefix(name), field, shown)
    for name, rows in form.row_sets.items():
        wrong += _rows(data, form.add_prefix(name), name, rows, body.get(name) or [])
    if wrong:
        raise ProblemError(400, "wrong-type", "Nothing was saved. Correct these fields.", wrong)
    if keep and OPENED in form.fields:
        # Its version was compared under the lock: nobody changed anything since.
        data[form.add_prefix(OPENED)] = form.opened()
    return data


def _rows(data: Any, prefix: str, name: str, rows: Any, sent: Any) -> list[FieldProblem]:
    """A list of objects, each a small form."""
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        return [FieldProblem(name, "Send a list of objects.")]
    if len(sent) > MOST_CHOICES:
        return [FieldProblem(name, TOO_MANY)]
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(sent)), "0"
    fields, wrong = rows.form().fields, []
    for number, row in enumerate(sent):
        for key, value in row.items():
            place = f"{name}.{number}.{key}"
            if key not in fields:
                wrong.append(FieldProblem(place, "There is no field of this name."))
                continue
            try:
                data.setlist(f"{prefix}-{number}-{key}", typed(fields[key], value))
            except WrongTypeError as problem:
                wrong.append(FieldProblem(place, str(problem)))
    return wrong


def typed(field: Any, value: Any) -> list[str]:
    """One value as it would be typed or chosen."""
    if value is None:
        return []
    if isinstance(field, forms.FileField):
        if not isinstance(value, UploadedFile):
            raise WrongTypeError("Send a file.")
        return []  # the form finds it among the files
    if isinstance(field, SEVERAL):
        if not isinstance(value, list):
            raise WrongTypeError("Send a list.")
        if len(value) > MOST_CHOICES:
            raise WrongTypeError(TOO_MANY)
        return [_chosen(field, one) for one in value]
    if isinstance(field, forms.BooleanField):
        if not isinstance(value, bool):
            raise WrongTypeError("Send true or false.")
        return ["on"] if value else []
    return [_one(field, value)]


def _one(field: Any, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):  # a model choice is one too
        return _chosen(field, value)
    if isinstance(field, MomentField):
        return _moment(value)
    if isinstance(field, LenientDateField):
        return _day(value)
    if isinstance(field, forms.IntegerField):
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_NUMBER:
            raise WrongTypeError("Send a whole number.")
        return str(value)
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongTypeError("Send a text.")
    return value


def _chosen(field: Any, value: Any) -> str:
    """A row by its code or uuid, among those that are offered; any other choice by its value."""
    if not isinstance(field, forms.ModelChoiceField):
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return _text(value)
    text = _text(value)
    name = name_of_choices(field)
    if name in (field.to_field_name, "pk") or not text:
        return text
    if UNSTORABLE.search(text):
        return NONE_SUCH
    if name == "uuid":
        try:
            uuid.UUID(text)
        except ValueError:
            return NONE_SUCH
    try:
        found = field.queryset.filter(**{name: text}).values_list("pk", flat=True).first()
    except ValidationError:
        found = None
    return NONE_SUCH if found is None else str(found)


def name_of_choices(field: Any) -> str:
    """By what programs name the rows that a field offers: as the form has it, by code, or uuid."""
    if field.to_field_name not in (None, "id", "pk"):
        return str(field.to_field_name)
    names = {one.name for one in field.queryset.model._meta.get_fields()}
    return next((name for name in ("code", "uuid") if name in names), "pk")


def _day(value: Any) -> str:
    text = _text(value)
    if text and not is_day(text):
        raise WrongTypeError(SEND_DAY)
    return text


def is_day(text: str) -> bool:
    """Is this a date as programs send it?"""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(value: Any) -> str:
    text = _text(value)
    if len(text) <= 10:
        return _day(text)
    try:
        at = datetime.datetime.fromisoformat(text)
        if at.tzinfo is not None:
            at = timezone.localtime(at)
    except (ValueError, OverflowError):
        raise WrongTypeError(f"Send a date, or a date and time like {MOMENT}.") from None
    return f"{at:%Y-%m-%d %H:%M}"
