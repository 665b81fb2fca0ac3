"""Events in words: what was done, and which fields changed from what to what."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as filled
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from audit.models import Event
from core.dates import format_clock, format_short_day, format_when

Key = tuple[str, Any]
Change = tuple[Any, Any, Any]
EMPTY = (None, "")

VERBS = {
    "profile.created": "Created the record",
    "profile.edited": "Edited",
    "detail.added": "Added",
    "detail.edited": "Edited",
    "custody.dismissed": "Left the access as it is, after a move, of",
    "log.added": "Added a contact to the log",
    "log.amended": "Added to a contact in the log",
    "log.followed_up": "Said what came of a follow-up in the log",
    "draft.started": "Began a draft",
    "draft.discarded": "Discarded a draft",
    "draft.removed": "Removed a draft that was left alone",
    "risk.assessed": "Graded the risk",
    "saved_view.added": "Saved a view of the list of people",
    "saved_view.renamed": "Renamed a saved view",
    "saved_view.deleted": "Deleted a saved view",
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
    "emergency.glass_broken": "Opened the record in an emergency:",
    "emergency.glass_reviewed": "Reviewed the emergency opening by",
    "owner.transfer_proposed": "Proposed a transfer to",
    "owner.transfer_withdrawn": "Withdrew the proposal of a transfer to",
    "owner.transfer_declined": "Declined the transfer proposed by",
    "owner.transferred": "Took the record over:",
    "notice.seen": "Put a notice away",
    "agency.added": "Added an agency",
    "agency.edited": "Edited an agency",
    "team.added": "Added a team",
    "team.edited": "Edited a team",
    "team.closed": "Closed a team",
    "user.invited": "Invited a colleague",
    "user.edited": "Edited an account",
    "user.disabled": "Closed an account",
    "user.enabled": "Opened an account again",
    "invitation.renewed": "Sent a new invitation",
    "invitation.accepted": "Chose a password by invitation",
    "membership.added": "Gave a role to",
    "membership.ended": "Ended a role of",
    "membership.proposed": "Asked, as administrator, to join a team",
    "membership.seconded": "Agreed, as second administrator, that someone joins:",
    "membership.refused": "Refused, as second administrator, that someone joins:",
    "membership.withdrawn": "No longer asks to join a team",
    "agreement.added": "Added an agreement",
    "agreement.edited": "Edited an agreement",
    "agreement.ended": "Ended an agreement",
    "agreement.lapsing": "An agreement lapses soon",
    "agreement.lapsed": "An agreement has lapsed",
    "account.signed_in": "Signed in",
    "account.signed_out": "Signed out",
    "account.sign_in_failed": "Failed to sign in",
    "account.locked_out": "Must wait after failed attempts to sign in",
    "account.password_changed": "Changed the password",
    "account.second_step_added": "Set up the second step of sign-in",
    "account.second_step_removed": "Removed the second step of sign-in",
    "account.recovery_codes_renewed": "Made new recovery codes",
    "page.not_found": "Asked for a page that is not there for them",
    "page.refused": "Was refused a page",
    "audit.export_asked": "Asked for an export of the log",
    "audit.exported": "Wrote out a part of the log for",
    "audit.export_refused": "Was refused an export of the log",
    "audit.export_failed": "An export of the log was not made",
    "audit.export_deleted": "Deleted the file of an export of the log",
    "access.sampled": "Picked unusual accesses to review for",
    "access.sample_reviewed": "Reviewed an unusual access of",
}
SHOWN = {
    "view": "Opened",
    "list": "Saw in a list",
    "search": "Found in a search",
    "file": "Downloaded a file",
    "print": "Printed",
    "export": "Wrote out",
}
SECTIONS = {"log": "the log", "risk": "risk", "contact_details": "addresses and phones"}
# What was looked at when it was no record, by the noun of its action.
LISTS = {
    "profile": "people",
    "team": "teams",
    "user": "accounts",
    "agency": "agencies",
    "agreement": "agreements",
    "notice": "notices",
    "draft": "drafts",
    "saved_view": "saved views",
    "audit": "the log",
}
# How auditors group what was done: a key for the address, words, and the nouns of the verbs.
GROUPS = {
    "records": ("Records of people", ["profile", "detail", "log", "risk", "contact_details"]),
    "access": ("Access and sharing", ["access", "custody", "history", "owner", "request"]),
    "emergency": ("Emergency access", ["emergency"]),
    "sign-in": ("Signing in", ["account", "invitation"]),
    "teams": ("Teams and accounts", ["team", "user", "membership", "agency", "area", "agreement"]),
    "refusals": ("Pages refused", ["page"]),
    "log": ("The log itself", ["audit"]),
    "notices": ("Notices", ["notice"]),
    "drafts": ("Drafts", ["draft"]),
    "views": ("Saved views", ["saved_view"]),
}
# Of no interest to a reader: bookkeeping of our own.
LEFT_OUT = {"version", "sort_name", "search_names", "uuid", "profile", "contact"}


@dataclass
class Line:
    """One line of History."""

    event: Event
    what: str
    changes: list[tuple[str, str, str]] = filled(default_factory=list)


@dataclass
class Entry:
    """One line of the log as auditors read it: no field of a record, no name of its person."""

    event: Event

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


def describe(event: Event) -> str:
    """What was done, without the recipient; asks the database nothing."""
    if event.operation == Event.CONSULTATION and event.verb not in VERBS:
        return _looked(event)
    words = VERBS.get(event.verb) or _plainly(event.verb)
    if event.verb.startswith("detail.") and event.history_model:
        kept = apps.get_model(event.history_model)
        words = f"{words} {kept.instance_type._meta.verbose_name}"
    return _finished(words)


def section_in_words(event: Event) -> str:
    """The part of the record; nothing for identity."""
    return SECTIONS.get(event.section) or event.section.replace("_", " ")


def operation_in_words(event: Event) -> str:
    """The kind of act, in the sense of the Data Protection Act 2018 s.62."""
    return event.get_operation_display()


def to_the_second(at: datetime.datetime) -> str:
    """4 Jun 2026, 09:32:05, in UK time."""
    local = timezone.localtime(at)
    return f"{format_short_day(local.date())}, {local:%H:%M:%S}"


def _looked(event: Event) -> str:
    shown = SHOWN.get(event.detail.get("shown", ""), "Saw")
    if event.target_label:
        return shown
    noun = event.verb.partition(".")[0]
    what = LISTS.get(noun, "")
    if shown == "Saw in a list" and what:
        return f"Saw a list of {what}" if noun != "audit" else "Read the log"
    if shown == "Found in a search" and what:
        return f"Searched {what}"
    return shown


def _plainly(verb: str) -> str:
    """Of a verb without words of its own, at least no code: case.closed, Case: closed."""
    noun, _, act = verb.replace("_", " ").partition(".")
    words = f"{noun}: {act.partition(':')[0]}" if act else noun
    return words[:1].upper() + words[1:]


def _finished(words: str) -> str:
    """Words that wait for a name, where the name stands elsewhere."""
    for ending in (" to", " of", " for"):
        words = words.removesuffix(ending)
    return words


def _what(event: Event, row: Any) -> str:
    if event.operation == Event.CONSULTATION and event.verb not in VERBS:
        shown = SHOWN.get(event.detail.get("shown", ""), "Saw")
        section = SECTIONS.get(event.section)
        return f"{shown}: {section}" if section else shown
    words = VERBS.get(event.verb) or _plainly(event.verb)
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
        return format_when(value)
    if isinstance(value, datetime.time):
        return format_clock(value)
    return str(value)
