"""What follows from events: people are told inside the product."""

from alerts.consumers import access, agencies, profiles, samples

__all__ = ["access", "agencies", "profiles", "samples"]
