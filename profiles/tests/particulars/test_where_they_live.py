"""The overview says where somebody lives or is staying, to those who hold addresses."""

import datetime

import pytest

from access.tests.factories import give
from profiles.tests.custody.stays import hold
from profiles.tests.factories import AddressFactory, AddressKindFactory, EstablishmentFactory
from profiles.tests.particulars.reading import words
from profiles.tests.walking import url
from profiles.towns import town_of

pytestmark = pytest.mark.slow

STREET = "14 Tannery Row, Stafford"


@pytest.mark.parametrize(
    ("address", "town"),
    [
        (STREET, "Stafford"),
        ("14 Tannery Row\nStafford", "Stafford"),
        ("14 Tannery Row,\r\nStafford,\r\nStaffordshire", "Stafford"),
        ("Flat 2, 9 Mill Lane, Lowestoft, Suffolk, ST16 9ZZ", "Lowestoft"),
        ("9 Mill Lane, Stafford ST16 9ZZ.", "Stafford"),
        ("Norfolk House, Kent", "Kent"),
        ("Hope House", "Hope House"),
        ("9 High Street, Wales, UK", "Wales"),
        ("Box 12, BFPO 5258", "Box 12"),
        (" , ", ""),
    ],
)
def test_the_town_is_what_stands_before_county_and_postcode(address, town):
    assert town_of(address) == town


def test_the_overview_says_the_town_and_no_street(signed_in, person):
    AddressFactory(profile=person, kind=AddressKindFactory(), text=STREET, postcode="ST16 9ZZ")

    page = words(signed_in.get(url("overview", person)))

    assert "<p>In the community</p> <p>Lives in Stafford</p>" in page
    assert "Tannery" not in page
    assert "ST16" not in page
    for tab in ("log", "risk", "details"):
        assert "Lives in" not in words(signed_in.get(url(tab, person)))


def test_a_place_to_stay_says_what_it_is_and_the_latest_comes_first(signed_in, person):
    hostel = AddressKindFactory(code="temporary", name="Hostel or temporary")
    AddressFactory(
        profile=person, kind=AddressKindFactory(), text=STREET, starts_on=datetime.date(2020, 1, 1)
    )
    AddressFactory(
        profile=person, kind=hostel, text="Quay, Lowestoft", starts_on=datetime.date(2026, 1, 1)
    )

    page = words(signed_in.get(url("overview", person)))

    assert "<p>Staying in Lowestoft (hostel or temporary)</p><p>Lives in Stafford</p>" in page


def test_only_those_with_addresses_read_it(client, person, manager, outsider):
    AddressFactory(profile=person, text=STREET)
    given = give(person, manager, outsider.acting_team, sections=["log", "risk"])
    client.force_login(outsider)

    assert "Lives in" not in words(client.get(url("overview", person)))

    give(person, manager, outsider.acting_team, sections=["contact_details"], replaces=given)
    assert "Lives in Stafford" in words(client.get(url("overview", person)))


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_on": datetime.date(2025, 1, 1)},
        {"starts_on": datetime.date(2999, 1, 1)},
        {"kind": "work"},
        {"kind": "other"},
    ],
)
def test_where_they_do_not_live_is_not_said(signed_in, person, fields):
    if "kind" in fields:
        fields = {"kind": AddressKindFactory(code=fields["kind"], name=fields["kind"].title())}
    AddressFactory(profile=person, text=STREET, **fields)

    assert "Stafford</p>" not in words(signed_in.get(url("overview", person)))


def test_a_confidential_address_is_left_to_the_details(signed_in, person):
    AddressFactory(profile=person, text=STREET, is_confidential=True)

    page = words(signed_in.get(url("overview", person)))

    assert "Address confidential" in page
    assert "Lives in" not in page


def test_somebody_in_custody_lives_there(signed_in, person, manager):
    AddressFactory(profile=person, text=STREET)
    hold(person, manager, EstablishmentFactory(), "2026-01-05")

    page = words(signed_in.get(url("overview", person)))

    assert "In HMP Stafford since" in page
    assert "Lives in" not in page
