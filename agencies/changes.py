"""Saves what differs between a form and its record, and says what it was and is."""

from typing import Any

from django.db import models


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
