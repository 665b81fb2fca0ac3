"""Events in words: what was done, and which fields changed from what to what."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as filled
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery

from audit.models import Event
from core.dates import say_clock, say_when

Key = tuple[str, Any]
Change = tuple[Any, Any, Any]
EMPTY = (None, "")

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
    "access.restricted": "Restricted the record to named people",
    "access.unrestricted": "Lifted the restriction",
    "access.found": "Found that the record exists, by exact particulars",
    "access.questioned": "Asked for more from",
    "access.replied": "Replied about a request for access to",
    "access.glass_broken": "Opened the record in an emergency:",
    "access.glass_reviewed": "Reviewed the emergency opening by",
    "owner.transfer_proposed": "Proposed a transfer to",
    "owner.transfer_withdrawn": "Withdrew the proposal of a transfer to",
    "owner.transfer_declined": "Declined the transfer proposed by",
    "owner.transferred": "Took the record over:",
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
    changes: list[tuple[str, str, str]] = filled(default_factory=list)


def in_words(events: list[Event]) -> list[Line]:
    """The events of a page, each with its changed fields; a query or two for each kind of row."""
    rows, before = _history_rows(events)
    changed = {key: _changed(row, before.get(key)) for key, row in rows.items()}
    names = _names(pair for fields in changed.values() for pair in fields)
    return [
        Line(
            event,
            _what(event, rows.get(key)),
            [
                (_label(field), _shown(field, old, names), _shown(field, new, names))
                for field, old, new in changed.get(key, [])
            ],
        )
        for event in events
        for key in [(event.history_model, event.history_id)]
    ]


def _history_rows(events: list[Event]) -> tuple[dict[Key, Any], dict[Key, Any]]:
    """The version that each event points at, and the one before it."""
    wanted: dict[str, list[int]] = {}
    for event in events:
        if event.history_id is not None:
            wanted.setdefault(event.history_model, []).append(event.history_id)
    rows, before = {}, {}
    for label, ids in wanted.items():
        versions = apps.get_model(label)._base_manager
        earlier = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        latest = earlier.order_by("-history_id").values("history_id")[:1]
        found = list(versions.filter(pk__in=ids).annotate(before_id=Subquery(latest)))
        previous = versions.in_bulk([row.before_id for row in found if row.before_id])
        for row in found:
            rows[(label, row.pk)] = row
            if row.before_id:
                before[(label, row.pk)] = previous[row.before_id]
    return rows, before


def _what(event: Event, row: Any) -> str:
    if event.operation == Event.CONSULTATION and event.verb not in VERBS:
        shown = SHOWN.get(event.detail.get("shown", ""), "Saw")
        section = SECTIONS.get(event.section)
        return f"{shown}: {section}" if section else shown
    words = VERBS.get(event.verb, event.verb)
    if event.verb.startswith("detail.") and row is not None:
        words = f"{words} {row.instance_type._meta.verbose_name}"
    return " ".join(filter(None, [words, event.recipient]))


def _changed(row: Any, before: Any) -> list[Change]:
    """Field, before and after, of what differs; on a first version, of what was filled in."""
    changes = []
    for field in row.instance_type._meta.concrete_fields:
        if field.name in LEFT_OUT or field.primary_key or not field.editable:
            continue
        new, old = getattr(row, field.attname, None), getattr(before, field.attname, None)
        if new != old and (new not in EMPTY or old not in EMPTY):
            changes.append((field, old, new))
    return changes


def _names(changes: Iterable[Change]) -> dict[tuple[Any, Any], str]:
    """What the changed references point at, fetched a kind at a time."""
    wanted: dict[Any, set[Any]] = {}
    for field, old, new in changes:
        if field.is_relation:
            wanted.setdefault(field.related_model, set()).update({old, new} - {None})
    return {
        (model, pk): str(row)
        for model, ids in wanted.items()
        for pk, row in model._base_manager.in_bulk(ids).items()
    }


def _label(field: Any) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _shown(field: Any, value: Any, names: dict[tuple[Any, Any], str]) -> str:
    if value in EMPTY:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), "")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.date):
        return say_when(value)
    if isinstance(value, datetime.time):
        return say_clock(value)
    return str(value)
