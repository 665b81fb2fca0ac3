"""How auditors search the log, and what its pages show."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, UserFactory, member
from audit.filters import EventFilter
from audit.models import Event
from audit.services import record
from audit.tests.factories import EventFactory
from core.paging import encode
from profiles.services import edit_profile

pytestmark = pytest.mark.slow

Role = Membership.Role
SEARCH = "/audit/"


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


def act(by, **more):
    """An event of this person, about no record."""
    return record(**{"verb": "page.not_found", "operation": Event.REFUSAL, "actor": by} | more)


def shown(client, **query):
    """The numbers of the events on the page."""
    response = client.get(SEARCH, query)
    assert response.status_code == 200
    return [entry.event.pk for entry in response.context["entries"]]


# ---- Searching --------------------------------------------------------------------------------


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


@pytest.fixture
def events(officer, manager, colleague, person, elsewhere, outsider):
    """One event for each filter."""
    return {
        "by officer": act(officer, target=person, section="log"),
        "by manager": act(manager, verb="access.given", operation=Event.DISCLOSURE),
        "by colleague": act(colleague, verb="emergency.opened", operation=Event.CONSULTATION),
        "by outsider": act(outsider, target=person),
        "old": EventFactory(at=days_ago(40), actor_team_id=officer.acting_team.pk),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"person": "REFERENCE"}, ["by outsider", "by officer"]),
        ({"person": " reference "}, ["by outsider", "by officer"]),
        ({"person": "P-1999-000001"}, []),
        ({"actor": "officer"}, ["by officer"]),
        ({"actor": "OFFICER "}, ["by officer"]),
        ({"actor": "nobody"}, []),
        ({"operation": "disclosure"}, ["by manager"]),
        ({"section": "log"}, ["by officer"]),
        ({"about": "access"}, ["by manager"]),
        ({"about": "refusals"}, ["by outsider", "by officer"]),
        ({"refusals": "on"}, ["by outsider", "by officer"]),
        ({"emergencies": "on"}, ["by colleague"]),
        ({"team": "POLICE"}, ["old", "by colleague", "by manager", "by officer"]),
        ({"until": "yesterday"}, ["old"]),
        ({"since": "today"}, ["by outsider", "by colleague", "by manager", "by officer"]),
        ({"since": "30 days ago", "actor": "officer"}, ["by officer"]),
        ({"since": "30 days ago", "actor": "OFFICER’S NAME"}, ["by officer"]),
        ({"actor": "Nobody of this name"}, []),
    ],
)
def test_each_filter(as_auditor, auditor, officer, events, person, police, query, found):
    marks = {
        "REFERENCE": person.reference,
        " reference ": f" {person.reference.lower()} ",
        "OFFICER’S NAME": officer.name.upper(),
    }
    query = {k: marks.get(v, v).replace("POLICE", str(police.pk)) for k, v in query.items()}
    mine = {event.pk: name for name, event in events.items()}

    pages = [mine[pk] for pk in shown(as_auditor, **query) if pk in mine]

    assert sorted(pages) == sorted(found)


def test_a_day_ends_at_midnight_in_this_country(as_auditor, police):
    zone = timezone.get_default_timezone()
    last = datetime.datetime(2026, 6, 3, 23, 59, 59, tzinfo=zone)
    late = EventFactory(at=last, actor_team_id=police.pk).pk
    next_day = EventFactory(at=last + datetime.timedelta(seconds=1), actor_team_id=police.pk).pk

    assert shown(as_auditor, since="3/6/2026", until="3/6/2026") == [late]
    assert next_day in shown(as_auditor, since="4/6/2026", until="4/6/2026")


def test_filters_in_use_can_be_taken_away(as_auditor, events):
    response = as_auditor.get(SEARCH, {"actor": "officer", "about": "refusals"})
    page = response.content.decode()

    assert 'href="?about=refusals"' in page
    assert 'href="?actor=officer"' in page
    assert "Remove filter" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"person": "Pellworth"}, "Enter a reference like P-2026-000123"),
        ({"since": "soonish"}, "Enter a date like 3 June 2026"),
        ({"since": "3/6/2026", "until": "2/6/2026"}, "This day is before the one in “From”."),
        ({"team": "987654"}, "Choose the team from the list"),
        ({"operation": "burning"}, "Choose the kind of act from the list"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(as_auditor, query, words):
    assert words in as_auditor.get(SEARCH, query).content.decode()


def test_a_team_of_another_area_is_no_choice(as_auditor, elsewhere):
    assert "Norfolk IOM Team" not in as_auditor.get(SEARCH).content.decode()


def test_no_event_fits(as_auditor):
    page = as_auditor.get(SEARCH, {"person": "P-1999-000001"}).content.decode()

    assert "No matching events." in page


ODD = [
    "\x00",
    "\ud800",
    "\u202e",
    "x" * 9000,
    "%",
    "';--",
    "\u0301\U0001f600",
    "-1",
    "1e9",
    "٣",
    "P-2026-000123",
    "99999999999999999999",
    "9999-12-31",
    "1/1/0001",
    "31/12/2150",
    "NaN",
]
NAMES = [*(one.name for one in EventFilter.filters), "after", "sort", "more"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", [SEARCH, "/audit/exports/new/"])
def test_odd_addresses_are_never_an_error_of_ours(as_auditor, name, path):
    for odd in ODD:
        response = as_auditor.get(path, {name: odd.encode("utf-8", "surrogatepass")})

        assert response.status_code in (200, 400), odd


@pytest.mark.parametrize(
    "moment",
    [
        "soon",
        "2026-06-04",
        "2026-06-04T08:00:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-06-04T08:00:00+00:00:00.5",
    ],
)
def test_a_forged_place_in_the_log_is_no_error(as_auditor, officer, moment):
    act(officer)

    assert as_auditor.get(SEARCH, {"after": encode(moment, 5)}).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_values_given_twice_are_no_error_either(as_auditor, name):
    assert as_auditor.get(f"{SEARCH}?{name}=1&{name}=2&{name}[]=3").status_code == 200


# ---- The page ---------------------------------------------------------------------------------


def test_a_line_says_who_what_why_and_when_to_the_second(as_auditor, person, manager, elsewhere):
    give(person, manager, elsewhere)
    event = Event.objects.get(verb="access.given")

    page = as_auditor.get(SEARCH, {"about": "access"}).content.decode()

    assert timezone.localtime(event.at).strftime("%H:%M:%S") in page
    for words in (
        "Ruth Calloway",
        "Staffordshire IOM Team, Staffordshire Police",
        "Gave access:",
        "Norfolk IOM Team",
        f"Person {person.reference}",
        event.reason,
    ):
        assert words in page
    assert person.surname not in page


def test_no_field_of_a_record_and_no_name_of_a_person_shows(as_auditor, person, manager):
    edit_profile(profile=person, by=manager, surname="Secretname", sex="male")
    record(
        verb="profile.edited",
        operation=Event.ALTERATION,
        actor=manager,
        target=person,
        detail={"name": "Hidden Detail"},
    )

    page = as_auditor.get(SEARCH).content.decode()

    assert person.reference in page
    for name in ("Secretname", "Pellworth", "Jordan", "Hidden Detail"):
        assert name not in page


def test_the_request_can_be_looked_up(as_auditor, client, officer, person):
    client.force_login(officer)
    client.get(f"/profiles/{person.uuid}/")
    event = Event.objects.filter(verb="profile.view:view").get()
    client.force_login(member(TeamFactory(areas=person.owner_team.areas.all()), Role.AUDITOR))

    assert str(event.request_id) in client.get(SEARCH).content.decode()


def test_twenty_rows_cost_as_much_as_one(as_auditor, officer, person, django_assert_num_queries):
    act(officer, target=person)
    as_auditor.get(SEARCH)
    with CaptureQueriesContext(connection) as one:
        as_auditor.get(SEARCH)
    for _ in range(20):
        act(officer, target=person)
        record(
            verb="detail.added",
            operation=Event.COLLECTION,
            actor=officer,
            target=person,
            history=person.history.first(),
        )

    with django_assert_num_queries(len(one)):
        as_auditor.get(SEARCH)


def test_two_people_of_one_name_are_told_apart_by_their_user_names(as_auditor, officer, events):
    UserFactory(name=officer.name)

    assert shown(as_auditor, actor=officer.name) == []
    assert (
        "enter the user name" in as_auditor.get(SEARCH, {"actor": officer.name}).content.decode()
    )


# ---- Reading the log is an event --------------------------------------------------------------


def test_a_search_is_recorded_with_its_filters_and_without_typed_names(
    as_auditor, auditor, officer, person
):
    as_auditor.get(SEARCH, {"person": person.reference, "actor": "officer", "since": "today"})

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.operation, event.actor_id) == (
        "audit.search:search",
        Event.CONSULTATION,
        auditor.pk,
    )
    assert event.subjects == [person.pk]
    assert event.detail["ask"] == {
        "reference": person.reference,
        "person": person.pk,
        "actor_id": officer.pk,
        "since": timezone.localdate().isoformat(),
    }
    assert "officer" not in str(event.detail)


def test_people_named_by_reference_on_the_page_are_its_subjects(as_auditor, officer, person):
    act(officer, target=person)
    act(officer, subjects=[987654])

    as_auditor.get(SEARCH)

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.subjects) == ("audit.search:list", [person.pk])


def test_that_an_auditor_looked_is_not_told_on_the_record(as_auditor, client, person, manager):
    as_auditor.get(SEARCH, {"person": person.reference})
    client.force_login(manager)

    page = client.get(f"/profiles/{person.uuid}/history/?show=views").content.decode()

    assert "Peter Lindqvist" not in page


def test_another_auditor_is_told(as_auditor, client, person, police, manager):
    as_auditor.get(SEARCH, {"person": person.reference})
    second = member(TeamFactory(areas=police.areas.all()), Role.AUDITOR)
    client.force_login(second)

    page = client.get(SEARCH, {"person": person.reference, "about": "log"}).content.decode()

    assert "Searched the log" in page
    assert "Peter Lindqvist" in page


def test_the_filter_asks_without_names(auditor, officer, db):
    query = QueryDict("person=P-1999-000001&actor=unknown.person")

    ask = EventFilter(SimpleNamespace(user=auditor, GET=query)).recorded()

    assert ask == {"reference": "P-1999-000001", "person": 0, "actor_id": 0}


def test_every_time_of_the_page_is_for_machines_too(as_auditor, officer):
    act(officer)

    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT', as_auditor.get(SEARCH).content.decode())
