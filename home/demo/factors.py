"""Trigger factors of the demo: what is past is counted, four rules are on, and one has fired."""

import datetime

from django.utils import timezone

from agencies.models import Team, User
from alerts.factors import services
from alerts.factors.shipped import SHIPPED
from audit.jobs import deliver
from audit.selectors import waiting_deliveries
from cases.models import Case
from cases.services import add_incident
from home.demo.complaint import POLICE, TITLE

# Whose team has which of the rules that E-CINS comes with, and whether it is on.
RULES = (
    ("asb.brighton", "third-complaint", True),
    ("asb.brighton", "repeat-victim", True),
    ("asb.brighton", "no-contact", False),
    ("asb.waveney", "third-complaint", True),
    ("asb.waveney", "release", False),
    ("missing.norfolk", "repeat-missing", True),
)


SOON = datetime.timedelta(seconds=2)


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
    _third_complaint(past)


def _third_complaint(past):
    """The neighbour complains again, and her team is told why that is once too often."""
    case, began = Case.objects.get(title=TITLE), timezone.now()
    with past.act(case, 1):
        add_incident(
            case=case,
            by=User.objects.get(username=POLICE),
            happened_on=past.now.date() - datetime.timedelta(days=2),
            text="Shouting and banging on her door for an hour.",
            location="Flat 14",
        )
    # First the rule fires, and then it is told.
    for seconds in (SOON, 2 * SOON):
        with past.at(past.latest[case] + seconds):
            waiting = waiting_deliveries(until=timezone.now())
            deliver([delivery for delivery in waiting if delivery.event.at >= began])
