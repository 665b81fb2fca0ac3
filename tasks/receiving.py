"""Whether a task can go to a team, or to somebody in it."""

from typing import Any

from access.agreements import missing_agreement
from access.models import SharedModel
from agencies.models import Agreement, Membership, Team, User
from core import policy

NAMED_ALONE = (
    "Only people and teams who have access may know of this record. Choose one of them, by name "
    "if the record is restricted."
)


def receiver_problems(
    about: SharedModel | None, by: User, giver: Team, team: Team, person: User | None
) -> dict[str, str]:
    """Why a task of this team cannot go there, by field; nothing if it can."""
    if not Team.objects.visible_to(by).filter(pk=team.pk).exists():
        return {"team": f"{team} is not in the directory now. Choose another team."}
    if person is not None and not Membership.objects.at_work(team.pk, person.pk).exists():
        return {"user": f"{person} does not work in {team} now. Choose somebody who does."}
    if about is None:
        return {}
    field = "team" if person is None else "user"
    is_record = isinstance(about, SharedModel)
    missing = (is_record and missing_agreement(about, team)) or _missing_between(giver, team)
    if missing:
        return {field: missing}
    return {field: NAMED_ALONE} if is_hidden_from(about, team, person) else {}


def _missing_between(giver: Team, team: Team) -> str:
    if giver.agency_id == team.agency_id:
        return ""
    if Agreement.objects.covering(giver.agency, team.agency) is not None:
        return ""
    return (
        f"No agreement is in force between {giver.agency} and {team.agency}. "
        "The administrator of your area keeps the register of agreements."
    )


def is_hidden_from(about: Any, team: Team, person: User | None) -> bool:
    """Is it a secret record, restricted or of a discreet team, that they may not read?

    A matter is not: it shows itself to those who see it.
    """
    if not isinstance(about, SharedModel):
        return False
    if not (about.is_restricted or about.owner_team.is_discreet):
        return False
    if person is not None:
        return not policy.is_visible(person, about)
    return about.is_restricted or not about.team_holds.live().filter(group_id=team.pk).exists()
