"""A referral, and an entry of the register, that a team of another force must not find."""

from core.tests.worlds import hidden_world
from referrals.models import Intervention, Referral
from referrals.tests.factories import (
    InterventionFactory,
    ReferralFactory,
)


@hidden_world(Intervention)
def entry_of_another_force(cast):
    entry = InterventionFactory(by=cast.officer)
    return entry, cast.outsider, _of_entry(entry)


def _of_entry(entry):
    someone = entry.parties.first()
    acts = ("party-edit", "party-remove")
    return {f"rj:{act}": someone.uuid for act in acts}


@hidden_world(Referral)
def referral_of_another_force(cast):
    referral = ReferralFactory(by=cast.officer, state="agreement")
    entry = referral.intervention
    someone, part = entry.parties.first(), referral.form.parts.first()
    panel, term = referral.panels.first(), entry.terms.first()
    return (
        referral,
        cast.outsider,
        {
            "referrals:party-edit": someone.uuid,
            "referrals:party-remove": someone.uuid,
            "referrals:consent-withdraw": someone.uuid,
            "referrals:section": part.uuid,
            "referrals:panel-record": panel.uuid,
            "referrals:term": term.uuid,
        },
    )
