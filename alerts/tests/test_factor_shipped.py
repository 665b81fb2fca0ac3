"""The rules that E-CINS comes with can be saved and switched on as they are."""

import pytest

from alerts.factors import services
from alerts.factors.sentences import rule_in_words
from alerts.factors.shipped import SHIPPED
from alerts.models import Factor
from cases.tests.factories import ParticipantRoleFactory

SAID = {
    "release": "When a person at high risk is due for release within 14 days, raise a critical",
    "third-complaint": "When a person has 3 or more complaints of anti-social behaviour as",
    "repeat-missing": "When a person has 3 or more missing episodes within 90 days, raise a high",
    "no-contact": "When a person has had no contact for 28 days, raise a high alert",
    "repeat-victim": "When a person has 2 or more cases as victim within",
}


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.code)
def test_shipped_rule_works(police, manager, shipped):
    for code in ("complainant", "victim"):
        ParticipantRoleFactory(code=code)

    factor = services.add_factor(team=police, by=manager, name=shipped.name, **shipped.rule)
    services.switch_factor(factor=factor, by=manager, on=True)

    assert Factor.objects.in_force().get() == factor
    assert rule_in_words(factor.current).startswith(SAID[shipped.code])
