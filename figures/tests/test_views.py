"""Pages of statistics: who opens them, what they say, and the file with the same table."""

import dataclasses
import re

import pytest
from django.http import Http404

from agencies.models import Membership, Team
from agencies.tests.factories import days_on, member
from alerts.tests.telling import told
from audit.models import Event
from audit.words import describe
from core import policy
from core.figures import Counted, Period
from core.wording import lowered
from figures import selectors
from figures.registry import FIGURES
from figures.tests.reading import EVER, lines_of
from missing.tests.acts import assess, find, talk
from missing.tests.factories import EpisodeFactory, arranged
from profiles.tests.factories import RiskAssessmentFactory, RoleFactory
from referrals.tests.factories import InterventionFactory
from tasks.tests.factories import TaskFactory, complete

Role = Membership.Role
ALL = ["/statistics/", *(f"/statistics/{key}{end}" for key in FIGURES for end in ("/", ".csv"))]


@pytest.fixture
def roles(police):
    """Somebody of the team in each role."""
    return {role: member(police, role) for role in Role}


@pytest.fixture
def busy(person, officer, council):
    """Something to count."""
    RoleFactory(profile=person, kind="victim")
    RiskAssessmentFactory(profile=person)
    TaskFactory(by=officer, to=council, about=person)
    return person


# ---- Who ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.PRACTITIONER, True),
        (Role.MANAGER, True),
        (Role.ADMINISTRATOR, False),
        (Role.CONTROL_ROOM, False),
        (Role.AUDITOR, False),
    ],
)
def test_who_may_see_statistics(roles, role, allowed):
    user = roles[role]

    assert policy.can(user, "statistics.view") is allowed
    assert bool(selectors.figures_for(user)) is allowed
    assert policy.accessible(user, "statistics.view", Team).exists() is allowed


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADMINISTRATOR, 403), (Role.AUDITOR, 403), (Role.CONTROL_ROOM, 404)],
)
def test_everybody_else_is_refused(client, roles, role, status):
    client.force_login(roles[role])

    assert {path: client.get(path).status_code for path in ALL} == dict.fromkeys(ALL, status)


def test_a_table_asks_too(roles):
    with pytest.raises(Http404):
        selectors.table(roles[Role.AUDITOR], "people-by-role", EVER)


def test_a_figure_that_there_is_not(client, officer):
    client.force_login(officer)

    assert client.get("/statistics/people-by-shoe-size/").status_code == 404
    with pytest.raises(Http404):
        selectors.table(officer, "people-by-shoe-size", EVER)


@pytest.mark.parametrize("role", Role)
def test_the_menu_has_statistics_for_those_who_may(client, roles, role):
    client.force_login(roles[role])

    page = client.get("/").content.decode()

    assert ('href="/statistics/"' in page) is policy.can(roles[role], "statistics.view")


# ---- What ---------------------------------------------------------------------------------------
def test_the_page_has_every_figure_with_its_number(client, officer, busy):
    client.force_login(officer)

    page = client.get("/statistics/?period=month").content.decode()

    for key, figure in FIGURES.items():
        assert f'href="/statistics/{key}/?period=month">{figure.title}</a>' in page
    assert "1 person" in page
    assert "No episodes in this period." in page


@pytest.mark.parametrize("key", FIGURES)
def test_a_page_says_what_the_figure_means_and_offers_the_file(client, officer, key):
    client.force_login(officer)

    page = client.get(f"/statistics/{key}/?period=last-year").content.decode()

    figure = FIGURES[key]
    for words in (figure.definition, figure.source, figure.empty):
        assert words in page
    assert f'href="/statistics/{key}.csv?period=last-year"' in page
    assert ("As at today" in page) is figure.is_now
    assert ("1 April" in page) is not figure.is_now


@pytest.fixture
def busier(busy, officer, police, council):
    """Something to count in every figure."""
    arranged(police)
    for is_back in (True, False):
        episode = EpisodeFactory(by=officer, profile=busy)
        assess(episode, officer)
        if is_back:
            find(episode, officer)
            talk(episode, officer)
    InterventionFactory(by=officer)
    complete(TaskFactory(by=officer, to=council, due_on=days_on(0)), member(council))
    told(busy, officer)


@pytest.mark.parametrize("key", FIGURES)
def test_the_picture_has_its_text(client, officer, busier, key):
    client.force_login(officer)
    until_today = Period(EVER.first, days_on(0))
    figure, table = FIGURES[key], selectors.table(officer, key, until_today)

    page = client.get(f"/statistics/{key}/?from=1/1/2020&until=today").content.decode()

    picture = page.partition('<svg role="img"')[2].partition("</svg>")[0]
    text = re.search(r"<desc[^>]*>(.+)</desc>", picture)[1]
    said = [(row[0], figure.columns[at], row[at]) for row in table.rows for at in figure.bars]
    shown = [one for one in said if one[2]]
    for label, column, number in shown:
        of = f", {lowered(column)}" if len(figure.bars) > 1 else ""
        assert f"{label}{of}: {number}. " in text
    assert picture.count("<rect") == text.count(": ") == len(shown) > 0
    assert text.endswith("The table below has the same numbers.")
    assert "style=" not in picture


