"""Every figure, by topic, in the order of the page."""

from dataclasses import dataclass

from core.figures import Figure
from figures import alerts, people, restorative, tasks
from missing import figures as missing


@dataclass(frozen=True)
class Topic:
    """Figures that stand together."""

    title: str
    figures: tuple[Figure, ...]


TOPICS = (
    Topic("People", people.FIGURES),
    Topic("Tasks", tasks.FIGURES),
    Topic("Missing people", missing.FIGURES),
    Topic("Restorative justice", restorative.FIGURES),
    Topic("Alerts", alerts.FIGURES),
)
FIGURES = {figure.key: figure for topic in TOPICS for figure in topic.figures}
