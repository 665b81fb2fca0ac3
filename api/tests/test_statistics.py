"""Figures, by the API: those of the page, of what the client's team may see."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import member
from api.tests.factories import program_of
from audit.models import Event
from figures.registry import FIGURES
from figures.selectors import table
from figures.tests.reading import EVER
from profiles.tests.factories import RoleFactory

HERE = "/api/v1/statistics/"
KEY = "people-by-role"
PERIOD = {"from": EVER.first.isoformat(), "until": "2026-01-31"}


@pytest.fixture
def victim(person):
    RoleFactory(profile=person, kind="victim")
    return person


def test_every_figure_is_named_with_what_it_counts(program):
    told = program.get(HERE).json()["results"]

    assert [one["key"] for one in told] == list(FIGURES)
    assert told[0]["definition"] == next(iter(FIGURES.values())).definition
    assert {program.get(one["url"]).status_code for one in told} == {200}


def test_a_figure_is_that_of_the_page(program, victim, police_client):
    told = program.get(f"{HERE}{KEY}/").json()

    page = table(police_client.client.account, KEY, EVER)
    assert ["Victim", 1] in told["rows"]
    assert told["rows"] == [list(row) for row in page.rows]
    assert (told["columns"], told["definition"]) == (list(page.columns), page.definition)


def test_another_team_counts_its_own(cast, victim):
    elsewhere = program_of(cast.elsewhere).program

    assert ["Victim", 1] not in elsewhere.get(f"{HERE}{KEY}/").json()["rows"]


def test_a_period_is_asked_for_as_on_the_page(program):
    told = program.get(of_a_period(), PERIOD).json()

    assert told["period"] == {"first": "2020-01-01", "last": "2026-01-31"}


def of_a_period():
    key = next(key for key, figure in FIGURES.items() if not figure.is_now)
    return f"{HERE}{key}/"


WRONG = [
    {"from": "soon"},
    {"period": "purple"},
    {"period": "month", "from": "2026-01-01"},
    {"colour": "red"},
]


@pytest.mark.parametrize("query", WRONG)
def test_a_period_that_cannot_be_is_refused(program, query):
    assert program.get(of_a_period(), query).status_code == 400


@pytest.mark.parametrize("query", [{"period": "last-quarter"}, PERIOD, {"until": "2026-01-31"}])
def test_a_figure_of_today_takes_no_period(program, query):
    answer = program.get(f"{HERE}{KEY}/", query)

    assert answer.status_code == 400
    assert answer.json()["detail"] == "This figure is of today: it takes no period."
    assert {found["field"] for found in answer.json()["errors"]} == query.keys()


def test_there_is_nothing_of_another_key(program):
    assert program.get(f"{HERE}people-by-shoe-size/").status_code == 404


def test_a_look_at_a_figure_is_recorded(program, police_client):
    program.get(of_a_period(), PERIOD, **{"on-behalf-of": "j.smith"})

    event = Event.objects.latest("pk")
    assert (event.verb, event.channel) == ("statistics.view:view", "api")
    assert (event.detail["until"], event.detail["on_behalf_of"]) == ("2026-01-31", "j.smith")
    assert event.detail["client"] == str(police_client.client.uuid)
    assert event.subjects == []


def test_the_scope_is_needed(cast):
    narrow = program_of(cast.police, scopes=["people:read"]).program

    answers = [narrow.get(HERE), narrow.get(f"{HERE}{KEY}/"), narrow.get(f"{HERE}none/")]
    assert [answer.status_code for answer in answers] == [403] * 3


def test_people_who_hold_no_records_are_refused(client, cast):
    client.force_login(member(cast.police, Membership.Role.ADMINISTRATOR))

    assert client.get(HERE).status_code == 403
