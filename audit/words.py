"""Events in words: what was done, and which fields changed from what to what."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from dataclasses import field as filled
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, OuterRef, Subquery
from django.utils import timezone

from audit import vocabulary
from audit.models import Event
from core import prepared
from core.dates import format_clock, format_short_day, format_when

Key = tuple[str, Any]
Change = tuple[Any, Any, Any]
EMPTY = (None, "")

SHOWN = {
    "view": "Opened",
    "list": "Saw in a list",
    "search": "Found in a search",
    "file": "Downloaded a file",
    "print": "Printed",
    "export": "Exported",
    "thumbnail": "Saw the thumbnail",
}
# Looks that open a page of its own, which has a name.
OPEN = ("view", "print")
REFERENCE = re.compile(r"[A-Z]{1,3}-\d{4}-\d{1,9}")
# How words end that wait for a name.
ENDINGS = (" to", " of", " for", " from", " by", ":")


@dataclass
class Line:
    """One line of History."""

    event: Event
    what: str
    changes: list[tuple[str, str, str]] = filled(default_factory=list)


@dataclass
class Entry:
    """One line of the log as auditors read it: no field of a record.

    `name` is that of the record, for auditors who may read it anyway; nothing for others.
    """

    event: Event
    name: str = ""

    @property
    def number(self) -> str:
        return f"Event {self.event.pk}"

    @property
    def at(self) -> str:
        return to_the_second(self.event.at)

    @property
    def what(self) -> str:
        return describe(self.event)

    @property
    def section(self) -> str:
        return section_in_words(self.event)


def in_words(
    events: list[Event],
    named: Callable[[Any], str],
    told: Callable[[list[Any]], list[Any]] = list,
    kept_back: Callable[[Any], Collection[str]] = lambda row: (),
) -> list[Line]:
    """The events of a page, each with its changed fields; two queries, whatever has changed.

    `named` says what a changed field pointed at, as far as the reader may know it; `told` leaves
    out the rows of which the reader learns no fields, `kept_back` names the fields of a row that
    they do not learn.
    """
    rows, before = _history_rows(events)
    tellable = {id(row) for row in told(list(rows.values()))}
    known = {key: row for key, row in rows.items() if id(row) in tellable}
    changed = {key: _changed(row, before.get(key), kept_back(row)) for key, row in known.items()}
    steps = {key: step for key, row in known.items() if (step := _step_of(row))}
    changes = (pair for fields in changed.values() for pair in fields)
    names = _names(changes, named, steps.values())
    return [
        Line(
            event,
            _what(event, rows.get(key), names.get(steps.get(key), "")),
            [
                (_label(field), _shown(field, old, names), _shown(field, new, names))
                for field, old, new in changed.get(key, [])
            ],
        )
        for event in events
        for key in [(event.history_model, event.history_id)]
    ]


def _step_of(row: Any) -> tuple[Any, Any] | None:
    """What this was one step of: a row of the same section, which its kind names in `step_of`."""
    path = getattr(row.instance_type, "step_of", "")
    if not path:
        return None
    field = row.instance_type._meta.get_field(path)
    return field.related_model, getattr(row, field.attname)


def _history_rows(events: list[Event]) -> tuple[dict[Key, Any], dict[Key, Any]]:
    """The version that each event points at, and the one before it."""
    wanted: dict[str, list[int]] = {}
    for event in events:
        if event.history_id is not None:
            wanted.setdefault(event.history_model, []).append(event.history_id)
    parts = {}
    for label, ids in wanted.items():
        versions = apps.get_model(label)._base_manager.order_by()
        told = versions.filter(pk__in=ids)
        earlier = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        latest = earlier.order_by("-history_id").values("history_id")[:1]
        parts[label, True] = told
        parts[label, False] = versions.filter(pk__in=told.values(before=Subquery(latest)))
    found = prepared.together(parts)
    rows, before = {}, {}
    for label in wanted:
        told_of = found[label, True]
        known = sorted([*told_of, *found[label, False]], key=lambda row: row.pk)
        latest_of = {}
        for row in known:
            if row.id in latest_of and latest_of[row.id].pk < row.pk:
                before[label, row.pk] = latest_of[row.id]
            latest_of[row.id] = row
        rows |= {(label, row.pk): row for row in told_of}
    return rows, before


def describe(event: Event) -> str:
    """What was done, without the recipient; asks the database nothing."""
    declared = vocabulary.declared(event.verb)
    if declared is None:
        is_look = event.operation == Event.CONSULTATION
        return _looked(event) if is_look else _plainly(event.verb)
    if declared.names_kind and event.history_model:
        kept = apps.get_model(event.history_model)
        return f"{declared.words} {kept.instance_type._meta.verbose_name}"
    return _finished(declared.words)


def section_in_words(event: Event) -> str:
    """The part of the record; nothing for identity."""
    return vocabulary.section_label(event.section)


def operation_in_words(event: Event) -> str:
    """The kind of act, in the sense of the Data Protection Act 2018 s.62."""
    return event.get_operation_display()


def to_the_second(at: datetime.datetime) -> str:
    """4 Jun 2026, 09:32:05, in UK time."""
    local = timezone.localtime(at)
    return f"{format_short_day(local.date())}, {local:%H:%M:%S}"


def _looked(event: Event) -> str:
    """Opened the log of P-2026-000123; Opened the page of team Norfolk IOM Team."""
    shown, label = _opened(event), event.target_label
    if label and not shown.endswith(f" {label.lower()}"):
        reference = REFERENCE.search(label)
        return f"{shown} of {reference[0] if reference else label[:1].lower() + label[1:]}"
    noun = event.verb.partition(".")[0]
    what = vocabulary.plural_of(noun)
    if shown == "Saw in a list" and what:
        return f"Saw a list of {what}" if noun != "audit" else "Read the log"
    if shown == "Found in a search" and what:
        return f"Searched {what}"
    return shown


def _opened(event: Event) -> str:
    """How it was looked at, with the name of the page that was opened."""
    how = event.detail.get("shown", "")
    page = vocabulary.page_of(event.verb.partition(":")[0]) if how in OPEN else ""
    return " ".join(filter(None, [SHOWN.get(how, "Saw"), page]))


def _plainly(verb: str) -> str:
    """Of a verb without words of its own, at least no code: case.closed, Case: closed."""
    noun, _, act = verb.replace("_", " ").partition(".")
    words = f"{noun}: {act.partition(':')[0]}" if act else noun
    return words[:1].upper() + words[1:]


def _finished(words: str) -> str:
    """Words that wait for a name, where the name is in another column."""
    for ending in ENDINGS:
        words = words.removesuffix(ending)
    return words


def _what(event: Event, row: Any, step_of: str = "") -> str:
    declared = vocabulary.declared(event.verb)
    if declared is None and event.operation == Event.CONSULTATION:
        shown, section = _opened(event), section_in_words(event).lower()
        has_name = shown not in SHOWN.values() or not section
        return shown if has_name else f"{shown}: {section}"
    words = declared.words if declared else _plainly(event.verb)
    if declared and declared.names_kind and row is not None:
        words = f"{words} {row.instance_type._meta.verbose_name}"
    elif not event.recipient:
        words = _finished(words)
    words = " ".join(filter(None, [words, event.recipient]))
    return f"{words}: {step_of}" if step_of else words


def _changed(row: Any, before: Any, kept_back: Collection[str]) -> list[Change]:
    """Field, before and after, of what differs; on a first version, of what was filled in.

    Not what the verb says already: the kind of row names it in `told_by_verb`.
    """
    kept_back = {*kept_back, *getattr(row.instance_type, "told_by_verb", ())}
    changes = []
    for field in row.instance_type._meta.concrete_fields:
        if not _is_told(field) or field.name in kept_back:
            continue
        new, old = getattr(row, field.attname, None), getattr(before, field.attname, None)
        if new != old and (new not in EMPTY or old not in EMPTY):
            changes.append((field, old, new))
    return changes


def _is_told(field: Any) -> bool:
    """Bookkeeping is not, nor the record that the row is a part of."""
    is_parent = field.is_relation and field.remote_field.on_delete is CASCADE
    return field.editable and not field.primary_key and not is_parent


def _names(
    changes: Iterable[Change], named: Callable[[Any], str], steps: Iterable[tuple[Any, Any]]
) -> dict[tuple[Any, Any], str]:
    """What the changed references point at, and what was taken a step further, by one query."""
    wanted: dict[Any, set[Any]] = {}
    for field, old, new in changes:
        if field.is_relation:
            wanted.setdefault(field.related_model, set()).update({old, new} - {None})
    stepped: dict[Any, set[int]] = {}
    for model, pk in steps:
        stepped.setdefault(model, set()).add(pk)
    found = prepared.together(
        {
            **{(m, named): m._base_manager.filter(pk__in=ids) for m, ids in wanted.items() if ids},
            **{
                (m, _title): m.objects.with_words().filter(pk__in=ids)
                for m, ids in stepped.items()
            },
        }
    )
    return {(model, row.pk): words(row) for (model, words), rows in found.items() for row in rows}


def _title(row: Any) -> str:
    """The words of what was taken a step further."""
    title: str = row.in_history
    return title


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
        return format_when(value)
    if isinstance(value, datetime.time):
        return format_clock(value)
    return str(value)
