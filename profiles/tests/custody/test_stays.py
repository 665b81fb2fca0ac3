"""Where a person is: stays in custody, in words and in order."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.tests.factories import give
from profiles import services
from profiles.tests.custody.stays import HELD, LEFT, day, hold, words
from profiles.tests.factories import CustodyStayFactory, make_person
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow


# ---- Where they are -----------------------------------------------------------------------------
def test_who_is_inside_is_said_on_every_page_with_the_release(signed_in, person, stafford):
    response, _ = post(
        signed_in,
        url("detail-add", person, "custody"),
        establishment=stafford.pk,
        starts_on=HELD,
        release_expected_on="12 June 2150",
    )

    assert response.status_code == 302
    for name in ("overview", "details", "log", "sharing"):
        page = words(signed_in.get(url(name, person)))
        place = "In HMP Stafford since 5 January 2026, release expected 12 June 2150"
        assert f"<b>{place}</b>" in page
    assert "Release expected 12 June 2150" in words(signed_in.get(url("details", person)))


def test_a_release_that_is_late_is_said_so(signed_in, person, manager, stafford):
    hold(person, manager, stafford, "2026-01-05", release="2026-02-01")

    page = words(signed_in.get(url("overview", person)))

    assert "release was expected 1 February 2026" in page


def test_who_is_not_inside_is_in_the_community(signed_in, person, manager, stafford):
    assert "In the community" in words(signed_in.get(url("overview", person)))

    hold(person, manager, stafford, "2026-01-05", "2026-03-04")

    page = words(signed_in.get(url("overview", person)))
    assert "In the community" in page
    assert "HMP Stafford" not in page


def test_it_comes_with_any_access_and_not_without(client, person, manager, stafford, outsider):
    hold(person, manager, stafford, "2026-01-05")
    client.force_login(outsider)
    assert client.get(url("overview", person)).status_code == 404

    give(person, manager, outsider.acting_team, sections=[])

    assert "In HMP Stafford" in words(client.get(url("overview", person)))


def test_every_change_is_in_history_in_words(signed_in, person, manager, stafford, dovegate):
    stay = hold(person, manager, stafford, "2026-01-05", release="2026-05-01")
    edit(
        signed_in,
        url("detail-edit", person, "custody", stay.uuid),
        establishment=dovegate.pk,
        starts_on="6 January 2026",
        release_expected_on="1 June 2026",
        ends_on=LEFT,
    )

    page = words(signed_in.get(url("history", person)))

    for told in (
        *("Added stay in custody", "Edited stay in custody", "Establishment", "HMP Stafford"),
        *("HMP Dovegate", "6 January 2026", "4 March 2026", "Release expected", "1 June 2026"),
    ):
        assert told in page


# ---- What cannot be -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"starts_on": ""}, "Enter the first day there"),
        ({"starts_on": "1 June 2150"}, "First day there must be today or earlier"),
        ({"starts_on": "31 February 2026"}, "There is no 31 February"),
        ({"starts_on": "13 March 1991"}, "Enter a day after the person’s date of birth"),
        ({"ends_on": "4 January 2026"}, "Enter a date on or after the first one"),
        ({"ends_on": "1 June 2150"}, "Day they left must be today or earlier"),
        ({"release_expected_on": "4 January 2026"}, "Enter a date on or after the first one"),
        ({"establishment": ""}, "Choose the establishment"),
        ({"establishment": "0"}, "from the list"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(signed_in, person, stafford, wrong, message):
    typed = {"establishment": stafford.pk, "starts_on": HELD, "ends_on": LEFT, **wrong}

    response, page = post(signed_in, url("detail-add", person, "custody"), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message in page
    assert "March 2026" in page or "ends_on" in wrong
    assert not person.stays.exists()


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("2026-01-01", "2026-01-11", "ends_on"),
        ("2026-01-19", "2026-02-01", "starts_on"),
        ("2026-01-12", "2026-01-14", "starts_on"),
        ("2026-01-01", "2026-02-01", "ends_on"),
        ("2026-01-10", "2026-01-20", "ends_on"),
        ("2026-01-15", "2026-01-15", "starts_on"),
        ("2026-01-15", None, "starts_on"),
        ("2026-01-01", None, "ends_on"),
        ("2026-02-15", "2026-03-10", "ends_on"),
        ("2026-03-01", None, "starts_on"),
        ("2026-04-01", None, "starts_on"),
    ],
)
def test_nobody_is_in_two_places(person, manager, stafford, dovegate, start, end, field):
    hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, stafford, "2026-03-01")

    with pytest.raises(ValidationError) as problem:
        hold(person, manager, dovegate, start, end)

    assert list(problem.value.message_dict) == [field]
    assert "in HMP Stafford" in problem.value.messages[0]
    assert person.stays.count() == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-01", "2026-01-10"),
        ("2026-01-20", "2026-03-01"),
        ("2026-01-10", "2026-01-10"),
        ("2026-02-01", "2026-02-01"),
    ],
)
def test_one_stay_may_begin_on_the_day_another_ends(
    person, manager, stafford, dovegate, start, end
):
    hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, stafford, "2026-03-01")

    hold(person, manager, dovegate, start, end)

    assert person.stays.count() == 3


def test_a_stay_is_compared_with_the_others_when_it_is_edited(
    signed_in, person, manager, stafford, dovegate
):
    first = hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, dovegate, "2026-01-20")

    response, page = edit(
        signed_in,
        url("detail-edit", person, "custody", first.uuid),
        establishment=stafford.pk,
        starts_on="10 January 2026",
    )

    assert response.status_code == 200
    assert "Enter the day they left: they have been in HMP Dovegate since 20 January 2026" in page
    services.edit_detail(detail=first, by=manager, ends_on=day("2026-01-19"))


def test_the_database_refuses_what_the_service_would(person, stafford):
    CustodyStayFactory(profile=person, starts_on=day("2026-01-10"), ends_on=day("2026-01-20"))
    for start, end in (("2026-01-15", None), ("2026-01-01", "2026-02-01")):
        with pytest.raises(IntegrityError), transaction.atomic():
            CustodyStayFactory(profile=person, starts_on=day(start), ends_on=end and day(end))
    with pytest.raises(IntegrityError), transaction.atomic():
        CustodyStayFactory(profile=person, starts_on=day("2026-03-02"), ends_on=day("2026-03-01"))
    CustodyStayFactory(profile=person, starts_on=day("2026-03-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        CustodyStayFactory(profile=person, starts_on=day("2026-03-01"))


def test_stays_of_somebody_else_do_not_count(person, manager, stafford):
    hold(make_person(by=manager), manager, stafford, "2026-01-10")

    hold(person, manager, stafford, "2026-01-10")


@pytest.mark.parametrize("days", [1, 400])
def test_nobody_begins_or_leaves_ahead_of_time_by_the_service(person, manager, stafford, days):
    later = timezone.localdate() + datetime.timedelta(days=days)

    with pytest.raises(ValidationError) as begun:
        hold(person, manager, stafford, later.isoformat())
    with pytest.raises(ValidationError) as left:
        hold(person, manager, stafford, "2026-01-10", later.isoformat())

    assert "starts_on" in begun.value.message_dict
    assert "Release expected" in left.value.message_dict["ends_on"][0]
