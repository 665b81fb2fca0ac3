"""What a reader is told of a person's risk: its level, not assessed, or not shared with them.

Nothing shown would have three meanings. Decided here for the header, the lists, paper and the API.
"""

from dataclasses import dataclass

from profiles.models import RiskAssessment


@dataclass(frozen=True)
class RiskShown:
    """The words, the look of the badge, and the level where there is one to tell."""

    status: str
    text: str
    badge: str
    level: str | None = None
    name: str | None = None


NOT_SHARED = RiskShown("not_shared", "Risk not shared with you", "none")
NOT_ASSESSED = RiskShown("not_assessed", "Not assessed", "none")


def risk_shown(held: bool, latest: RiskAssessment | None, *, in_full: bool = False) -> RiskShown:
    """Of the latest assessment, for a reader who holds the section risk or does not.

    In full, what the risk is of is said too.
    """
    if not held:
        return NOT_SHARED
    if latest is None:
        return NOT_ASSESSED
    text = str(latest) if in_full else f"{latest.level} risk"
    level = latest.level
    return RiskShown("assessed", text, level.badge, level.code, level.name)
