"""New facts are cheap: those of the past are not written, and many ask as little as one."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts.factors import services
from alerts.models import Fact, Firing
from alerts.tests.factor_factories import FactFactory, days_ago, rule_of
from profiles.tests.factories import make_person, write_contact


def asked(facts):
    with CaptureQueriesContext(connection) as statements:
        services.fire_on_facts(facts=[fact.pk for fact in facts])
    return len(statements)


def test_facts_that_no_rule_can_count_ask_as_little_as_one(police, manager, person):
    rule_of(police, manager)
    rule_of(police, manager, name="Complaints", kind="complaint", days=30)
    old = [FactFactory(profile=person, happens_on=days_ago(90 + n)) for n in range(25)]

    assert asked(old[:1]) == asked(old)


def test_a_rule_that_watches_the_calendar_is_asked_once_of_all_facts(police, manager):
    rule = rule_of(police, manager, kind="release", count=1, days=14)
    rule.checked_until = timezone.localdate()
    rule.save()
    soon = timezone.localdate() + datetime.timedelta(days=10)
    facts = [
        FactFactory(kind="release", profile=make_person(by=manager), happens_on=soon)
        for _ in range(5)
    ]

    # No stay in custody says so any more: none of them fires.
    assert asked(facts[:1]) == asked(facts)
    assert not Firing.objects.exists()


def test_contacts_of_before_the_longest_rule_are_no_facts(manager, person):
    for day in (services.KEPT + 1, services.KEPT):
        write_contact(person, manager, happened_on=days_ago(day))

    services.derive_facts(kinds=["contact", "met"], people=[person.pk])

    kept = Fact.objects.filter(kind="contact").values_list("happens_on", flat=True)
    assert list(kept) == [days_ago(services.KEPT)]
