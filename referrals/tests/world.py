"""An entry of the register and a referral that a team of another force must not find."""

from core.tests.worlds import hidden_world
from referrals import services
from referrals.models import Intervention, Referral, Term
from referrals.tests.factories import InterventionFactory, ReferralFactory, days


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
