"""Figures about alerts: which were acknowledged, and the critical ones in time."""

from typing import Any

from django.conf import settings

from alerts.levels import Level
from alerts.models import Notice
from core import policy
from core.figures import NONE, Counted, Figure, Period, in_words, share

MINUTES = settings.ALERT_ESCALATION_MINUTES


def acknowledged(user: Any, period: Period) -> Counted:
    """How many alerts of each level there were, and what the user did about them."""
    own: Any = policy.accessible(user, "notice.list", Notice)
    levels = own.made_between(period.begins, period.ends).acknowledged_by_level(MINUTES)
    rows = [_row(*one) for one in levels]
    dealt_with, number = sum(row[2] for row in rows), sum(row[1] for row in rows)
    return Counted(rows, in_words(share(dealt_with, number), "acknowledged"))


def _row(level: int, number: int, dealt_with: int, in_time: int) -> tuple[Any, ...]:
    is_critical = level == Level.CRITICAL
    return (
        Level(level).label,
        number,
        dealt_with,
        in_time if is_critical else NONE,
        number - dealt_with,
        share(dealt_with, number),
    )


FIGURES = (
    Figure(
        key="alerts-acknowledged",
        title="Alerts acknowledged",
        definition=(
            "Alerts raised in the period. Acknowledged includes alerts that were handed on, taken "
            "by a colleague, or answered where they ask for an answer. In time is for critical "
            f"alerts only: acknowledged within {MINUTES} minutes, before managers are told."
        ),
        source="Only your own alerts are counted, not those of colleagues.",
        columns=(
            *("Alerts", "Number", "Acknowledged", "In time", "Not acknowledged"),
            "Share acknowledged",
        ),
        count=acknowledged,
        empty="No alerts in this period.",
        bars=(2, 4),
    ),
)
