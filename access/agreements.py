"""The agreement under which two agencies may share, and a grant is given."""

import datetime

from access.models import Grant, SharedModel
from agencies.models import Agreement, Team
from core.dates import format_day


def needs_agreement(obj: SharedModel, team: Team) -> bool:
    """Between agencies only what an agreement covers is shared."""
    return obj.owner_team.agency_id != team.agency_id


def agreement_with(obj: SharedModel, team: Team) -> Agreement | None:
    """The agreement in force between the owner's agency and the team's."""
    found: Agreement | None = Agreement.objects.covering(obj.owner_team.agency, team.agency)
    return found


def missing_agreement(obj: SharedModel, team: Team) -> str:
    """What to say where an agreement is needed and none is in force; empty otherwise."""
    if not needs_agreement(obj, team) or agreement_with(obj, team) is not None:
        return ""
    return (
        f"No agreement is in force between {obj.owner_team.agency} and {team.agency}. "
        "The administrator of your area keeps the register of agreements."
    )


def agreement_in_words(obj: SharedModel, team: Team) -> str:
    """The agreement that covers giving this team access; empty where none is needed."""
    agreement = agreement_with(obj, team)
    if agreement is None:
        return ""
    review = format_day(agreement.review_due_on)
    return f"Covered by the agreement “{agreement}” (review due {review})."


def widens(
    before: Grant,
    level: int,
    sections: list[str],
    until: datetime.datetime,
    while_open: SharedModel | None = None,
) -> bool:
    """Would these terms reach further than the grant they replace?

    What lasts while a record is open may end any day: anything else may outlast it.
    """
    return (
        level > before.level
        or not set(sections) <= set(before.sections)
        or until > before.valid_until
        or (before.while_open_id is not None and not is_of(before, while_open))
    )


def narrows(
    before: Grant,
    level: int,
    sections: list[str],
    until: datetime.datetime,
    while_open: SharedModel | None = None,
) -> bool:
    """Would these terms take away anything of the grant they replace?"""
    return (
        level < before.level
        or not set(before.offered_sections) <= set(sections)
        or until < before.valid_until
        or (while_open is not None and not is_of(before, while_open))
    )


def is_of(grant: Grant, record: SharedModel | None) -> bool:
    """Does the grant last while this record is open?"""
    if record is None:
        return False
    return (grant.while_open_type, grant.while_open_id) == (record._meta.label_lower, record.pk)
