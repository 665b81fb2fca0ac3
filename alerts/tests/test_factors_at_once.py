"""Workers that evaluate the same facts at the same moment fire a rule once."""

import pytest
from django.db import transaction

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.factors import services
from alerts.models import Fact, Firing, FiringFact, Notice
from alerts.tests.factor_factories import FactFactory, days_ago, drain, rule_of
from profiles.tests.factories import make_person, write_contact
from profiles.tests.factories.log import ContactOutcomeFactory
from tests.together import together

pytestmark = pytest.mark.slow


@pytest.fixture
def manager(live_database):
    return member(TeamFactory(), Membership.Role.MANAGER)


@pytest.fixture
def person(manager):
    return make_person(by=manager)


def missed(person, *days):
    return [FactFactory(profile=person, happens_on=days_ago(day)).pk for day in days]


@transaction.atomic
def work_off(person):
    """What a worker does for an event about the person, as one delivery."""
    facts = services.derive_facts(kinds=["contact", "missed", "met"], people=[person.pk])
    return services.fire_on_facts(facts=facts)


def test_same_facts_fire_once(manager, person):
    rule_of(manager.acting_team, manager)
    facts = missed(person, 40, 20, 3)

    fired = together(*[lambda: services.fire_on_facts(facts=facts)] * 2)
    drain()

    assert sorted(fired) == [0, 1]
    assert Firing.objects.count() == 1
    assert FiringFact.objects.count() == 3
    assert Notice.objects.filter(object_type="alerts.firing").count() == 1


def test_two_contacts_that_complete_a_rule_together_fire_once(manager, person):
    """Neither worker has seen the fact of the other when it begins."""
    rule_of(manager.acting_team, manager)
    missed(person, 40)
    outcome = ContactOutcomeFactory(
        code="did-not-attend", name="Did not attend", speaks_for_itself=True
    )
    for day in (20, 3):
        write_contact(person, manager, happened_on=days_ago(day), outcome=outcome, text="")

    fired = together(*[lambda: work_off(person)] * 2)

    assert sorted(fired) == [0, 1]
    assert Fact.objects.filter(kind="missed").count() == 3
    assert FiringFact.objects.count() == 3


def test_two_schedulers_in_one_hour_fire_once(manager, person):
    rule_of(manager.acting_team, manager, kind="no_contact", count=1, days=28)
    FactFactory(kind="met", profile=person, happens_on=days_ago(28))

    fired = together(*[services.check_calendar] * 2)

    assert sorted(fired) == [0, 1]
    assert Firing.objects.count() == 1
