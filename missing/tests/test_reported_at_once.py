"""Somebody is reported while others report, find or describe them: nothing is lost."""

import threading
import time

import pytest
from django.db import connection, transaction

from access.levels import Level
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, member
from missing import services
from missing.models import Clock, Episode, MissingReport, Outcome
from missing.services import Reported
from missing.tests.casts import ago
from missing.tests.factories import a_report, arranged, report
from profiles.tests.factories import make_person
from tests.together import together

pytestmark = pytest.mark.slow
WAIT = 20


def two_agencies():
    """Saved for all to see: a person whom two teams may report, in an area with a unit."""
    force = AreaFactory(name="Norfolk")
    unit, council, hospital = (TeamFactory(areas=[force]) for _ in range(3))
    arranged(unit)
    person = make_person(by=member(unit, Membership.Role.MANAGER))
    manager = unit.memberships.get().user
    for team in (council, hospital):
        give(person, manager, team, sections=["missing_plan"], level=Level.CONTRIBUTE)
    return person, member(council), member(hospital)


def test_two_report_one_record(live_database):
    person, carer, nurse = two_agencies()

    results = together(
        lambda: report(carer, profile=person, report=a_report(text="Not back at 9pm")),
        lambda: report(nurse, profile=person, report=a_report(text="Left the ward")),
    )

    assert all(isinstance(result, Reported) for result in results)
    episode = Episode.objects.get()
    assert sorted(result.is_joined for result in results) == [False, True]
    texts = set(MissingReport.objects.of_episode(episode).values_list("text", flat=True))
    assert texts == {"Not back at 9pm", "Left the ward"}
    assert Clock.objects.filter(episode=episode).count() == 1
    for reader in (carer, nurse):
        assert Episode.objects.visible_to(reader).get() == episode


# ---- Beside those who work on the episode -------------------------------------------------------
def is_awaited():
    """Does a transaction wait for another?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def beside(episode, act, reporting):
    """A report that comes while somebody acts, who has the episode's row already."""
    has_it = threading.Event()

    def act_slowly():
        with transaction.atomic():
            Episode.objects.select_for_update().get(pk=episode.pk)
            has_it.set()
            until = time.monotonic() + WAIT
            while not is_awaited() and time.monotonic() < until:
                time.sleep(0.05)
            return act()

    def report_then():
        assert has_it.wait(WAIT)
        return reporting()

    acted, reported = together(act_slowly, report_then)
    assert isinstance(acted, Episode), acted
    assert isinstance(reported, Reported), reported
    episode.refresh_from_db()
    return reported


def found(episode, manager):
    return services.locate_person(
        episode=episode,
        by=manager,
        located_at=ago(1),
        outcome=Outcome.objects.get(code="returned"),
        located_place="The pier",
    )


def by_name(nurse, person):
    """An episode of this person that names no record yet."""
    return services.report_missing(
        by=nurse,
        team=nurse.acting_team,
        area=nurse.acting_team.areas.get(),
        report=a_report(),
        name=person.name,
        born_on=person.born_on,
        last_seen_at=ago(60),
        last_seen_place="The bus station",
    ).episode


@pytest.mark.parametrize("is_of_unit", [False, True])
def test_a_report_beside_the_return_begins_a_new_episode(live_database, is_of_unit):
    person, carer, nurse = two_agencies()
    manager = person.owner_team.memberships.get().user
    episode = report(nurse, profile=person).episode
    reporter = manager if is_of_unit else carer

    reported = beside(
        episode, lambda: found(episode, manager), lambda: report(reporter, profile=person)
    )

    assert (episode.is_missing, episode.located_place) == (False, "The pier")
    assert not reported.is_joined
    assert reported.episode.pk != episode.pk
    assert episode.reports.count() == 1


def test_a_report_from_the_record_beside_the_return_leaves_that_as_it_is(live_database):
    person, carer, nurse = two_agencies()
    manager = person.owner_team.memberships.get().user
    episode = by_name(nurse, person)

    reported = beside(
        episode, lambda: found(episode, manager), lambda: report(carer, profile=person)
    )

    assert (episode.is_missing, episode.profile) == (False, None)
    assert reported.episode.pk != episode.pk


def test_a_report_that_names_the_record_keeps_what_was_edited_beside_it(live_database):
    person, carer, nurse = two_agencies()
    manager = person.owner_team.memberships.get().user
    episode = by_name(nurse, person)

    reported = beside(
        episode,
        lambda: services.edit_episode(episode=episode, by=manager, clothing="Red coat"),
        lambda: report(carer, profile=person),
    )

    assert reported.is_joined
    assert (episode.profile, episode.clothing) == (person, "Red coat")
