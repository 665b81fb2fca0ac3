"""Whose log an auditor reads: asked of the apps above, which know areas, teams and records.

`audit` knows none of these. Each app above provides its part when it starts; nothing provided
means nothing seen.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

Provider = Callable[..., Any]
# Parts that one app alone knows, and parts to which several add.
ALONE = {"audits", "administers", "teams", "actor", "subjects", "own_people", "person"}
ADDED = {"records", "withheld", "names"}

_providers: dict[str, list[Provider]] = defaultdict(list)


def provide(part: str) -> Callable[[Provider], Provider]:
    """Let a function of an app above answer for a part of the scope."""

    def register(function: Provider) -> Provider:
        if part not in ALONE | ADDED:
            raise ImproperlyConfigured(f"No part of the scope is named {part}.")
        if part in ALONE and _providers[part]:
            raise ImproperlyConfigured(f"Two apps answer for {part}.")
        _providers[part].append(function)
        return function

    return register


def _ask(part: str, *args: Any) -> Any:
    return next((provider(*args) for provider in _providers[part]), None)


def audits(user: Any) -> bool:
    """Is the user an auditor, now?"""
    return bool(_ask("audits", user))


def administers(user: Any) -> bool:
    """Is the user an area administrator, now?"""
    return bool(_ask("administers", user))


def teams(user: Any) -> QuerySet | None:
    """The teams at work in the areas that the user audits."""
    return _ask("teams", user)


def people(covered: QuerySet) -> QuerySet | None:
    """The people, as events name them in `subjects`, whose records these teams manage."""
    return _ask("subjects", covered)


def records(covered: QuerySet) -> dict[str, QuerySet]:
    """The records that these teams manage, by kind."""
    return {
        kind: rows
        for provider in _providers["records"]
        for kind, rows in provider(covered).items()
    }


def own_people(user: Any) -> QuerySet | None:
    """The people of `subjects` whose records are the auditor's own affair."""
    return _ask("own_people", user)


def withheld(user: Any) -> dict[str, QuerySet]:
    """What is about the auditor alone, by kind: the account, roles, records kept from them."""
    return {
        kind: rows for provider in _providers["withheld"] for kind, rows in provider(user).items()
    }


def names(user: Any, wanted: dict[str, set[int]]) -> dict[tuple[str, int], str]:
    """The names of those of these records that the auditor may read, by kind and id."""
    return {
        key: name
        for provider in _providers["names"]
        for key, name in provider(user, wanted).items()
    }


def actor(username: str) -> int | None:
    """The account with this user name."""
    return _ask("actor", username)


def person(reference: str) -> int | None:
    """The person with this reference; the caller never says whether there is one."""
    return _ask("person", reference)
