"""The words of a notice: stored with placeholders, filled for the person who reads them.

What a reader may know changes after a notice is made; so no name of a record, and no team that
may be discreet, is ever stored.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from access.naming import ANOTHER_TEAM
from core.dates import format_day

RECORD = "{record}"
A_RECORD = "a record"
PLACEHOLDER = re.compile(r"\{(record)\}|\{team:(\d{1,15})\}|\{day:(\d{4}-\d\d-\d\d)\}")


def team_name(team: Any) -> str:
    """Stands for the name of a team; a discreet one is named only to those who may know it."""
    return f"{{team:{team.pk}}}"


def on_day(day: datetime.date) -> str:
    """Stands for today, yesterday, or on 4 June 2026."""
    return f"{{day:{day.isoformat()}}}"


def teams_in(text: str) -> list[int]:
    """The ids of the teams that a text names."""
    return [int(team) for _, team, _ in PLACEHOLDER.findall(text) if team]


def filled(text: str, *, record: str, teams: Mapping[int, str]) -> str:
    """The text with the record and the teams as this reader may know them."""

    def words_for(found: re.Match[str]) -> str:
        if found[1]:
            return record
        if found[2]:
            return teams.get(int(found[2]), ANOTHER_TEAM)
        return _day_in_words(found[3])

    words = PLACEHOLDER.sub(words_for, text)
    return words[:1].upper() + words[1:]


def _day_in_words(text: str) -> str:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:  # typed by a person, in the name of an agreement say
        return text
    near = {0: "today", 1: "yesterday"}
    return near.get((timezone.localdate() - day).days) or f"on {format_day(day)}"
