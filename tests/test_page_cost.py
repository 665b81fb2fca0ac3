"""What a page asks of the database: the same for one row and 25, for 10 events and 10,000."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Event
from profiles.tests.factories import make_person, write_contact
from profiles.tests.walking import url
from profiles.tests.world import make_detail
from profiles.views.details import KINDS

pytestmark = pytest.mark.slow

# Statements at most, BEGIN and COMMIT and the look at a kept connection left out.
LISTS = {"/profiles/": 12, "/profiles/?q=Many": 13, "/api/v1/profiles/": 10}
# With similar names below: their page, what they sound like and what to mark in them.
SIMILAR = 15
TABS = {"overview": 11, "log": 12, "sharing": 12, "history": 12}
ROUND_ABOUT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def asks(client, officer):
    """How many statements the page costs this reader, once it has been opened before."""
    client.force_login(officer)

    def count(path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len([one for one in asked if not one["sql"].startswith(ROUND_ABOUT)])

    return count


@pytest.mark.parametrize("path", LISTS)
def test_25_people_cost_as_much_as_one(asks, officer, path):
    make_person(by=officer, surname="Many0")
    one = asks(path)
    for number in range(1, 25):
        make_person(by=officer, surname=f"Many{number}")

    assert asks(path) == one <= LISTS[path]


def test_ten_similar_names_cost_as_much_as_one(asks, officer):
    make_person(by=officer, surname="Brayfield")
    make_person(by=officer, surname="Braifield0")
    one = asks("/profiles/?q=Brayfield")
    for number in range(1, 10):
        make_person(by=officer, surname=f"Braifield{number}")

    assert asks("/profiles/?q=Brayfield") == one <= SIMILAR


@pytest.mark.parametrize("tab", TABS)
def test_a_person_costs_no_more_than_so_many(asks, person, tab):
    assert asks(url(tab, person)) <= TABS[tab]


def test_25_entries_cost_as_much_as_one(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("log", person))
    for _ in range(24):
        write_contact(person, officer)

    assert asks(url("log", person)) == one


def test_history_of_10000_events_costs_as_much_as_of_10(asks, officer, person):
    """Each tells of a change, so that both pages look up the same kinds of versions and names."""
    version = person.history.first()

    def happen(times):
        Event.objects.bulk_create(
            Event(
                verb="profile.edited",
                operation=Event.ALTERATION,
                actor_id=officer.pk,
                actor_name=officer.name,
                target_type="profiles.profile",
                target_id=person.pk,
                target_label=person.event_label,
                history_model=version._meta.label_lower,
                history_id=version.pk,
                subjects=[person.pk],
                at=timezone.now(),
            )
            for _ in range(times)
        )

    happen(10)
    few = asks(url("history", person))
    happen(10_000)

    assert asks(url("history", person)) == few


def test_whether_the_process_lives_asks_nothing(
    client, officer, person, django_assert_num_queries
):
    client.force_login(officer)

    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


def test_history_costs_the_same_whatever_has_changed(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("history", person))
    for kind in set(KINDS) - {"custody"}:
        version = make_detail(person, kind).history.first()
        Event.objects.create(
            verb="detail.added",
            operation=Event.COLLECTION,
            actor_id=officer.pk,
            actor_name=officer.name,
            target_type="profiles.profile",
            target_id=person.pk,
            history_model=version._meta.label_lower,
            history_id=version.pk,
            subjects=[person.pk],
        )

    assert asks(url("history", person)) == one <= TABS["history"]
