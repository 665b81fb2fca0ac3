"""Saves what differs between a form and its record, and notices a second editor."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def fingerprint(obj: models.Model, fields: Iterable[str]) -> str:
    """What these fields held when a form was opened, in a few letters."""
    values = [_kept(obj, name) for name in fields]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def _kept(obj: models.Model, name: str) -> str:
    is_list = obj._meta.get_field(name).many_to_many
    return display_value(obj, name) if is_list else str(obj.serializable_value(name))


def check_seen(obj: models.Model, fields: Iterable[str], seen: str | None) -> None:
    """Refuse what would overwrite another's words unread. Raises ValidationError on `seen`."""
    if seen is not None and seen != fingerprint(obj, fields):
        now = "; ".join(
            f"{obj._meta.get_field(name).verbose_name}: {display_value(obj, name)}"
            for name in fields
        )
        raise ValidationError(
            {
                "seen": f"Someone else changed this while the page was open. It holds now: {now}. "
                "What you typed is still here: save again to keep yours."
            }
        )


def display_value(obj: models.Model, name: str) -> str:
    """A field's value as a sentence may say it."""
    if obj._meta.get_field(name).many_to_many:
        return ", ".join(sorted(str(one) for one in getattr(obj, name).all())) or "nothing"
    shown = getattr(obj, f"get_{name}_display", None)
    value = shown() if shown else getattr(obj, name)
    return "nothing" if value in (None, "") else str(value)


def apply(obj: Any, values: dict[str, Any]) -> dict[str, list[str]]:
    """Save what differs, and say what it was and is; nothing for no change."""
    before = {name: display_value(obj, name) for name in values}
    changed = [name for name, value in values.items() if getattr(obj, name) != value]
    for name in changed:
        setattr(obj, name, values[name])
    if changed:
        obj.save()
    return {name: [before[name], display_value(obj, name)] for name in changed}
