"""A referral of another force, under way."""

from core.tests.worlds import hidden_world
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, champion_of


@hidden_world(Referral)
def referral_of_another_force(cast):
    """An agreement is being kept: every part that has an address is there."""
    referral = ReferralFactory(by=cast.officer, state="agreement")
    party = referral.intervention.parties.first()
    consultation = referral.consultations.create(
        champion=champion_of(referral),
        champion_name="Wendy Parlour",
        team=referral.author_team,
        asked_by=cast.officer,
    )
    return (
        referral,
        cast.outsider,
        {
            "referrals:party-edit": party.uuid,
            "referrals:party-remove": party.uuid,
            "referrals:consent-withdraw": party.uuid,
            "referrals:section": referral.form.parts.first().uuid,
            "referrals:advise": consultation.uuid,
            "referrals:panel-record": referral.panels.get().uuid,
            "referrals:term": referral.intervention.terms.get().uuid,
        },
    )
