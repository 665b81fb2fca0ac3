"""What follows from events: people are told inside the product."""

from alerts.consumers import access, agencies

__all__ = ["access", "agencies"]
