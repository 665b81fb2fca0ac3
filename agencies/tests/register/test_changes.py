"""Agreements are added, changed and ended; teams are reminded."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.jobs import remind_of_agreements
from agencies.models import Agency, Agreement
from agencies.tests.factories import (
    AgencyFactory,
    AgreementFactory,
    TeamFactory,
    agree,
    days_on,
)
from agencies.tests.register.entering import ended
from audit.models import Event
from core.stale import Opened, StaleEditError

LAPSE = ["agreement.lapsing", "agreement.lapsed"]


def values(team, **changed):
    return {
        "name": "Offenders who move",
        "owner_team": team,
        "partners": [team.agency, AgencyFactory(name="Norfolk Constabulary")],
        "purpose": "To manage offenders who move",
        "reference": "ISA 2026/14",
        "marking": "sensitive",
        "handling": "Managers only",
        "in_force_from": days_on(-1),
        "in_force_until": days_on(300),
        "review_due_on": days_on(200),
        **changed,
    }


# ---- Adding, changing, ending ----------------------------------------------------------------
def test_add_agreement(administrator, police):
    agreement = services.add_agreement(by=administrator, **values(police))

    assert {agency.name for agency in agreement.partners.all()} == {
        "Staffordshire Police",
        "Norfolk Constabulary",
    }
    event = Event.objects.get()
    assert (event.verb, event.target_label) == ("agreement.added", "Agreement Offenders who move")
    version = agreement.history.get()
    assert version.history_user == administrator
    assert version.partners.count() == 2
    assert event.history_id == version.pk


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"in_force_until": -2}, "in_force_until"),
        ({"in_force_from": -9, "in_force_until": -1, "review_due_on": -2}, "in_force_until"),
        ({"in_force_until": 400 * 50}, "in_force_until"),
        ({"review_due_on": 301}, "review_due_on"),
        ({"review_due_on": -2}, "review_due_on"),
        ({"in_force_from": -9, "review_due_on": -1}, "review_due_on"),
    ],
)
def test_add_agreement_refused_for_days_out_of_order_or_past(
    administrator, police, changed, field
):
    days = {name: days_on(number) for name, number in changed.items()}

    with pytest.raises(ValidationError) as problem:
        services.add_agreement(by=administrator, **values(police, **days))

    assert field in problem.value.message_dict
    assert not Agreement.objects.exists()


def test_add_agreement_refused_with_one_partner_or_the_same_twice(administrator, police):
    for partners in ([], [police.agency], [police.agency, police.agency]):
        with pytest.raises(ValidationError) as problem:
            services.add_agreement(by=administrator, **values(police, partners=partners))
        assert set(problem.value.message_dict) == {"partners"}


def test_nobody_enters_an_agreement_between_others(administrator, police):
    others = [AgencyFactory(), AgencyFactory()]

    with pytest.raises(ValidationError) as problem:
        services.add_agreement(by=administrator, **values(police, partners=others))

    assert set(problem.value.message_dict) == {"owner_team"}


def test_add_agreement_refused_twice(administrator, police):
    once = values(police)
    services.add_agreement(by=administrator, **once)

    with pytest.raises(ValidationError) as problem:
        services.add_agreement(by=administrator, **{**once, "name": "offenders WHO move"})

    assert set(problem.value.message_dict) == {"name"}


def test_add_agreement_refused_to_others_elsewhere_and_for_a_closed_team(
    administrator, manager, officer, police, elsewhere
):
    for by, team in ((manager, police), (officer, police), (administrator, elsewhere)):
        with pytest.raises(Http404):
            services.add_agreement(by=by, **values(team))
    police.closed_at = timezone.now()
    police.save()
    with pytest.raises(PermissionDenied):
        services.add_agreement(by=administrator, **values(police))


def edit(agreement, by, **changed):
    same = {name: getattr(agreement, name) for name in services.AGREEMENT_FIELDS}
    same["partners"] = list(agreement.partners.all())
    return services.edit_agreement(agreement=agreement, by=by, **{**same, **changed})


def test_edit_agreement_keeps_what_it_said(administrator, police, elsewhere):
    agreement = services.add_agreement(by=administrator, **values(police))
    care = AgencyFactory(name="Broadland Care")

    edit(agreement, administrator, partners=[police.agency, care], purpose="Missing people")

    now, before = agreement.history.all()
    assert {row.agency for row in now.partners.all()} == {police.agency, care}
    assert {row.agency.name for row in before.partners.all()} == {
        "Staffordshire Police",
        "Norfolk Constabulary",
    }
    event = Event.objects.order_by("-pk").first()
    assert event.verb == "agreement.edited"
    assert event.detail["changed"]["partners"] == [
        "Norfolk Constabulary, Staffordshire Police",
        "Broadland Care, Staffordshire Police",
    ]


def test_edit_agreement_without_a_change_leaves_no_event(administrator, police):
    agreement = services.add_agreement(by=administrator, **values(police))

    edit(agreement, administrator)

    assert Event.objects.count() == 1
    assert agreement.history.count() == 1


def test_edit_agreement_leaves_days_that_have_passed_and_moves_none_into_the_past(
    administrator, police
):
    old = agree(police, AgencyFactory(), in_force_until=days_on(-3), review_due_on=days_on(-9))

    edit(old, administrator, purpose="As before")
    with pytest.raises(ValidationError):
        edit(old, administrator, in_force_until=days_on(-2))
    edit(old, administrator, in_force_until=days_on(30), review_due_on=days_on(20))

    assert old in Agreement.objects.in_force()


def test_edit_agreement_refused_for_a_team_outside_ones_area(administrator, police, elsewhere):
    agreement = agree(police, elsewhere)

    with pytest.raises(Http404):
        edit(agreement, administrator, owner_team=elsewhere)
    with pytest.raises(Http404):
        edit(agree(elsewhere, police), administrator)


def test_edit_agreement_refused_when_another_changed_its_partners_meanwhile(administrator, police):
    agreement, another, third = agree(police, AgencyFactory()), AgencyFactory(), AgencyFactory()
    opened = Opened.of({"partners": list(agreement.partners.all())})
    agreement.partners.add(another)

    with pytest.raises(StaleEditError) as stale:
        edit(agreement, administrator, opened=opened, partners=[police.agency, third])

    assert "partners" in stale.value.clashes
    assert another in stale.value.stored["partners"]


def test_end_agreement(administrator, manager, police, elsewhere):
    agreement = agree(police, elsewhere)
    with pytest.raises(Http404):
        services.end_agreement(agreement=agreement, by=manager, reason="Mine")

    services.end_agreement(agreement=agreement, by=administrator, reason="Replaced")

    assert Agreement.objects.covering(police.agency, elsewhere.agency) is None
    event = Event.objects.get()
    assert (event.verb, event.reason) == ("agreement.ended", "Replaced")
    for again in (
        lambda: services.end_agreement(agreement=agreement, by=administrator, reason="Again"),
        lambda: edit(agreement, administrator, purpose="Revived"),
    ):
        with pytest.raises(PermissionDenied, match="has ended"):
            again()


# ---- Reminders -------------------------------------------------------------------------------
def told():
    events = Event.objects.filter(verb__in=LAPSE).order_by("pk")
    return [(event.verb, event.detail["days"]) for event in events]


@pytest.mark.parametrize(
    ("left", "verb"),
    [
        (61, None),
        (60, "agreement.lapsing"),
        (30, "agreement.lapsing"),
        (7, "agreement.lapsing"),
        (0, "agreement.lapsing"),
        (-1, "agreement.lapsed"),
    ],
)
def test_one_reminder_however_often_the_day_is_run(db, left, verb):
    AgreementFactory(in_force_until=days_on(left))

    for _ in range(3):
        remind_of_agreements()

    assert told() == ([(verb, left)] if verb else [])


def test_each_step_reminds_once_as_days_pass(db):
    agreement = AgreementFactory()

    for left in (75, 60, 59, 31, 30, 29, 8, 7, 1, 0, -1, -2):
        until = Agreement.objects.filter(pk=agreement.pk)
        moved_to(until, left)
        remind_of_agreements()

    assert [days for _, days in told()] == [60, 30, 7, -1]
    assert [verb for verb, _ in told()] == ["agreement.lapsing"] * 3 + ["agreement.lapsed"]


def moved_to(agreements, left):
    """As though it were so many days before the end: reminders keep the last day they are of."""
    agreement = agreements.get()
    agreements.update(in_force_until=days_on(left), review_due_on=days_on(-3))
    agreement.reminders.update(last_day=days_on(left))


def test_a_missed_day_is_made_up_for_by_one_reminder_not_three(db):
    AgreementFactory(in_force_until=days_on(5))

    assert remind_of_agreements() == 1
    assert told() == [("agreement.lapsing", 5)]


def test_an_agreement_that_is_prolonged_reminds_anew(db):
    agreement = AgreementFactory(in_force_until=days_on(5))
    remind_of_agreements()
    Agreement.objects.filter(pk=agreement.pk).update(in_force_until=days_on(6))

    assert remind_of_agreements() == 1


def test_an_ended_agreement_reminds_nobody(administrator):
    ended(administrator, in_force_until=days_on(-1))

    assert remind_of_agreements() == 0
    assert not services.remind_of_agreement(agreement=Agreement.objects.get())


def test_an_agency_is_found_by_name_or_nearly(db):
    norfolk = AgencyFactory(name="Norfolk Constabulary")

    assert Agency.objects.named("norfolk constabulary").get() == norfolk
    assert list(Agency.objects.near("Norfolk Police")[:1]) == [norfolk]


def test_a_team_that_keeps_an_agreement(police):
    assert agree(police, TeamFactory()).owner_team == police
    assert agree(police.agency, AgencyFactory()).owner_team == police
