"""Which kinds of record are shared, and where their pages are."""

from typing import Any

from django.apps import apps
from django.urls import reverse


def shared_models() -> list[Any]:
    """Every kind of record that is shared: the concrete `SharedModel`s."""
    return [model for model in apps.get_models() if hasattr(model, "SECTIONS")]


def address_of(model: Any, name: str, *args: Any) -> str:
    """The address of a page of this kind of record: its app's label is the namespace."""
    return reverse(f"{model._meta.app_label}:{name}", args=args)
