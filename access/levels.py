"""How far access reaches: levels, and the sections of a record as bits."""

from collections.abc import Iterable
from typing import Any

from django.db import models

# All sections, also those that a record kind gains later. Fits PostgreSQL's smallint.
ALL_SECTIONS = 32767


class Level(models.IntegerChoices):
    """What a reader may do with the sections they see. Only the owner team manages."""

    VIEW = 1, "Read"
    CONTRIBUTE = 2, "Read and add"
    MANAGE = 3, "Everything"


CODENAMES = {Level.VIEW: "view", Level.CONTRIBUTE: "contribute", Level.MANAGE: "manage"}


def bit(model: Any, section: str) -> int:
    """The bit of one section of a record kind."""
    return 1 << list(model.SECTIONS).index(section)


def mask(model: Any, sections: Iterable[str]) -> int:
    """The bits of several sections."""
    return sum(bit(model, section) for section in set(sections))


def names(model: Any, bits: int) -> list[str]:
    """The sections in a mask, in their order."""
    return [section for section in model.SECTIONS if bits & bit(model, section)]
