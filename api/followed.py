"""Which things of an event a user sees now: asked for the feed of changes and for webhooks.

A record is asked for the section in which something happened; anything else by the action of the
page that shows what happened to it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from core import policy

# Records with sections, found by the one question of access.
RECORDS = ("profiles.profile", "cases.case")
# Other things that pages tell of, and the action of the page.
ASKED_BY = {
    "tasks.task": "task.view",
    "referrals.referral": "referral.view",
    "referrals.intervention": "rj.history",
    "galleries.entry": "gallery.view_entry",
    "galleries.offer": "gallery.view_offer",
}
# What is said about a task, and its files, are for those who read the task.
READ = "task.read"
READERS_ALONE = ("task.commented", "document.")
# An offer happens to an entry, and is for the two teams alone.
OFFERS, OFFER = "gallery.offer_", "offer"


def about(event: Any) -> tuple[str, Any]:
    """The kind of thing that an event is about, and its id."""
    if event.verb.startswith(OFFERS):
        return "galleries.offer", event.detail.get(OFFER)
    return event.target_type, event.target_id


def uuids_seen(user: Any, events: Iterable[Any]) -> dict[int, Any]:
    """The uuids of what these events are about, by event, where the user sees it now."""
    asked, wanted = {}, defaultdict(set)
    for event in events:
        kind, pk = about(event)
        question = _question(kind, event)
        asked[event.pk] = (kind, question, pk)
        wanted[kind, question].add(pk)
    found = {}
    for (kind, question), ids in wanted.items():
        seen = _seen(user, kind, question)
        if seen is not None:
            rows = seen.filter(pk__in=ids).order_by().values_list("pk", "uuid")
            found |= {(kind, question, pk): uuid for pk, uuid in rows}
    return {pk: found[key] for pk, key in asked.items() if key in found}


def _question(kind: str, event: Any) -> str:
    """The section of a record; of anything else, the action."""
    if kind in RECORDS:
        return str(event.section)
    if kind == "tasks.task" and event.verb.startswith(READERS_ALONE):
        return READ
    return ASKED_BY.get(kind, "")


def _seen(user: Any, kind: str, question: str) -> Any:
    """Those that the user sees; None where nobody is told."""
    if kind in RECORDS:
        model: Any = apps.get_model(kind)
        is_section = not question or question in model.SECTIONS
        return model.objects.visible_to(user, section=question) if is_section else None
    return policy.accessible(user, question, apps.get_model(kind)) if question else None
