"""A release is announced above the record and in what happened last; open warnings are asked."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Event
from profiles import services
from profiles.models import CustodyStay, Warning, WarningKind
from profiles.tests.factories import EstablishmentFactory
from profiles.tests.walking import edit, url

pytestmark = pytest.mark.slow


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def stafford():
    return EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")


@pytest.fixture
def stay(person, manager, stafford, today):
    """Inside for thirty days, expected out in 22."""
    return services.add_detail(
        profile=person,
        by=manager,
        detail=CustodyStay(
            establishment=stafford,
            starts_on=today - datetime.timedelta(days=30),
            release_expected_on=today + datetime.timedelta(days=22),
        ),
    )


@pytest.fixture
def acct(person, manager, today):
    kind = WarningKind.objects.get(code="self-harm")
    warning = Warning(kind=kind, text="ACCT opened", starts_on=today)
    return services.add_detail(profile=person, by=manager, detail=warning)


def words(response):
    return " ".join(response.content.decode().split())


def leave(client, stay, **answers):
    page = url("custody-leave", stay.profile, stay.uuid)
    return edit(client, page, ends_on="today", **answers)


def test_a_release_stands_above_every_page_and_in_what_happened_last(signed_in, person, stay):
    leave(signed_in, stay, where_to="released")

    for name in ("overview", "details", "log", "sharing"):
        page = words(signed_in.get(url(name, person)))
        assert "from HMP Stafford, 22 days early</b>" in page
        assert "In the community" not in page
    assert "Released from HMP Stafford, 22 days early</h3>" in words(
        signed_in.get(url("overview", person))
    )


def test_it_is_an_event_of_its_own(signed_in, person, stay):
    leave(signed_in, stay, where_to="released")

    event = Event.objects.get(verb="profile.released")
    assert (event.target_id, event.recipient) == (person.pk, "HMP Stafford")
    assert event.detail == {"stay": stay.pk}


def test_a_move_is_no_release(signed_in, person, stay):
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")

    leave(signed_in, stay, where_to="moved", establishment=dovegate.pk)

    assert not Event.objects.filter(verb="profile.released").exists()
    page = words(signed_in.get(url("overview", person)))
    assert "Arrived at HMP Dovegate" in page
    assert "Released" not in page


def test_ending_the_stay_on_its_own_page_is_a_release_too(person, manager, stay, today):
    services.edit_detail(detail=stay, by=manager, ends_on=today)

    assert Event.objects.filter(verb="profile.released").count() == 1


def test_correcting_the_day_is_no_second_release(person, manager, stay, today):
    services.edit_detail(detail=stay, by=manager, ends_on=today)
    services.edit_detail(detail=stay, by=manager, ends_on=today - datetime.timedelta(days=1))

    assert Event.objects.filter(verb="profile.released").count() == 1


def test_a_release_of_long_ago_is_no_longer_said(signed_in, person, manager, stay, today):
    services.edit_detail(detail=stay, by=manager, ends_on=today - datetime.timedelta(days=29))

    assert "In the community" in words(signed_in.get(url("overview", person)))


def test_who_went_back_inside_is_not_said_to_be_released(
    signed_in, person, manager, stay, stafford, today
):
    services.edit_detail(detail=stay, by=manager, ends_on=today)
    again = CustodyStay(establishment=stafford, starts_on=today)
    services.add_detail(profile=person, by=manager, detail=again)

    page = words(signed_in.get(url("overview", person)))
    assert "In HMP Stafford since" in page
    assert "Released" not in page


def test_an_open_warning_of_self_harm_must_be_answered(signed_in, person, stay, acct):
    refused, _ = leave(signed_in, stay, where_to="released")

    assert refused.status_code == 200
    assert "Choose whether “Self-harm: ACCT opened” stays open" in words(refused)
    stay.refresh_from_db()
    assert stay.is_current


@pytest.mark.parametrize(("answer", "is_open"), [("stays", True), ("ends", False)])
def test_it_stays_open_or_ends_with_the_release(
    signed_in, person, stay, acct, today, answer, is_open
):
    leave(signed_in, stay, where_to="released", **{f"warning-{acct.uuid}": answer})

    acct.refresh_from_db()
    assert acct.ends_on == (None if is_open else today)


def test_at_a_move_it_is_not_asked(signed_in, person, stay, acct):
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")

    response, _ = leave(
        signed_in,
        stay,
        where_to="moved",
        establishment=dovegate.pk,
        **{f"warning-{acct.uuid}": "ends"},
    )

    assert response.status_code == 302
    acct.refresh_from_db()
    assert acct.ends_on is None
