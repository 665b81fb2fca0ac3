"""Home of those who work with no records: what they can do, and no heading without its box."""

import re

import pytest

from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, member
from audit.models import Event
from profiles.tests.walking import url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Role = Membership.Role
BOXES = {
    "Who are you looking for?": 'action="/search/"',
    "Who has seen a record?": 'action="/audit/"',
    "Give or end access to a record of your area": 'action="/sharing/find/"',
    "Search the RJ register": 'action="/rj/"',
    "Find a team to ring": 'action="/teams/"',
}


@pytest.fixture
def boxes(client):
    """The boxes on Home that this reader finds, by their headings."""

    def read(reader):
        client.force_login(reader)
        page = client.get("/").content.decode()
        found = [heading for heading in BOXES if f">{heading}</h" in page]
        assert [BOXES[heading] in page for heading in found] == [True] * len(found)
        assert sum(action in page for action in BOXES.values()) == len(found)
        assert len(re.findall("<h1", page)) == 1
        return found

    return read


SEARCH, AUDIT, SHARE, REGISTER, RING = BOXES


@pytest.mark.parametrize(
    ("reader", "found"),
    [
        ("officer", [SEARCH]),
        ("manager", [SEARCH]),
        ("auditor", [AUDIT]),
        ("administrator", [SHARE]),
        ("operator", [REGISTER, RING]),
    ],
)
def test_each_finds_their_own_box(request, boxes, reader, found):
    assert boxes(request.getfixturevalue(reader)) == found


def test_the_control_room_searches_the_register_from_home(client, operator):
    client.force_login(operator)

    page = client.get("/").content.decode()

    assert page.index('action="/rj/"') < page.index('action="/teams/"')
    assert 'name="officer"' in page
    assert 'name="q"' in page
    assert "There is a problem" not in page
    assert (
        not Event.objects.filter(actor_id=operator.pk).exclude(verb__startswith="account").exists()
    )
    asked = client.get("/rj/", {"q": "Corrigan", "officer": "PC 2214 Grey"})
    assert "No RJ recorded for “Corrigan”" in asked.content.decode()


def test_who_has_two_roles_has_the_boxes_of_both(boxes, administrator, auditor, police):
    MembershipFactory(user=administrator, team=police, role=Role.PRACTITIONER)
    MembershipFactory(user=auditor, team=auditor.memberships.get().team, role=Role.ADMINISTRATOR)

    assert boxes(administrator) == [SEARCH, SHARE]
    assert boxes(auditor) == [AUDIT, SHARE]


def test_who_is_in_no_team_has_none(boxes, officer):
    officer.memberships.all().update(
        valid_until="2020-01-01T00:00Z", valid_from="2019-01-01T00:00Z"
    )

    assert boxes(officer) == []


def test_the_box_of_administrators_leads_to_sharing(client, person, administrator):
    client.force_login(administrator)

    found = client.post("/sharing/find/", {"reference": person.reference.lower()})
    assert found["Location"] == url("sharing", person)
    page = client.post("/sharing/find/", {"reference": "P-1999-000001"}).content.decode()
    assert "There is no record" in page
    assert "P-1999-000001" in page


def test_the_box_of_auditors_finds_the_events_of_a_record(client, person, officer, auditor):
    client.force_login(officer)
    client.get(url("log", person))
    client.force_login(auditor)

    page = client.get(f"/audit/?person={person.reference}").content.decode()

    assert f"Opened the log of {person.reference}" in page
    assert person.surname not in page


def test_the_links_of_each_open(client, administrator, auditor, operator):
    for reader, paths in (
        (
            administrator,
            [
                "/administration/",
                "/administration/users/",
                "/administration/agreements/",
                "/administration/joining/",
                "/administration/forms/",
            ],
        ),
        (auditor, ["/audit/", "/audit/exports/"]),
        (operator, ["/teams/?q=police"]),
    ):
        client.force_login(reader)
        home = client.get("/").content.decode()
        for path in paths:
            assert f'"{path.partition("?")[0]}"' in home
            assert client.get(path).status_code == 200


# ---- Names in the log ---------------------------------------------------------------------------
def test_the_log_names_the_person_to_an_auditor_who_reads_them_anyway(
    client, person, manager, officer, auditor, council
):
    client.force_login(officer)
    client.get(url("log", person))
    both = member(council, name="Auditor and practitioner")
    MembershipFactory(user=both, team=auditor.memberships.get().team, role=Role.AUDITOR)
    client.force_login(both)
    assert person.name not in client.get("/audit/").content.decode()

    give(person, manager, council)

    assert person.name in client.get("/audit/").content.decode()
    client.force_login(auditor)
    assert person.name not in client.get("/audit/").content.decode()


def test_25_events_cost_an_auditor_who_practises_as_much_as_one(
    client, person, manager, officer, auditor, council, django_assert_max_num_queries
):
    give(person, manager, council)
    both = member(council)
    MembershipFactory(user=both, team=auditor.memberships.get().team, role=Role.AUDITOR)

    def costs():
        client.force_login(both)
        client.get("/audit/")
        with django_assert_max_num_queries(30) as asked:
            client.get("/audit/")
        return len(asked)

    one = costs()
    for _ in range(24):
        client.force_login(officer)
        client.get(url("overview", person))

    assert costs() == one
