"""What follows from events: people are told inside the product."""

from alerts.consumers import access, agencies, needs, profiles, samples, tasks

__all__ = ["access", "agencies", "needs", "profiles", "samples", "tasks"]
