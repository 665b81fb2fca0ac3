"""Who takes part in a referral, as people in the case that opens when it is accepted."""

from cases.models import Participant, ParticipantRole
from referrals.models import PartyRole, Referral

Side = PartyRole.Side
# The role in a case, by its code, of each side.
ROLES = {Side.RESPONSIBLE: "perpetrator", Side.HARMED: "victim", Side.BESIDE: "other"}


def participants_of(referral: Referral) -> list[Participant]:
    """Each party with their name as the officer confirmed it."""
    roles = {role.code: role for role in ParticipantRole.objects.filter(code__in=ROLES.values())}
    return [
        Participant(
            profile=party.profile,
            name=party.name,
            role=roles[ROLES[Side(party.role.side)]],
            note=str(party.role),
        )
        for party in referral.intervention.parties.select_related("role", "profile")
    ]
