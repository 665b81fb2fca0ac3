"""What sharing every record of a list would do: how many can be shared, and why others cannot."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from agencies.models import Membership, Team, User
from core import policy
from core.querysets import among

CAP = 10_000
NOT_YOURS = "another team manages them, and you do not give access to its records"
RESTRICTED = "they are restricted: give or end access on the record itself"


def matching(records: Any, by: User, words: str = "") -> list[int]:
    """The ids of these that the user may read. Raises ValidationError where there are too many."""
    ids = records.ids_for(by, words=words, cap=CAP)
    if len(ids) > CAP:
        raise ValidationError(
            f"More than {CAP:,} match, and {CAP:,} is the most in one go. Narrow the list, for "
            "example to those that one team manages."
        )
    return ids


@dataclass(frozen=True)
class BulkPreview:
    """How many match, how many can be shared, and how many of the others for which reason."""

    matched: int
    can: int
    reasons: list[tuple[str, int]]


def preview_bulk(records: Any, by: User, action: str, words: str = "") -> BulkPreview:
    """What giving or ending access would reach. Raises ValidationError where that is too much."""
    ids = matching(records, by, words)
    rows = records.model._base_manager.filter(pk__in=among(ids))
    yours = list(policy.allowed(by, action, rows).values_list("is_restricted", flat=True))
    reasons = [(NOT_YOURS, len(ids) - len(yours)), (RESTRICTED, sum(yours))]
    return BulkPreview(
        matched=len(ids),
        can=len(yours) - sum(yours),
        reasons=[(reason, count) for reason, count in reasons if count],
    )


def shares_any(user: User) -> bool:
    """May the user give access to the records of any team? The rule is asked of each record."""
    if user.practises and user.has_role(Membership.Role.ADMINISTRATOR):
        return True
    return any(
        m.role == Membership.Role.MANAGER
        or (
            m.role == Membership.Role.PRACTITIONER
            and m.team.gives_access != Team.GivesAccess.MANAGERS
        )
        for m in user.live_memberships
    )


def referenced(model: Any, user: User, references: list[str]) -> list[Any]:
    """Of the records with these references, those that the user may still read."""
    rows = model._default_manager.visible_to(user).filter(reference__in=references)
    by_reference = {row.reference: row for row in rows}
    return [by_reference[one] for one in references if one in by_reference]
