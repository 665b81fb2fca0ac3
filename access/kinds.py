"""Which kinds of record are shared."""

from typing import Any

from django.apps import apps


def shared_models() -> list[Any]:
    """Every kind of record that is shared: the concrete `SharedModel`s."""
    return [model for model in apps.get_models() if hasattr(model, "SECTIONS")]
