"""Worlds: what the sweeps need of each kind of record to visit every one of its addresses.

Every kind of record that has an address registers a world beside its factories, in
`<app>/tests/world.py` (an app that only the tests have: in its `world.py`). The sweeps find it
there and run for it; a kind without one fails them.

A shared kind of record: see `access.tests.worlds.SharedWorld`. Any other: one that somebody must
not find.

    @hidden_world(Draft)
    def draft_of_somebody_else(cast):
        return DraftFactory(author=cast.officer), cast.outsider

What belongs to it and has an address is named as a third thing: route name → uuid.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import module_has_submodule


@dataclass
class World:
    """One record, by the parts of its addresses, and somebody who must not find it."""

    model: Any
    stranger: Any
    values: dict[str, Any]
    # Of addresses with a part that belongs to the record: route name → uuid of the part.
    children: dict[str, Any] = field(default_factory=dict)
    # Parts of addresses that name no row; they are the same where the record is absent.
    slugs: dict[str, str] = field(default_factory=dict)


_shared: dict[Any, type[World]] = {}
_hidden: dict[Any, Callable[[Any], tuple[Any, ...]]] = {}


def shared_world(world: type[World]) -> type[World]:
    """Register the world of a shared kind of record."""
    assert world.model not in _shared, f"{world.model.__name__} has two worlds"
    _shared[world.model] = world
    return world


def hidden_world(model: Any) -> Callable:
    """Register a function of the cast: a record of this kind, and who must not find it."""

    def register(make: Callable[[Any], tuple[Any, ...]]) -> Callable:
        assert model not in _hidden, f"{model.__name__} has two worlds"
        _hidden[model] = make
        return make

    return register


def _find() -> None:
    for config in apps.get_app_configs():
        package = config.module
        if config.name in settings.OUR_APPS and module_has_submodule(package, "tests"):
            package = import_module(f"{config.name}.tests")
        elif not config.name.startswith("tests."):
            continue
        if module_has_submodule(package, "world"):
            import_module(f"{package.__name__}.world")


def shared_worlds() -> dict[Any, type[World]]:
    """The world of every shared kind that has one."""
    _find()
    return dict(_shared)


def hidden_worlds() -> dict[Any, Callable[[Any], tuple[Any, ...]]]:
    """What makes a hidden record of every other kind that has one."""
    _find()
    return dict(_hidden)
