"""The scopes that a client needs to be told of an event, in the feed of changes and by webhooks.

That of what happened, by the noun of its verb, and that of where it happened: the kind of thing,
or the section of a record.
"""

from typing import Any

from api.followed import about
from api.webhook_kinds import scopes_of_verb

# Kinds of things, and the resource of what comes with any access to one.
KINDS = {
    "profiles.profile": "people",
    "cases.case": "cases",
    "tasks.task": "tasks",
    "referrals.referral": "referrals",
    "referrals.intervention": "rj",
    "galleries.entry": "galleries",
    "galleries.offer": "galleries",
}
# Sections whose resource is another than that of their kind.
OF_SECTION = {
    "profiles.profile": {
        "contact_details": "contact_details",
        "log": "log",
        "risk": "risk",
        "reports": "reports",
        "documents": "documents",
        "missing_plan": "missing",
    },
    "cases.case": {"documents": "documents"},
}
# Of what is no kind of webhook, such as emergencies, only those are told who read all of access.
OF_OTHERS = "grants:read"


def scopes_of(event: Any) -> frozenset[str]:
    """The scopes that a client needs, all of them, to be told of this event."""
    kind, _ = about(event)
    place = OF_SECTION.get(kind, {}).get(event.section, KINDS[kind])
    return (scopes_of_verb(event.verb) or {OF_OTHERS}) | {f"{place}:read"}
