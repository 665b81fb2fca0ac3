"""An entry in the register of another force, with somebody in it and something agreed."""

from core.tests.worlds import hidden_world
from referrals import services
from referrals.models import Intervention, Term
from referrals.tests.factories import InterventionFactory, days


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
