"""Which kinds of record are shared, where their pages are, and whom they are about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.urls import reverse


def shared_models() -> list[Any]:
    """Every kind of record that is shared: the concrete `SharedModel`s."""
    return [model for model in apps.get_models() if hasattr(model, "SECTIONS")]


def address_of(model: Any, name: str, *args: Any) -> str:
    """The address of a page of this kind of record: its app's label is the namespace."""
    return reverse(f"{model._meta.app_label}:{name}", args=args)


def subjects_of(records: Iterable[Any]) -> list[int]:
    """The ids of the people whom an event about these records is about, asked once for each kind.

    None stands for a record that is not shown.
    """
    of_kind: dict[Any, list[Any]] = defaultdict(list)
    for record in records:
        if record is not None:
            of_kind[type(record)].append(record)
    return sorted({pk for kind, some in of_kind.items() for pk in kind.subjects_of(some)})
