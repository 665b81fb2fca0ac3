"""Trigger factors of the demo: what is past is counted, and three rules are switched on."""

from agencies.models import Team, User
from alerts.factors import services
from alerts.factors.shipped import SHIPPED

# Whose team has which of the rules that E-CINS comes with, and whether it is on.
RULES = (
    ("asb.brighton", "third-complaint", True),
    ("asb.brighton", "repeat-victim", True),
    ("asb.brighton", "no-contact", False),
    ("asb.waveney", "third-complaint", True),
    ("asb.waveney", "release", False),
)


def make(past):
    """Write the facts of the time before, and then the rules, so that nothing old fires now."""
    with past.act("facts", 31):
        services.rebuild_facts()
    shipped = {one.code: one for one in SHIPPED}
    for username, code, on in RULES:
        manager = User.objects.get(username=username)
        team = Team.objects.get(pk=manager.acting_team.pk)
        with past.act(("factor", username, code), 30):
            factor = services.add_factor(
                team=team, by=manager, name=shipped[code].name, **shipped[code].rule
            )
        if on:
            with past.act(("factor", username, code), 29):
                services.switch_factor(factor=factor, by=manager, on=True)
