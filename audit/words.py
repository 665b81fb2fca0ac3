"""Events in words: what was done, and which fields changed from what to what."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from audit.models import Event

VERBS = {
    "profile.created": "Created the record",
    "profile.edited": "Edited",
    "detail.added": "Added",
    "detail.edited": "Edited",
    "log.added": "Added a contact to the log",
    "log.amended": "Added to a contact in the log",
    "risk.assessed": "Graded the risk",
    "access.given": "Gave access to",
    "access.changed": "Changed access of",
    "access.ended": "Ended access of",
    "access.excluded": "Excluded",
    "access.readmitted": "Ended the exclusion of",
    "access.asked": "Asked for access",
    "access.refused": "Refused access to",
}
SHOWN = {
    "view": "Opened",
    "list": "Saw in a list",
    "search": "Found in a search",
    "file": "Downloaded a file",
}
SECTIONS = {"log": "the log", "risk": "risk", "contact_details": "addresses and phones"}
# Of no interest to a reader: bookkeeping of our own.
LEFT_OUT = {"version", "sort_name", "search_names", "uuid", "profile", "contact"}


@dataclass
class Line:
    """One line of History."""

    event: Event
    what: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def in_words(events: list[Event]) -> list[Line]:
    """The events of a page, each with its changed fields."""
    rows = _history_rows(events)
    return [
        Line(event, _what(event, row), _changes(row))
        for event in events
        for row in [rows.get((event.history_model, event.history_id))]
    ]


def _history_rows(events: list[Event]) -> dict[tuple[str, Any], Any]:
    wanted: dict[str, list[Any]] = {}
    for event in events:
        if event.history_model:
            wanted.setdefault(event.history_model, []).append(event.history_id)
    found = {}
    for label, ids in wanted.items():
        for row in apps.get_model(label)._base_manager.filter(pk__in=ids):
            found[(label, row.pk)] = row
    return found


def _what(event: Event, row: Any) -> str:
    if event.operation == Event.CONSULTATION:
        shown = SHOWN.get(event.detail.get("shown", ""), "Saw")
        section = SECTIONS.get(event.section)
        return f"{shown}: {section}" if section else shown
    words = VERBS.get(event.verb, event.verb)
    if event.verb.startswith("detail.") and row is not None:
        words = f"{words} {row.instance_type._meta.verbose_name}"
    return " ".join(filter(None, [words, event.recipient]))


def _changes(row: Any) -> list[tuple[str, str, str]]:
    """Field, before, after: "Surname: Smith → Jones". Nothing before, on a first version."""
    if row is None:
        return []
    model = row.instance_type
    before = row.prev_record
    changes = []
    for each in model._meta.concrete_fields:
        if each.name in LEFT_OUT or each.primary_key or not each.editable:
            continue
        new, old = _shown(row, each), _shown(before, each) if before else ""
        if new != old:
            changes.append((each.verbose_name.capitalize(), old, new))
    return changes


def _shown(row: Any, each: Any) -> str:
    if not hasattr(row, each.name):
        return ""
    if each.choices:
        return str(getattr(row, f"get_{each.name}_display")())
    value = getattr(row, each.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(value, "strftime") and hasattr(value, "year"):
        return f"{value:%-d %B %Y}"
    return str(value)
