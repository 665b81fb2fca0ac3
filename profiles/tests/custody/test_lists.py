"""Lists by where people are, and staff of a prison."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.tests.factories import give
from agencies.tests.factories import member
from audit.models import Event
from profiles.models import Profile
from profiles.tests.custody.stays import hold, words
from profiles.tests.factories import make_person
from profiles.tests.walking import url

pytestmark = pytest.mark.slow


def found(client, custody, **more):
    page = words(client.get("/profiles/", {"custody": custody, **more}))
    page = page.replace("<mark>", "").replace("</mark>", "")
    return {name for name in ("Insider", "Outsider", "Mover", "Hidden") if f" {name}<" in page}


@pytest.fixture
def people(manager, stafford, dovegate, theirs):
    """One in Stafford, one moved to Dovegate, one released, and one who is another force's."""
    one, two, three = (
        make_person(by=manager, surname=name) for name in ("Insider", "Mover", "Outsider")
    )
    hold(one, manager, stafford, "2026-01-05")
    hold(two, manager, stafford, "2026-01-05", "2026-02-01")
    hold(two, manager, dovegate, "2026-02-01")
    hold(three, manager, dovegate, "2026-01-05", "2026-02-01")
    hidden = make_person(by=theirs.created_by, surname="Hidden")
    hold(hidden, theirs.created_by, stafford, "2026-01-05")
    return {"Insider": one, "Mover": two, "Outsider": three, "Hidden": hidden}


def test_the_list_is_narrowed_by_where_people_are(signed_in, people):
    assert found(signed_in, "in") == {"Insider", "Mover"}
    assert found(signed_in, "out") == {"Outsider"}
    assert found(signed_in, "hmp-stafford") == {"Insider"}
    assert found(signed_in, "hmp-dovegate") == {"Mover"}
    assert found(signed_in, "hmp-norwich") == set()
    assert found(signed_in, "hmp-dovegate", q="mover") == {"Mover"}
    assert found(signed_in, "out", role="offender") == set()
    for nonsense in ("", "mine", "hmp-nowhere", "x" * 300):
        assert found(signed_in, nonsense) == {"Insider", "Outsider", "Mover"}


def test_the_filter_is_a_tag_and_in_the_log(signed_in, people):
    page = words(signed_in.get("/profiles/", {"custody": "hmp-stafford"}))

    assert "In HMP Stafford" in page
    assert "<b>1 person</b> you can see" in page
    event = Event.objects.filter(verb="profile.list:list").latest("pk")
    assert event.detail["filters"] == {"custody": "hmp-stafford"}
    assert event.subjects == [people["Insider"].pk]


@pytest.fixture
def warder(prison, stafford):
    """Somebody who works in HMP Stafford."""
    stafford.team = prison
    stafford.save()
    return member(prison, name="Grace Odum")


def test_staff_of_a_prison_find_the_people_there_whom_they_may_see(
    client, warder, prison, people, manager
):
    client.force_login(warder)
    assert "My prison" in words(client.get("/"))
    short = client.get("/profiles/my-prison/", follow=True)
    assert "People in HMP Stafford" in words(short)
    assert found(client, "mine") == set()

    for name in ("Insider", "Mover"):
        give(people[name], manager, prison)

    assert found(client, "mine") == {"Insider"}
    assert found(client, "") == {"Insider", "Mover"}
    assert "<b>1 person</b> you can see" in words(client.get("/profiles/?custody=mine"))


@pytest.mark.parametrize("actor", ["manager", "operator", "auditor", "outsider"])
def test_nobody_else_has_a_prison(client, request, actor, warder, people):
    client.force_login(request.getfixturevalue(actor))

    assert "My prison" not in words(client.get("/"))
    landed = client.get("/profiles/my-prison/", follow=True)
    assert "HMP Stafford</h1>" not in words(landed)
    assert "My prison" not in words(landed)


def test_a_place_that_is_over_is_no_place_of_work(client, warder, prison, people, manager):
    give(people["Insider"], manager, prison)
    warder.memberships.update(role="control")

    client.force_login(warder)

    assert "My prison" not in words(client.get("/"))


def test_more_people_and_more_stays_cost_no_more_statements(
    signed_in, manager, stafford, dovegate
):
    def more():
        one = make_person(by=manager)
        hold(one, manager, dovegate, "2025-01-05", "2025-02-01")
        hold(one, manager, stafford, "2026-01-05")
        return one

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(address).status_code == 200
        return len(queries)

    person = more()
    pages = (
        *("/profiles/?custody=in", "/profiles/?custody=out", "/profiles/?custody=hmp-stafford"),
        *(url("overview", person), url("details", person), "/api/v1/profiles/?custody=in"),
        f"/api/v1/profiles/{person.uuid}/",
    )
    for address in pages:
        asked(address)
    one = [asked(address) for address in pages]
    for _ in range(9):
        more()
    for month in range(1, 10):
        hold(person, manager, dovegate, f"2024-{month:02}-01", f"2024-{month:02}-20")

    assert [asked(address) for address in pages] == one
    assert Profile.objects.in_custody().count() == 10


def test_programs_are_told_where_a_person_is(signed_in, person, manager, stafford):
    address = f"/api/v1/profiles/{person.uuid}/"
    assert signed_in.get(address).json()["custody"] is None

    hold(person, manager, stafford, "2026-01-05", release="2026-06-12")

    assert signed_in.get(address).json()["custody"] == {
        "establishment": "HMP Stafford",
        "starts_on": "2026-01-05",
        "release_expected_on": "2026-06-12",
    }
