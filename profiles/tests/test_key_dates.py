"""Key dates: one list of all, each from its own place; no release before the sentence."""

import datetime

import pytest
from django.utils import timezone

from profiles.models import CustodyStay, KeyDateKind
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    KeyDateFactory,
    StatutoryStatusFactory,
    WarningFactory,
)
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


@pytest.fixture
def stay(person):
    return CustodyStayFactory(
        profile=person, starts_on=TODAY - 30 * DAY, release_expected_on=TODAY + 20 * DAY
    )


def add(client, person, **typed):
    kind = KeyDateKind.objects.get(code=typed.pop("kind", "sentenced"))
    return post(client, url("detail-add", person, "key-dates"), kind=kind.pk, **typed)


def test_every_key_date_stands_in_order_in_one_list(signed_in, person, stay):
    add(signed_in, person, kind="parole-hearing", on=f"{TODAY + 9 * DAY}", note="By video link")
    KeyDateFactory(profile=person, on=TODAY - 30 * DAY)
    StatutoryStatusFactory(profile=person, ends_on=TODAY + 90 * DAY)
    WarningFactory(profile=person, review_on=TODAY + 3 * DAY)
    WarningFactory(profile=person, review_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)

    shown = signed_in.get(url("details", person)).context["key_dates"]

    assert [(line.on - TODAY, line.what) for line in shown] == [
        (-30 * DAY, "Sentenced"),
        (3 * DAY, "Review the warning: Risk to staff"),
        (9 * DAY, "Parole hearing"),
        (20 * DAY, "Release expected from HMP Stafford"),
        (90 * DAY, "On licence ends"),
    ]
    assert "By video link" in signed_in.get(url("details", person)).content.decode()
    assert "Added" in signed_in.get(url("history", person)).content.decode()


def test_no_sentence_begins_after_the_release_that_is_expected(signed_in, person, stay):
    typed = f"{TODAY + 21 * DAY}"

    _, page = add(signed_in, person, on=typed, note="Stafford Crown Court")
    assert "when release is expected" in page
    assert "Stafford Crown Court" in page  # what was typed stays

    add(signed_in, person, kind="sentence-ends", on=typed)
    add(signed_in, person, on=f"{TODAY + 20 * DAY}")
    assert [line.kind.code for line in person.key_dates.all()] == ["sentenced", "sentence-ends"]


def test_no_release_is_expected_before_the_sentence(signed_in, person, stay):
    sentenced = KeyDateFactory(profile=person, on=TODAY - 3 * DAY)
    address = url("detail-edit", person, "custody", stay.uuid)
    typed = {
        "establishment": stay.establishment_id,
        "starts_on": f"{stay.starts_on}",
        "release_expected_on": f"{TODAY - 4 * DAY}",
    }

    _, page = edit(signed_in, address, **typed)
    assert "Enter a day on or after" in page
    assert "the key date “Sentenced”" in page

    cancel = url("detail-edit", person, "key-dates", sentenced.uuid)
    edit(signed_in, cancel, kind=sentenced.kind_id, on=f"{sentenced.on}", is_cancelled="on")
    edit(signed_in, address, **typed)
    stay.refresh_from_db()
    assert stay.release_expected_on == TODAY - 4 * DAY


def test_a_move_expects_no_release_before_the_sentence(signed_in, person, stay):
    KeyDateFactory(profile=person, on=TODAY + 5 * DAY)
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")
    moved = {"ends_on": "today", "where_to": "moved", "establishment": dovegate.pk}

    address = url("custody-leave", person, stay.uuid)
    _, page = edit(signed_in, address, release_expected_on=f"{TODAY + 4 * DAY}", **moved)

    assert "Enter a day on or after" in page
    assert CustodyStay.objects.filter(profile=person).get().is_current  # nothing is half done


def test_what_was_expected_of_an_earlier_stay_is_past(signed_in, person):
    """A sentence of today says nothing of last year's release."""
    CustodyStayFactory(
        profile=person,
        starts_on=TODAY - 400 * DAY,
        release_expected_on=TODAY - 300 * DAY,
        ends_on=TODAY - 300 * DAY,
    )

    response, _ = add(signed_in, person, on="today")

    assert response.status_code == 302
