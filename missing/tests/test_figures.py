"""Figures: what they count, in which days, of which episodes, and as a file."""

import csv
import datetime

import pytest
from django.utils import timezone

from access.tests.factories import give
from agencies.tests.factories import member
from audit.models import Event
from core.panels import _slots, register
from missing.models import Clock
from missing.tests.acts import assess, find, talk
from missing.tests.factories import EpisodeFactory, arranged

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
PAGE, FILE = "/missing/figures/", "/missing/figures/file/"


@pytest.fixture(autouse=True)
def area(police):
    return arranged(police)


@pytest.fixture
def episode(officer):
    return EpisodeFactory(by=officer)


@pytest.fixture
def tables(client, officer):
    """The tables of the file, by title: each its rows of cells."""

    def read(by=officer, query=""):
        client.force_login(by)
        answer = client.get(f"{FILE}{query}")
        assert answer.status_code == 200
        found, title = {}, None
        for row in csv.reader(answer.content.decode("utf-8-sig").splitlines()):
            if not row:
                title = None
            elif title is None:
                title = row[0]
                found[title] = []
            else:
                found[title].append(row)
        return {title: rows[2:] for title, rows in found.items()}

    return read


def moved(clock, **times):
    for name, by in times.items():
        setattr(clock, name, getattr(clock, name) + by)
    clock.save()


def test_who_is_missing_now_by_risk(tables, officer, episode):
    EpisodeFactory(by=officer)
    assess(episode, officer)
    find(EpisodeFactory(by=officer), officer)

    assert tables()["Missing now, by risk"] == [["Not assessed yet", "1"], ["High", "1"]]


def test_the_middle_time_to_the_first_assessment_and_how_many_were_in_time(tables, officer):
    for minutes in (10, 30, 90):
        episode = EpisodeFactory(by=officer)
        assess(episode, officer)
        clock = Clock.objects.get(episode=episode, kind="assessment")
        moved(clock, stopped_at=datetime.timedelta(minutes=minutes))
    overdue = EpisodeFactory(by=officer).clocks.get()
    moved(overdue, started_at=-2 * HOUR, due_at=-2 * HOUR)
    find(EpisodeFactory(by=officer), officer)  # before anybody assessed it
    EpisodeFactory(by=officer)  # still in time

    assert tables()["Time to the first assessment"] == [
        ["First assessment", "30 min", "2", "2", "50%"]
    ]


def test_interviews_in_time_late_declined_and_due(tables, officer):
    for after, state in ((1, "held"), (80, "held"), (2, "declined"), (None, None)):
        now = timezone.now()
        episode = EpisodeFactory(by=officer, last_seen_at=now - 101 * HOUR)
        find(episode, officer, at=now - 100 * HOUR)
        if state:
            talk(episode, officer, state=state, at=now - 100 * HOUR + after * HOUR)
    find(EpisodeFactory(by=officer), officer)

    _, return_home = tables()["Interviews after the return"]

    assert return_home == ["Return home interview", "1", "1", "1", "1", "1", "33%"]


def test_people_who_were_missing_again(tables, officer, person):
    for _ in range(3):
        find(EpisodeFactory(by=officer, profile=person), officer)
    EpisodeFactory(by=officer)

    assert tables()["People missing again"] == [
        ["2 episodes", "0"],
        ["3 or more episodes", "1"],
    ]


def test_an_episode_recorded_in_error_counts_nowhere(tables, officer, person, episode):
    find(EpisodeFactory(by=officer, profile=person), officer)
    before = tables()
    mistaken = EpisodeFactory(by=officer, profile=person)
    assess(mistaken, officer)
    find(mistaken, officer, code="in-error")

    assert tables() == before


def test_only_of_the_days_that_are_asked_for(tables, officer, person, episode):
    find(episode, officer)
    yesterday = timezone.localdate() - DAY

    shown = tables(query=f"?until={yesterday}")

    assert shown["Time to the first assessment"] == [["First assessment", "–", "0", "0", "–"]]


@pytest.mark.parametrize(
    "query", ["?from=nonsense", "?until=31/2/2026", "?from=3/6/26&until=2/6/26"]
)
def test_days_that_cannot_be_are_said_at_their_field(client, officer, query):
    client.force_login(officer)

    page = client.get(f"{PAGE}{query}")

    assert page.status_code == 200
    assert "govuk-error-message" in page.content.decode()


def test_each_user_counts_what_they_see(tables, officer, manager, council, episode, outsider):
    assess(episode, officer)
    give(episode.case, manager, council, sections=[])

    of_council = tables(by=member(council))
    assert of_council["Missing now, by risk"] == [["High", "1"]]
    assert of_council["Time to the first assessment"] == [["First assessment", "–", "0", "0", "–"]]
    assert tables(by=outsider)["Missing now, by risk"] == []


def test_the_page_says_what_each_figure_means_and_offers_the_file(client, officer, episode):
    client.force_login(officer)

    page = client.get(f"{PAGE}?from=3/6/26").content.decode()

    assert "Time from the report to the first assessment of the risk" in page
    assert f'href="{FILE}?from=3' in page


def test_the_file_is_an_event(tables, officer):
    tables()

    event = Event.objects.get(verb="missing.figures:file")
    assert (event.actor_id, event.subjects) == (officer.pk, [])


def test_other_apps_add_figures(tables):
    def handovers(user, begins, ends):
        return {
            "title": "Handovers",
            "definition": "Acknowledged in time.",
            "columns": ("In time",),
            "rows": [("=3",)],
        }

    register("missing.figures", order=90)(handovers)
    try:
        shown = tables()
    finally:
        _slots["missing.figures"].pop(f"{handovers.__module__}.{handovers.__qualname__}")

    assert shown["Handovers"] == [["'=3"]]
