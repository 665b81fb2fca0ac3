"""The fields of a form in words for programs: what may be sent, and what may be chosen."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.choices import flatten_choices

from api.problems import DAY, MOMENT
from api.sending import MOST_CHOICES, SEVERAL, Beside, name_of_choices, taken_by
from core.fields import LenientDateField, MomentField

# Where people are told to type “today 4pm”.
LIKE_DAY, LIKE_MOMENT = f"Like {DAY}.", f"Like {MOMENT}, in UK time."
SENTENCE = re.compile(r"(?<=[.]) ")
NOTHING: Mapping[str, Beside] = {}


def described(
    form: Any, hidden: Iterable[str] = (), beside: Mapping[str, Beside] = NOTHING
) -> list[dict[str, Any]]:
    """Each field of a form, as it is offered to its reader now; and those beside it."""
    fields = taken_by(form, hidden)
    return [
        *(_field(name, field) for name, field in fields.items() if name not in beside),
        *(_beside(name, one) for name, one in beside.items()),
    ]


def _beside(name: str, one: Beside) -> dict[str, Any]:
    return {"name": name, "label": one.words, "type": one.kind, "required": False, "hint": ""}


def _field(name: str, field: Any) -> dict[str, Any]:
    if not isinstance(field, forms.Field):
        rows = [_field(key, one) for key, one in field.form().fields.items()]
        return {"name": name, "type": "list", "label": field.noun, "fields": rows}
    told = {
        "name": name,
        "label": str(field.label or ""),
        "type": type_of(field),
        "required": field.required,
        "hint": hint_of(field),
    }
    if getattr(field, "max_length", None):
        told["max_length"] = field.max_length
    if isinstance(field, forms.ChoiceField):
        told["choices"] = _choices(field)
    return told


def hint_of(field: Any) -> str:
    """The hint of a field; of days, how programs send them in place of how people type them."""
    hint = str(field.help_text or "")
    if not isinstance(field, LenientDateField):
        return hint
    like = LIKE_MOMENT if isinstance(field, MomentField) else LIKE_DAY
    kept = [one for one in SENTENCE.split(hint) if one and not one.startswith("For example")]
    return " ".join([like, *kept])


def type_of(field: Any) -> str:
    """The kind of value that a field takes."""
    if isinstance(field, SEVERAL):
        return "list"
    if isinstance(field, MomentField):
        return "date or date and time"
    if isinstance(field, LenientDateField):
        return "date"
    if isinstance(field, forms.BooleanField):
        return "true or false"
    if isinstance(field, forms.FileField):
        return "file"
    return "number" if isinstance(field, forms.IntegerField) else "text"


def _choices(field: Any) -> list[dict[str, str]]:
    if isinstance(field, forms.ModelChoiceField):
        name = name_of_choices(field)
        rows = field.queryset[:MOST_CHOICES]
        named = getattr(field, "label_from_instance", str)
        return [{"value": str(getattr(row, name)), "label": str(named(row))} for row in rows]
    return [
        {"value": str(value), "label": str(words)}
        for value, words in flatten_choices(field.choices)
        if value not in ("", None)
    ][:MOST_CHOICES]
