"""Exact particulars show that a record exists, and no more."""

import pytest

from access.models import Discovery
from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.tests.factories import member
from audit.models import Event
from profiles.models import Identifier

pytestmark = pytest.mark.slow

EXACT = [
    "09/48211P",
    "2009/0048211p",
    "09 / 0048211 p",
    "200948211P",
    "Jordan Pellworth 14 March 1991",
    "Pellworth, Jordan 14/3/1991",
]
NOT_EXACT = [
    "Jordan Pellworth",
    "Jordan 14 March 1991",
    "Jordan Pellwort 14 March 1991",
    "Jordan Pellworth 15 March 1991",
    "09/4821",
    "09/48211T",
    "14 March 1991",
]


@pytest.fixture
def known(person, manager):
    Identifier.objects.create(profile=person, kind="pnc", value="2009/0048211P", added_by=manager)
    return person


@pytest.fixture
def neighbour(council):
    return member(council)


def search(client, user, words):
    client.force_login(user)
    return client.get("/profiles/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", EXACT)
def test_a_practitioner_of_the_area_meets_the_stub(client, known, neighbour, words):
    page = search(client, neighbour, words)

    assert "There is a matching record you cannot see" in page
    assert known.reference in page
    assert str(known.owner_team) in page
    assert "1991 (" not in page  # no birth date, shown as lists show it
    assert Event.objects.filter(verb="access.found", actor_id=neighbour.pk).count() == 1
    assert client.get(f"/profiles/{known.uuid}/sharing/request-access/").status_code == 200
    assert client.get(f"/profiles/{known.uuid}/log/").status_code == 404


@pytest.mark.parametrize("words", NOT_EXACT)
def test_anything_less_than_exact_tells_nothing(client, known, neighbour, words):
    assert "cannot see" not in search(client, neighbour, words)
    assert not Discovery.objects.exists()


@pytest.mark.parametrize("words", EXACT)
def test_elsewhere_restricted_discreet_and_excluded_find_nothing(
    client, known, neighbour, outsider, operator, manager, police, words
):
    def found(user):
        return known.reference in search(client, user, words)

    assert found(neighbour)
    assert not found(outsider)
    Discovery.objects.all().delete()
    exclude_person(obj=known, by=manager, user=neighbour, reason="A cousin")
    assert not found(neighbour)
    other = member(neighbour.acting_team)
    police.is_discreet = True
    police.save()
    assert not found(other)
    police.is_discreet = False
    police.save()
    assert found(other)
    restrict_record(obj=known, by=manager, reason="A relative", basis=LawfulBasisFactory())
    assert not found(other)
    assert client.get(f"/profiles/{known.uuid}/sharing/request-access/").status_code == 404


@pytest.mark.parametrize("words", EXACT)
def test_anyone_who_reads_the_record_finds_it_by_the_same_words(client, known, officer, words):
    page = search(client, officer, words)

    assert "Jordan Pellworth" in page
    assert "<b>1 person</b>" in page
    assert "cannot see" not in page


def test_a_finding_fades_with_the_area_of_practice(client, known, neighbour):
    search(client, neighbour, "09/48211P")
    page = f"/profiles/{known.uuid}/sharing/request-access/"
    assert client.get(page).status_code == 200

    neighbour.acting_team.areas.clear()

    assert client.get(page).status_code == 404
