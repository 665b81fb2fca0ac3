"""What follows from events: people are told inside the product."""

from alerts.consumers import (
    access,
    agencies,
    cases,
    exports,
    galleries,
    handovers,
    missing,
    needs,
    profiles,
    referrals,
    samples,
    tasks,
)

__all__ = [
    "access",
    "agencies",
    "cases",
    "exports",
    "galleries",
    "handovers",
    "missing",
    "needs",
    "profiles",
    "referrals",
    "samples",
    "tasks",
]
