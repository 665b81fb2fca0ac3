"""The rules that E-CINS comes with: a manager takes one over, changes it and switches it on."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shipped:
    """One of them: its name, why a team may want it, and what the form begins with."""

    code: str
    name: str
    why: str
    rule: dict[str, Any] = field(default_factory=dict)


SHIPPED = (
    Shipped(
        "release",
        "High-risk release within 14 days",
        "Time to plan who meets the person at the gate.",
        {
            "kind": "release",
            "days": 14,
            "is_high_risk": True,
            "tell": "owner",
            "level": 3,
        },
    ),
    Shipped(
        "third-complaint",
        "Third ASB complaint",
        "Three complaints from one person within 6 months call for an ASB case review.",
        {
            "kind": "complaint",
            "what": "complainant",
            "count": 3,
            "days": 183,
            "tell": "own",
            "level": 2,
        },
    ),
    Shipped(
        "repeat-missing",
        "3 missing episodes in 90 days",
        "Somebody who goes missing again and again may be exploited. Plan together.",
        {"kind": "missing", "count": 3, "days": 90, "tell": "owner", "level": 2},
    ),
    Shipped(
        "no-contact",
        "No contact for 28 days",
        "Nobody has met or spoken with the person for four weeks.",
        {"kind": "no_contact", "days": 28, "tell": "lead", "level": 2},
    ),
    Shipped(
        "repeat-victim",
        "Repeat victim",
        "The person is a victim in a second case within a year.",
        {
            "kind": "in_role",
            "what": "victim",
            "count": 2,
            "days": 365,
            "tell": "owner",
            "level": 2,
        },
    ),
)
