"""A rule fires once for what it counts, tells whom it names, and says why."""

import pytest
from django.db import IntegrityError, transaction

from access.tests.factories import give
from alerts.factors import services
from alerts.models import Fact, Firing, FiringFact, Notice
from alerts.tests.factor_factories import days_ago, drain, miss, rule_of
from alerts.tests.reading import read_by
from core.dates import format_day
from core.wording import listed
from galleries.tests.factories import EntryFactory, GalleryFactory
from profiles.models import RiskLevel
from profiles.services import assess_risk
from profiles.tests.factories import AddressFactory


def told(user):
    return list(Notice.objects.visible_to(user).filter(object_type="alerts.firing"))


def test_third_missed_contact_fires(person, police, manager, officer):
    rule_of(police, manager)

    miss(person, officer, 40, 20)
    before = Firing.objects.count()
    miss(person, officer, 3)

    assert before == 0
    assert Firing.objects.count() == 1
    assert "Jordan Pellworth" in read_by(officer)[-1]
    assert "has 3 or more missed contacts within 90 days" in read_by(officer)[-1]


def test_alert_says_the_days_and_the_rule(person, police, manager, officer):
    rule_of(police, manager)

    miss(person, officer, 40, 20, 3)

    [notice] = told(officer)
    days = [format_day(days_ago(n)).rpartition(" ")[0] for n in (40, 20, 3)]
    assert notice.why == f"{listed(days)}. Rule: Repeated missed contacts."
    assert notice.level == 3


def test_what_was_counted_is_not_counted_again(person, police, manager, officer):
    rule_of(police, manager)

    miss(person, officer, 40, 20, 10)
    miss(person, officer, 5)
    miss(person, officer, 4)
    after_five = Firing.objects.count()
    miss(person, officer, 3)

    assert after_five == 1
    assert Firing.objects.count() == 2
    assert FiringFact.objects.count() == 6


def test_too_far_apart_does_not_fire(person, police, manager, officer):
    rule_of(police, manager, days=30)

    miss(person, officer, 70, 40, 3)

    assert not Firing.objects.exists()


def test_twice_is_the_same_as_once(person, police, manager, officer):
    rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    facts = list(FiringFact.objects.values_list("fact_id", flat=True))

    again = services.fire_on_facts(facts=facts)
    drain()

    assert again == 0
    assert Firing.objects.count() == 1
    assert len(told(officer)) == 1


def test_the_database_refuses_a_fact_counted_twice(person, police, manager, officer):
    rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    part = FiringFact.objects.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        FiringFact.objects.create(factor=part.factor, fact=part.fact, firing=part.firing)


def test_switched_off_does_not_fire(person, police, manager, officer):
    rule_of(police, manager, on=False)

    miss(person, officer, 40, 20, 3)

    assert not Firing.objects.exists()


def test_new_version_does_not_fire_on_what_the_old_one_counted(person, police, manager, officer):
    factor = rule_of(police, manager)
    miss(person, officer, 40, 20, 3)

    services.edit_factor(
        factor=factor,
        by=manager,
        number=1,
        name=factor.name,
        kind="missed",
        count=2,
        days=90,
        level=2,
    )
    miss(person, officer, 2)

    assert Firing.objects.count() == 1


def test_task_is_sent_once(person, police, manager, officer):
    rule_of(police, manager, makes_task=True)

    miss(person, officer, 40, 20, 3)

    task = Firing.objects.get().task
    assert task.to_team == police
    assert task.from_user == manager
    assert "Rule: Repeated missed contacts." in task.detail


def test_no_task_for_a_manager_who_has_left(person, police, manager, officer, cast):
    factor = rule_of(police, makes_task=True)
    factor.switched_by.memberships.update(valid_until=factor.switched_at)

    miss(person, officer, 40, 20, 3)

    assert Firing.objects.get().task is None
    assert told(officer)


def test_entry_on_a_gallery_fires_for_those_who_see_the_entry(
    person, police, manager, officer, outsider
):
    give(person, manager, outsider.acting_team, sections=["log"])
    rule_of(police, manager, kind="gallery", what="vulnerable", count=1, days=1)

    EntryFactory(gallery=GalleryFactory(curators=[police]), profile=person, by=manager)
    drain()

    told = "has 1 entry on a gallery (vulnerable people)"
    assert any(told in words for words in read_by(officer))
    assert Firing.objects.visible_to(officer).count() == 1
    assert type(person).objects.visible_to(outsider).filter(pk=person.pk).exists()
    assert not Firing.objects.visible_to(outsider).exists()


def test_address_and_risk_are_facts(person, manager):
    AddressFactory(profile=person, added_by=manager)
    AddressFactory(profile=person, added_by=manager, text="2 Mill Lane, Stone")
    for code, position in (("low", 30), ("high", 10), ("medium", 20)):
        level, _ = RiskLevel.objects.update_or_create(
            code=code, defaults={"name": code, "badge": code, "position": position}
        )
        assess(person, manager, level)

    services.derive_facts(kinds=["address", "risk"], people=[person.pk])

    assert Fact.objects.filter(kind="address").count() == 1
    assert [fact.what for fact in Fact.objects.filter(kind="risk")] == ["high"]


def assess(person, by, level):
    assess_risk(
        profile=person,
        by=by,
        level=level,
        of_what="harm",
        rationale="Threats",
        assessed_on=days_ago(0),
    )
