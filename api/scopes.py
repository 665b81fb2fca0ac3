"""What a client of the API may be given: one fixed list, in the words that managers agree to."""

from collections.abc import Iterable
from typing import Any, NamedTuple

READ, WRITE = "read", "write"


class Scope(NamedTuple):
    """One permission of a client, within what its team may see and do."""

    code: str
    words: str


# Resources that are read and written: what reading and what writing them means.
BOTH = {
    "people": ("Find people and read who they are", "Create records of people and edit identity"),
    "contact_details": (
        "Read addresses and phones of people",
        "Add and change addresses and phones of people",
    ),
    "log": ("Read the log", "Add to the log"),
    "reports": ("Read reports", "Write and submit reports"),
    "risk": ("Read assessments of risk", "Assess risk"),
    "documents": ("List and download documents", "Add documents"),
    "cases": ("Read cases and their actions", "Open and work on cases"),
    "tasks": ("Read tasks", "Send, accept and finish tasks"),
    "galleries": ("Read galleries and their entries", "Add to galleries and offer help"),
    "referrals": ("Read referrals", "Make and answer referrals"),
    "rj": ("Search the restorative justice register", "Record restorative justice"),
    "missing": ("Read missing episodes", "Report and work on missing episodes"),
    "alerts": ("Read its own alerts", "Acknowledge its own alerts"),
    "webhooks": (
        "Read its own webhooks and what was sent to them",
        "Have messages of its own webhooks tried again",
    ),
    "grants": ("Read who has access", "Give, change and end access"),
}
READ_ONLY = {
    "events": "Read the log of events",
    "statistics": "Read figures",
    "search": "Search across everything",
    "changes": "Follow what changes",
}
SCOPES = (
    *(
        scope
        for name, (read, write) in BOTH.items()
        for scope in (Scope(f"{name}:{READ}", read), Scope(f"{name}:{WRITE}", write))
    ),
    *(Scope(f"{name}:{READ}", words) for name, words in READ_ONLY.items()),
)
CODES = frozenset(scope.code for scope in SCOPES)
IN_WORDS = {scope.code: scope.words for scope in SCOPES}
CHOICES = [(scope.code, scope.words) for scope in SCOPES]
# What a form offers: clients work as practitioners, and only auditors read events.
OFFERED = [one for one in CHOICES if one[0] != "events:read"]


# Forms that go with tasks, and the scope of each kind; of any other kind no program is told.
OF_FORM = {"profiles.report": "reports:read", "referrals.referralform": "referrals:read"}


def has_scope(request: Any, scope: str) -> bool:
    """May this call read what the scope covers? People have no scopes: their access decides."""
    call = getattr(getattr(request, "_request", request), "api_call", None)
    return call is None or scope in call.scopes


def forms_in_scope(request: Any, forms: Iterable[Any]) -> list[Any]:
    """Those of these forms that the call may read."""
    return [form for form in forms if has_scope(request, OF_FORM.get(form._meta.label_lower, ""))]
