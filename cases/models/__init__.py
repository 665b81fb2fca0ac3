"""Cases, the people in them, incidents, and the log of actions."""

from cases.models.actions import Action, ActionAmendment
from cases.models.case import Case, CaseActivity, CaseExclusion, CaseTeamHold, CaseUserHold
from cases.models.documents import CaseDocument
from cases.models.lookups import (
    ActionKind,
    ActionResult,
    CaseKind,
    CaseOutcome,
    CaseStage,
    ParticipantRole,
    RagRating,
)
from cases.models.people import CaseLink, Incident, Participant

__all__ = [
    "Action",
    "ActionAmendment",
    "ActionKind",
    "ActionResult",
    "Case",
    "CaseActivity",
    "CaseDocument",
    "CaseExclusion",
    "CaseKind",
    "CaseLink",
    "CaseOutcome",
    "CaseStage",
    "CaseTeamHold",
    "CaseUserHold",
    "Incident",
    "Participant",
    "ParticipantRole",
    "RagRating",
]
