"""Clocks run for so many hours, whatever the calendar does, and their end is told of once."""

import datetime

import pytest

from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import member
from audit.models import Event
from missing.jobs import tell_run_out_clocks
from missing.models import Arrangement, Clock, MissingRisk
from missing.services import tell_of_clock
from missing.tests.acts import assess, find, talk
from missing.tests.factories import EpisodeFactory, ReviewPeriodFactory, arranged
from tests.clock import it_is, local, runs

HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)
# The evenings before the clocks go forward, and back; leap day; the end of a short month, a year.
EVENINGS = [
    local(2026, 3, 28, 23),
    local(2026, 10, 24, 23),
    local(2028, 2, 28, 23),
    local(2027, 2, 28, 23),
    local(2026, 12, 31, 23),
]
evenings = pytest.mark.parametrize("evening", EVENINGS, ids=lambda at: str(at.date()))


@pytest.fixture
def area(police):
    return arranged(police)


@pytest.fixture
def episode(area, officer):
    return EpisodeFactory(by=officer)


def reported(cast):
    """An episode whose world is as old as it is."""
    arranged(cast.police)
    places = Membership.objects.filter(user=cast.officer)
    places.update(valid_from=local(2020, 1, 1))
    return EpisodeFactory(by=cast.officer)


def running(episode):
    return {clock.kind: clock for clock in Clock.objects.running().filter(episode=episode)}


def later(clock):
    return (clock.due_at - clock.started_at) / HOUR


def told():
    return Event.objects.filter(verb="missing.clock_ran_out")


# ---- What starts and stops them -----------------------------------------------------------------
def test_a_report_starts_the_first_assessment(episode):
    [clock] = running(episode).values()

    assert (clock.kind, later(clock)) == ("assessment", 1)


@pytest.mark.parametrize(("code", "hours"), [("high", 4), ("medium", 8), ("low", 24)])
def test_an_assessment_starts_the_next_review(episode, officer, code, hours):
    assess(episode, officer, code)

    [clock] = running(episode).values()
    assert (clock.kind, later(clock)) == ("review", hours)
    assert Clock.objects.get(episode=episode, kind="assessment").is_done


def test_an_area_reviews_when_it_has_said(episode, officer, area):
    arrangement = Arrangement.objects.get(area=area)
    ReviewPeriodFactory(
        arrangement=arrangement, risk=MissingRisk.objects.get(code="high"), hours=2
    )

    assess(episode, officer)

    assert later(running(episode)["review"]) == 2


def test_a_second_assessment_starts_the_review_anew(episode, officer):
    assess(episode, officer)
    assess(episode, officer, "low")

    [clock] = running(episode).values()
    assert later(clock) == 24
    assert Clock.objects.filter(episode=episode, kind="review", is_done=True).count() == 1


def test_a_return_starts_the_interviews_from_the_return(episode, officer):
    at = episode.last_seen_at + 10 * MINUTE

    find(episode, officer, at=at)

    clocks = running(episode)
    assert {kind: later(clock) for kind, clock in clocks.items()} == {
        "prevention": 24,
        "interview": 72,
    }
    assert {clock.started_at for clock in clocks.values()} == {at}
    assert not Clock.objects.get(episode=episode, kind="assessment").is_done


@pytest.mark.parametrize("code", ["found-dead", "in-error"])
def test_some_outcomes_ask_for_no_interview(episode, officer, code):
    find(episode, officer, code)

    assert running(episode) == {}


@pytest.mark.parametrize("state", ["held", "declined"])
def test_an_interview_stops_its_clock_and_no_other(episode, officer, state):
    find(episode, officer)
    talk(episode, officer, kind="return", state=state)

    assert [*running(episode)] == ["prevention"]
    assert Clock.objects.get(episode=episode, kind="interview").is_done


# ---- The calendar -------------------------------------------------------------------------------
@evenings
def test_72_hours_are_72_hours(cast, evening):
    with it_is(evening):
        episode = reported(cast)
        find(episode, cast.officer, at=evening)
        due = running(episode)["interview"].due_at

    assert due - evening.astimezone(datetime.UTC) == 72 * HOUR


@evenings
def test_a_review_over_such_a_night_is_told_of_when_it_is_due_and_once(cast, evening):
    with it_is(evening):
        assess(reported(cast), cast.officer)
    due = evening.astimezone(datetime.UTC) + 4 * HOUR

    found = []
    for minutes in (-60, -1, 0, 1, 60, 120):
        with it_is(due + minutes * MINUTE):
            found.append(tell_run_out_clocks())

    assert found == [0, 0, 1, 0, 0, 0]


@evenings
def test_the_scheduler_looks_again_through_such_a_night(evening):
    begins = evening.astimezone(datetime.UTC)

    assert len(runs("tell-run-out-clocks", begins, begins + 6 * HOUR)) > 6 * 12 - 3


# ---- Who is told, and how often -----------------------------------------------------------------
def test_a_scheduler_that_was_stopped_for_an_hour_tells_of_all_once(cast):
    began = local(2026, 10, 25, 0, 30)
    with it_is(began):
        episodes = [reported(cast) for _ in range(3)]

    with it_is(began.astimezone(datetime.UTC) + 2 * HOUR):
        assert (tell_run_out_clocks(), tell_run_out_clocks()) == (3, 0)

    assert sorted(told().values_list("target_id", flat=True)) == [one.case_id for one in episodes]


def test_its_event_is_on_the_case_for_readers_of_the_actions(episode):
    clock = running(episode)["assessment"]
    with it_is(clock.due_at):
        assert tell_of_clock(clock=clock)
        assert not tell_of_clock(clock=clock)

    event = told().get()
    assert (event.actor_name, event.section) == ("The clock", "actions")
    assert (event.target_type, event.target_id) == ("cases.case", episode.case_id)
    assert event.detail["clock"] == "assessment"


def test_what_was_done_in_the_last_moment_is_not_told_of(episode, officer):
    clock = running(episode)["assessment"]
    assess(episode, officer)

    with it_is(clock.due_at):
        assert not tell_of_clock(clock=clock)
        assert tell_run_out_clocks() == 0


def test_one_that_goes_wrong_holds_up_no_other(area, officer, monkeypatch):
    first, second = (EpisodeFactory(by=officer) for _ in range(2))
    wrong = running(first)["assessment"]

    def tell(*, clock):
        if clock == wrong:
            raise ValueError
        return tell_of_clock(clock=clock)

    monkeypatch.setattr("missing.jobs.tell_of_clock", tell)
    with it_is(running(second)["assessment"].due_at + MINUTE):
        assert tell_run_out_clocks() == 1

    assert told().get().target_id == second.case_id


def test_who_holds_the_case_without_its_actions_still_sees_what_is_due(episode, manager, council):
    give(episode.case, manager, council, sections=[])

    assert Clock.objects.visible_to(member(council)).count() == 1
