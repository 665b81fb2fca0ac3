"""The numbers of other systems: checked by their published forms, kept in one."""

import pytest
from django.core.exceptions import ValidationError

from profiles import services
from profiles.models import Identifier
from profiles.numbers import WrongNumberError, canonical, readings
from profiles.tests.walking import post, url

SAME = [
    (
        "pnc",
        "2009/0048211P",
        ["09/48211P", "09/0048211p", "2009/48211P", "20090048211P", "0948211P"],
    ),
    ("pnc", "1991/0123456A", ["91/123456A", " 1991 / 0123456 a "]),
    ("cro", "048211/09L", ["48211/09L", "048211/09l", "04821109L", "48211 / 09 L"]),
    ("cro", "SF09/48211N", ["sf09/48211n", "SF 09/48211 N", "SF0948211N"]),
    ("prison", "A1234BC", ["a1234bc", "A 1234 BC", "A1234-BC"]),
    ("crn", "X123456", ["x123456", "X 123 456"]),
    (
        "nhs",
        "943 476 5919",
        ["9434765919", "943-476-5919", "943 4765919", "943\u2011476\u20115919"],
    ),
]
WRONG = [
    ("pnc", "09/48211T", "last letter does not fit"),
    ("pnc", "3009/0048211P", "like 2009/0048211P"),
    ("pnc", "09/12345678P", "like 2009/0048211P"),
    ("pnc", "٠٩/٤٨٢١١P", "like 2009/0048211P"),
    ("pnc", "A1234BC", "like 2009/0048211P"),
    ("cro", "048211/09P", "last letter does not fit"),
    ("cro", "SF09/48211L", "last letter does not fit"),
    ("cro", "1234567/09A", "like 048211/09L"),
    ("prison", "AB123C", "like A1234BC"),
    ("prison", "A12345BC", "like A1234BC"),
    ("crn", "123456", "like X123456"),
    ("nhs", "943 476 5918", "last digit does not fit"),
    ("nhs", "943 476 591", "like 943 476 5919"),
    ("nhs", "\U0001f600", "like 943 476 5919"),
]


@pytest.mark.parametrize(
    ("kind", "kept", "typed"), [(kind, kept, one) for kind, kept, many in SAME for one in many]
)
def test_a_number_is_kept_in_one_form_however_it_is_typed(kind, kept, typed):
    assert canonical(kind, typed) == kept
    assert canonical(kind, kept) == kept
    assert kept in readings(typed)


@pytest.mark.parametrize(("kind", "typed", "message"), WRONG)
def test_a_wrong_number_says_what_its_form_is(kind, typed, message):
    with pytest.raises(WrongNumberError, match=message):
        canonical(kind, typed)


def test_examples_in_messages_are_right_themselves():
    for kind, _, message in WRONG:
        if "like" in message:
            assert canonical(kind, message.removeprefix("like "))


def test_two_digits_of_a_year_are_of_the_last_hundred_years():
    assert canonical("pnc", "09/48211P").startswith("2009/")
    assert canonical("pnc", "91/123456A").startswith("1991/")


def test_words_that_are_no_number_read_as_none():
    assert readings("Jordan Pellworth 14 March 1991") == set()
    assert readings("") == set()


@pytest.mark.django_db
def test_a_service_keeps_the_one_form_and_refuses_a_wrong_one(person, manager):
    def add(**typed):
        return services.add_detail(profile=person, by=manager, detail=Identifier(**typed))

    assert add(kind="pnc", value="09/48211p").value == "2009/0048211P"
    with pytest.raises(ValidationError, match="already recorded"):
        add(kind="pnc", value="2009/48211P")
    with pytest.raises(ValidationError, match="last digit"):
        add(kind="nhs", value="943 476 5918")
    with pytest.raises(ValidationError, match="like X123456"):
        services.edit_detail(detail=person.identifiers.get(), by=manager, kind="crn")


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "typed", "message"), WRONG)
def test_a_wrong_number_is_said_at_its_field(signed_in, person, kind, typed, message):
    address = url("detail-add", person, "identifiers")

    response, page = post(signed_in, address, kind=kind, value=typed, starts_on="3 June 2020")

    assert response.status_code == 200
    assert message in page
    assert 'href="#id_value"' in page
    assert typed in page
    assert "3 June 2020" in page
    assert not person.identifiers.exists()
