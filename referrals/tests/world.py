"""An entry of the register and a referral that a team of another force must not find."""

from core.tests.worlds import hidden_world
from referrals import services
from referrals.models import Intervention, Referral, Term
from referrals.tests.factories import InterventionFactory, ReferralFactory, champion_of, days


@hidden_world(Intervention)
def entry_of_another_force(cast):
    term = Term(text="Pay for the pane", due_on=days(3))
    entry = services.agree_terms(
        intervention=InterventionFactory(by=cast.officer),
        by=cast.officer,
        agreed_on=days(0),
        terms=[term],
    )
    party = entry.parties.first()
    acts = ("edit", "remove", "withdraw")
    parts = {f"rj:party-{act}": party.uuid for act in acts} | {"rj:term": term.uuid}
    return entry, cast.outsider, parts


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
