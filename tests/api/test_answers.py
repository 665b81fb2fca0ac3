"""What the API says of a list and of one person."""

import datetime

import pytest
from rest_framework.fields import Field
from rest_framework.serializers import BaseSerializer

from access.levels import Level
from access.tests.factories import give
from api.serializers import people as serializers
from profiles.models import Profile
from profiles.tests.factories import (
    AddressFactory,
    CustodyStayFactory,
    IdentifierFactory,
    InvolvementFactory,
    OtherNameFactory,
    RoleFactory,
    StatutoryStatusFactory,
    WarningFactory,
)
from tests.api.calls import PEOPLE, one

pytestmark = pytest.mark.slow


def test_the_list_tells_what_a_row_of_the_page_shows(signed_in, person, police):
    police.phone = "01632 960 100"
    police.save()
    RoleFactory(profile=person, kind="victim", source="Norfolk")
    RoleFactory(profile=person, kind="offender", starts_on="2020-01-01", ends_on="2021-01-01")

    answer = signed_in.get(PEOPLE)

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "count": "1",
        "next": None,
        "results": [
            {
                "uuid": str(person.uuid),
                "url": one(person),
                "reference": person.reference,
                "name": "Jordan Pellworth",
                "born_on": "1991-03-14",
                "roles": [{"kind": "victim", "name": "Victim"}],
                "risk": {"status": "not_assessed", "level": None, "name": None},
                "owner_team": {"name": "Staffordshire IOM Team", "phone": "01632 960 100"},
                "is_restricted": False,
            }
        ],
    }


def test_one_person_tells_identity_and_the_sections_held(signed_in, person, manager):
    RoleFactory(profile=person, source="Staffordshire Police")
    WarningFactory(profile=person, text="visit in pairs")
    WarningFactory(profile=person, text="over", starts_on="2020-01-01", ends_on="2021-01-01")
    OtherNameFactory(profile=person)
    IdentifierFactory(profile=person)
    StatutoryStatusFactory(profile=person)
    InvolvementFactory(profile=person)
    CustodyStayFactory(profile=person, ends_on=datetime.date(2026, 2, 1))
    CustodyStayFactory(profile=person, starts_on=datetime.date(2026, 2, 1))

    told = signed_in.get(one(person)).json()

    assert told == {
        "uuid": str(person.uuid),
        "url": one(person),
        "reference": person.reference,
        "name": "Jordan Pellworth",
        "born_on": "1991-03-14",
        "risk": {"status": "not_assessed", "level": None, "name": None},
        "roles": [
            {
                "kind": "offender",
                "name": "Offender",
                "source": "Staffordshire Police",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "owner_team": {"name": "Staffordshire IOM Team", "phone": person.owner_team.phone},
        "is_restricted": False,
        "surname": "Pellworth",
        "forenames": "Jordan",
        "sex": "not_known",
        "estimated_age": None,
        "age_estimated_on": None,
        "gender": "",
        "ethnicity": None,
        "first_language": "",
        "interpreter": "",
        "interpreter_language": "",
        "warnings": [
            {
                "kind": "Risk to staff",
                "text": "visit in pairs",
                "code": "",
                "review_on": None,
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "other_names": [
            {"surname": "Pell", "forenames": "Jay", "starts_on": None, "ends_on": None}
        ],
        "identifiers": [{"kind": "pnc", "name": "PNC", "value": "2009/0048211P"}],
        "statuses": [
            {
                "kind": "On licence",
                "name": "Neil Bassenthwaite",
                "organisation": "Stafford Probation",
                "phone": "01632 960 131",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "involved": [
            {
                "role": "Victim’s point of contact",
                "name": "Hana Okafor-Lind",
                "organisation": "Victim Support",
                "phone": "01632 960 142",
                "starts_on": None,
                "ends_on": None,
            }
        ],
        "custody": {
            "establishment": "HMP Stafford",
            "starts_on": "2026-02-01",
            "release_expected_on": None,
        },
        "lead": person.lead.name,
        "sections": [{"name": name, "level": "manage"} for name in Profile.offered_sections()],
    }


def test_sections_are_those_held_and_what_is_in_them_stays_unsaid(
    client, person, contact, manager, outsider
):
    AddressFactory(profile=person)
    give(person, manager, outsider.acting_team, sections=["log"], level=Level.CONTRIBUTE)
    client.force_login(outsider)

    answer = client.get(one(person))

    assert answer.json()["sections"] == [{"name": "log", "level": "contribute"}]
    assert "Tannery" not in answer.content.decode()
    assert contact.text not in answer.content.decode()


def fields_of(serializer):
    for field in serializer.fields.values():
        yield field
        inner = getattr(field, "child", field)
        if isinstance(inner, BaseSerializer):
            yield from fields_of(inner)


@pytest.mark.parametrize(
    "serializer", [serializers.PersonRowSerializer, serializers.PersonSerializer]
)
def test_every_field_is_read_only(serializer):
    fields: list[Field] = list(fields_of(serializer()))

    assert len(fields) > 10
    assert [field.field_name for field in fields if not field.read_only] == []
