"""Where pages and the API get figures: which there are, and the table of one."""

from typing import Any, NamedTuple

from django.http import Http404

from core import policy
from core.figures import Figure, Period, Table
from figures.registry import FIGURES, TOPICS

ACTION = "statistics.view"


class OfTopic(NamedTuple):
    """The tables of one topic."""

    title: str
    tables: list[Table]


def figures_for(user: Any) -> list[Figure]:
    """The figures that the user may ask for: all, or none."""
    return list(FIGURES.values()) if policy.can(user, ACTION) else []


def table(user: Any, key: str, period: Period) -> Table:
    """What this figure comes to for the user. Raises Http404 where they may ask for none such."""
    if key not in FIGURES or not policy.can(user, ACTION):
        raise Http404
    return FIGURES[key].table(user, period)


def topics_for(user: Any, period: Period) -> list[OfTopic]:
    """Every topic with its tables, as `table` gives each."""
    return [
        OfTopic(topic.title, [table(user, one.key, period) for one in topic.figures])
        for topic in TOPICS
    ]
