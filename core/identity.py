"""Who asks: the first question of every rule and of every queryset of a user."""

from typing import Any


def is_someone(user: Any) -> bool:
    """A signed-in person whose account is open."""
    return bool(user is not None and user.is_authenticated and user.is_active)
