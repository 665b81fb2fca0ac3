"""The key dates of a person in one list: each kept in one place, and changed there."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class DatedLine:
    """One day, what it is, and the detail that says so."""

    on: datetime.date
    what: str
    # Of the address of the detail: its kind, and the detail itself.
    slug: str
    row: Any
    note: str = ""
    cautions: tuple[str, ...] = ()


def in_order(details: Mapping[str, Iterable[Any]]) -> list[DatedLine]:
    """Of details by their kind: what was entered as a key date, and what follows from others."""
    found = [
        DatedLine(one.on, str(one.kind), "key-dates", one, one.note, tuple(one.cautions))
        for one in details.get("key-dates", ())
    ]
    found += [
        DatedLine(stay.release_expected_on, f"Release expected from {stay}", "custody", stay)
        for stay in details.get("custody", ())
        if stay.is_current and stay.release_expected_on
    ]
    found += [
        DatedLine(status.ends_on, f"{status} ends", "statutory", status)
        for status in details.get("statutory", ())
        if status.ends_on
    ]
    found += [
        DatedLine(warning.review_on, f"Review the warning: {warning.kind}", "warnings", warning)
        for warning in details.get("warnings", ())
        if warning.review_on and _in_force(warning)
    ]
    found += [
        DatedLine(one.review_on, "Review the risk", "", one)
        for one in details.get("risk", ())
        if one.review_on
    ]
    return sorted(found, key=lambda line: (line.on, line.what))


def _in_force(warning: Any) -> bool:
    return warning.ends_on is None or warning.ends_on >= timezone.localdate()