def test_without_anything_to_count_there_is_no_picture(client, outsider, busy):
    client.force_login(outsider)

    page = client.get("/statistics/people-by-role/").content.decode()

    assert "<svg role" not in page
    assert "You can see no people’s records." in page


# ---- The file -----------------------------------------------------------------------------------
@pytest.mark.parametrize("key", FIGURES)
def test_the_file_has_the_table_of_the_page(client, officer, busy, key):
    client.force_login(officer)
    query = "?from=1/1/2026&until=1/3/2026"

    page = client.get(f"/statistics/{key}/{query}").content.decode()
    answer = client.get(f"/statistics/{key}.csv{query}")

    marking, [heading], gap, [title], [about], columns, *rows = lines_of(answer)
    figure = FIGURES[key]
    cells = re.findall(r"<t[dh][^>]*data-label[^>]*>([^<]*)<", page)
    assert marking == ["OFFICIAL-SENSITIVE"]
    assert title == figure.title
    assert about == f"{figure.definition} {figure.source}"
    assert tuple(columns) == figure.columns
    assert [cell for row in rows for cell in row] == cells
    assert heading.startswith(f"{figure.title}: ")
    assert ("1 January 2026 to 1 March 2026" in heading) is not figure.is_now
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="{key}-20' in answer["Content-Disposition"]


def test_no_cell_of_a_file_is_a_formula(client, officer, monkeypatch):
    def evil(user, period):
        return Counted([("=1+1", 2), ("@SUM(A1)", 1)])

    planted = dataclasses.replace(FIGURES["people-by-role"], count=evil)
    monkeypatch.setitem(FIGURES, "people-by-role", planted)
    client.force_login(officer)

    rows = lines_of(client.get("/statistics/people-by-role.csv"))

    assert rows[-2:] == [["'=1+1", "2"], ["'@SUM(A1)", "1"]]


# ---- Odd addresses ------------------------------------------------------------------------------
ODD = [
    "period=decade",
    "period=month&from=1/2/26",
    "from=31/2/2026",
    "from=%F0%9F%98%80",
    "until=1/1/2199",
    "from=3/6/26&until=2/6/26",
]


@pytest.mark.parametrize("query", ODD)
def test_a_period_that_cannot_be_is_said_at_its_field(client, officer, query):
    client.force_login(officer)

    for path in ("/statistics/", "/statistics/tasks-in-time/"):
        page = client.get(f"{path}?{query}")

        assert page.status_code == 200
        assert "govuk-error-message" in page.content.decode()


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", ["/statistics/tasks-in-time", "/missing/figures"])
def test_no_file_is_made_of_a_period_that_cannot_be(client, officer, path, query):
    client.force_login(officer)
    file = f"{path}.csv" if path.startswith("/statistics") else f"{path}/file/"

    answer = client.get(f"{file}?{query}", follow=True)

    assert answer.redirect_chain[0][0].startswith(f"{path}/?")
    assert "govuk-error-message" in answer.content.decode()
    assert not Event.objects.filter(verb__endswith=":file").exists()


def test_figures_of_today_ask_for_no_period(client, officer):
    client.force_login(officer)

    assert client.get("/statistics/people-by-role.csv?period=decade").status_code == 200
    assert (
        "<form" not in client.get("/statistics/people-by-role/").content.decode().split("<main")[1]
    )


# ---- Events -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "words", "kept"),
    [
        ("/statistics/", "Opened statistics", {"from": "2026-01-01", "until": "2026-02-01"}),
        (
            "/statistics/tasks-in-time/",
            "Opened statistics",
            {"figure": "tasks-in-time", "from": "2026-01-01", "until": "2026-02-01"},
        ),
        ("/statistics/people-by-risk.csv", "", {"figure": "people-by-risk"}),
    ],
)
def test_each_look_is_an_event_about_nobody(client, officer, busy, path, words, kept):
    client.force_login(officer)

    client.get(f"{path}?from=1/1/26&until=1/2/26")

    event = Event.objects.filter(verb__startswith="statistics.view").get()
    assert (event.actor_id, event.subjects, event.target_label) == (officer.pk, [], "")
    assert event.detail.items() >= kept.items()
    assert describe(event).startswith(words)
    assert event.verb.endswith(":file") is path.endswith(".csv")
