"""What stands between two agencies, who reads it, what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agencies.models import Agreement
from agencies.tests.factories import (
    AgencyFactory,
    AgreementFactory,
    UserFactory,
    agree,
    days_on,
)
from agencies.tests.register.entering import ended


# ---- What stands between two agencies --------------------------------------------------------
def test_an_agreement_covers_its_partners_in_either_order_and_nobody_else(police, elsewhere):
    found = agree(police, elsewhere)
    third = AgencyFactory()

    assert Agreement.objects.covering(police.agency, elsewhere.agency) == found
    assert Agreement.objects.covering(elsewhere.agency, police.agency) == found
    assert Agreement.objects.covering(police.agency, third) is None
    assert Agreement.objects.covering(police.agency, police.agency) is None


def test_two_agreements_with_one_partner_each_in_common_cover_nothing(police, elsewhere):
    agree(police, AgencyFactory())
    agree(elsewhere, AgencyFactory())

    assert Agreement.objects.covering(police.agency, elsewhere.agency) is None


@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [(-9, 0, True), (0, 9, True), (0, 0, True), (-9, -1, False), (1, 9, False)],
)
def test_an_agreement_is_in_force_from_its_first_day_through_its_last(
    police, elsewhere, first, last, covers
):
    agree(police, elsewhere, in_force_from=days_on(first), in_force_until=days_on(last))

    assert bool(Agreement.objects.covering(police.agency, elsewhere.agency)) is covers


def test_an_ended_agreement_covers_nothing(police, elsewhere, administrator):
    ended(administrator, owner_team=police, partners=[police.agency, elsewhere.agency])

    assert Agreement.objects.covering(police.agency, elsewhere.agency) is None


def test_of_several_the_one_that_lasts_longest_covers(police, elsewhere):
    agree(police, elsewhere, in_force_until=days_on(10))
    longest = agree(police, elsewhere, in_force_until=days_on(90))
    agree(police, elsewhere, in_force_until=days_on(40))

    assert Agreement.objects.covering(police.agency, elsewhere.agency) == longest


def test_the_day_is_the_databases_in_uk_time(police, elsewhere, time_machine):
    agree(police, elsewhere)

    time_machine.move_to(datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC))  # this program's only

    assert Agreement.objects.covering(police.agency, elsewhere.agency)


@pytest.mark.parametrize(("days", "found"), [(29, False), (30, True), (31, True)])
def test_lapsing_in_so_many_days(police, elsewhere, days, found):
    agree(police, elsewhere, in_force_until=days_on(30))

    assert Agreement.objects.lapsing(days).exists() is found


def test_states(administrator):
    made = {
        "in_force": AgreementFactory(),
        "lapsing": AgreementFactory(in_force_until=days_on(20)),
        "to_come": AgreementFactory(in_force_from=days_on(5)),
        "lapsed": AgreementFactory(in_force_until=days_on(-1)),
        "ended": ended(administrator),
    }

    for state, agreement in made.items():
        found = set(Agreement.objects.in_state(state, 60))
        also = {made["lapsing"]} if state == "in_force" else set()
        assert found == {agreement} | also
        assert agreement.state == state.replace("_", " ")


# ---- Who reads the register ------------------------------------------------------------------
def test_who_reads_the_register(officer, manager, outsider, administrator, operator, auditor):
    AgreementFactory()

    readers = [
        user.username
        for user in (officer, manager, outsider, administrator, operator, auditor, UserFactory())
        if Agreement.objects.visible_to(user).exists()
    ]

    assert readers == ["officer", "manager", "outsider", "administrator"]


# ---- What the database refuses ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"in_force_from": 9, "in_force_until": 8, "review_due_on": 8}, "ends_after_start"),
        ({"in_force_until": 50, "review_due_on": 51}, "reviewed_while_in_force"),
        ({"in_force_from": 1, "review_due_on": 0}, "reviewed_while_in_force"),
    ],
)
def test_the_database_refuses_days_out_of_order(db, changed, constraint):
    days = {name: days_on(number) for name, number in changed.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AgreementFactory(**days)


@pytest.mark.parametrize("missing", ["ended_at", "ended_by", "why_ended"])
def test_the_database_refuses_an_end_by_nobody_at_no_time_for_no_reason(administrator, missing):
    end = {"ended_at": timezone.now(), "ended_by": administrator, "why_ended": "Replaced"}
    del end[missing]

    with pytest.raises(IntegrityError, match="ended_by_someone"), transaction.atomic():
        AgreementFactory(**end)


def test_the_database_refuses_the_same_name_from_the_same_day(db):
    AgreementFactory(name="Norfolk")

    with pytest.raises(IntegrityError, match="once_from_a_day"), transaction.atomic():
        AgreementFactory(name="NORFOLK")


@pytest.mark.parametrize("number", [0, 1])
def test_the_database_refuses_fewer_than_two_partners(db, number):
    AgreementFactory(partners=[AgencyFactory() for _ in range(number)])

    with pytest.raises(IntegrityError, match="fewer than two partners"):
        all_checked()


def test_the_database_keeps_the_second_partner(db):
    agreement = AgreementFactory()
    all_checked()

    agreement.partners.remove(agreement.partners.first())

    with pytest.raises(IntegrityError, match="fewer than two partners"):
        all_checked()


def all_checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
