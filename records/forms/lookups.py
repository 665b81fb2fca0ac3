"""Choices from the lists that partnerships change."""

from typing import Any


def offer(field: Any, chosen: Any = None) -> None:
    """The choices of a list as it is today, and the one that was chosen before."""
    lookups = field.queryset.model.objects
    field.queryset = lookups.offered() | lookups.filter(pk=chosen)
