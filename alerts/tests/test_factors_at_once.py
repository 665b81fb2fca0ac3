"""Workers that evaluate the same facts at the same moment fire a rule once."""

import pytest
from django.db import connection, transaction

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.factors import services
from alerts.models import Fact, Firing, FiringFact, Notice
from alerts.tests.factor_factories import FactFactory, days_ago, drain, rule_of
from profiles.tests.factories import make_person, write_contact
from profiles.tests.factories.log import ContactOutcomeFactory
from tests.site import eventually
from tests.together import together

pytestmark = pytest.mark.slow


@pytest.fixture
def manager(live_database):
    return member(TeamFactory(), Membership.Role.MANAGER)


@pytest.fixture
def person(manager):
    return make_person(by=manager)


BLOCKS_ANOTHER = """SELECT EXISTS (SELECT 1 FROM pg_locks
  WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"""


def two_workers(act):
    """Both do it, each in a transaction; the first to be ready commits when the other waits."""
    ready = []

    def blocks_another():
        with connection.cursor() as cursor:
            cursor.execute(BLOCKS_ANOTHER)
            return cursor.fetchone()[0]

    @transaction.atomic
    def work():
        result = act()
        ready.append(result)
        if len(ready) == 1:
            eventually(blocks_another, seconds=20)
        return result

    return together(work, work)


def missed(person, *days):
    return [FactFactory(profile=person, happens_on=days_ago(day)).pk for day in days]


def work_off(person):
    """What a worker does for an event about the person, as one delivery."""
    facts = services.derive_facts(kinds=["contact", "missed", "met"], people=[person.pk])
    return services.fire_on_facts(facts=facts)


def test_same_facts_fire_once(manager, person):
    rule_of(manager.acting_team, manager)
    facts = missed(person, 40, 20, 3)

    fired = two_workers(lambda: services.fire_on_facts(facts=facts))
    drain()

    assert sorted(fired, key=str) == [0, 1]
    assert Firing.objects.count() == 1
    assert FiringFact.objects.count() == 3
    assert Notice.objects.filter(object_type="alerts.firing").count() == 1


def test_two_contacts_that_complete_a_rule_together_fire_once(manager, person):
    """Neither worker sees the facts that the other has just written, until it has waited."""
    rule_of(manager.acting_team, manager)
    missed(person, 40)
    outcome = ContactOutcomeFactory(
        code="did-not-attend", name="Did not attend", speaks_for_itself=True
    )
    for day in (20, 3):
        write_contact(person, manager, happened_on=days_ago(day), outcome=outcome, text="")

    fired = two_workers(lambda: work_off(person))

    assert sorted(fired, key=str) == [0, 1]
    assert Fact.objects.filter(kind="missed").count() == 3
    assert FiringFact.objects.count() == 3


def test_two_schedulers_in_one_hour_fire_once(manager, person):
    rule_of(manager.acting_team, manager, kind="no_contact", count=1, days=28)
    FactFactory(kind="met", profile=person, happens_on=days_ago(28))

    fired = two_workers(services.check_calendar)

    assert sorted(fired, key=str) == [0, 1]
    assert Firing.objects.count() == 1
