"""What those who report somebody missing are told: who has the report, who was first."""

from typing import Any

from django.utils import timezone

from access.naming import naming
from core.dates import format_clock, format_when
from missing.models import MissingReport
from missing.services import Reported

# It names no agency: who has the episode now may be none that the reader knows of.
NO_AGREEMENT = (
    "Your report gives your team no access, since no agreement covers it. "
    "The administrator of your area keeps the register of agreements."
)
# Nor which unit that is: the episode may be of another force than the reader's.
ELSEWHERE = (
    "Your report was sent to the unit that looks for this person. "
    "If there is danger to life, ring 999; otherwise ring 101."
)


def has_report(reported: Reported) -> str:
    """Which unit has it, and where it is rung."""
    unit = reported.episode.case.owner_team
    ring = f" Ring {unit.phone} if anything changes." if unit.phone else ""
    return f"Reported missing. {unit} has your report.{ring}"


def already_reported(reported: Reported, reader: Any) -> str:
    """That somebody reported it before: when and who, as far as the reader may read that."""
    seen = MissingReport.objects.visible_to(reader).of_episode(reported.episode)
    first = seen.exclude(pk=reported.report.pk).order_by("pk").first()
    added = "Your report was added to the episode."
    if first is None:
        return f"This person is reported missing already. {added}"
    who = naming(reader, reported.episode.case).writer(first)
    is_today = timezone.localdate(first.written_at) == timezone.localdate()
    when = f"at {format_clock(first.written_at)}" if is_today else _on(first.written_at)
    return f"Already reported {when} by {who}. {added}"


def _on(moment: Any) -> str:
    return f"on {format_when(moment)}"
