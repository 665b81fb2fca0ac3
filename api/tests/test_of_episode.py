"""What an episode has from a record, by the API: the link, the words of the plan, the briefing."""

import pytest
from django.utils import timezone

from access.services import exclude_person
from agencies.tests.factories import member
from api.tests.calls import fields_of
from api.tests.factories import program_of
from audit.models import Event
from missing import services
from missing.plans import words_of
from missing.tests.factories import HOURS, PlanFactory, a_report, arranged, report
from profiles.tests.factories import make_person


def of(episode, rest=""):
    return f"/api/v1/missing/{episode.uuid}/{rest}"


@pytest.fixture
def unit(cast):
    """The owner team, whose program it is, is the unit."""
    arranged(cast.police)
    return cast.police


@pytest.fixture
def by_name(unit, council):
    """An episode of somebody whom a partner reported by name."""
    return services.report_missing(
        by=member(council),
        team=council,
        area=unit.areas.get(),
        report=a_report(),
        name="Jordan Pellworth",
        description="Tall",
        last_seen_at=timezone.now() - HOURS,
        last_seen_place="The bus station",
    ).episode


# ---- The record ---------------------------------------------------------------------------------
def test_an_episode_is_linked_to_a_record(program, by_name, person):
    answer = program.post(of(by_name, "link/"), {"person": str(person.uuid)})
    again = program.post(of(by_name, "link/"), {"person": str(person.uuid)})

    by_name.refresh_from_db()
    assert (answer.status_code, by_name.profile) == (200, person)
    assert answer.json()["uuid"] == str(by_name.uuid)
    assert again.status_code == 422
    assert "linked to a record already" in again.json()["errors"][0]["message"]


def test_a_record_that_is_not_seen_is_not_found(police_client, by_name, manager):
    hidden = make_person(by=manager)
    account = police_client.client.account
    exclude_person(obj=hidden, by=manager, user=account, reason="A cousin")

    answer = police_client.program.post(of(by_name, "link/"), {"person": str(hidden.uuid)})
    nobody = police_client.program.post(of(by_name, "link/"), {})

    assert (answer.status_code, fields_of(answer)) == (422, ["person"])
    assert nobody.status_code == 422
    by_name.refresh_from_db()
    assert by_name.profile is None


def test_a_partner_links_nothing(by_name, council, person):
    answer = program_of(council).program.post(of(by_name, "link/"), {"person": str(person.uuid)})

    assert answer.status_code == 403


# ---- The plan -----------------------------------------------------------------------------------
def test_the_words_of_a_changed_plan_are_taken_over(program, unit, person, manager):
    plan = PlanFactory(profile=person, by=manager)
    episode = report(manager, profile=person, plan=plan, **words_of(plan)).episode
    services.edit_plan(plan=plan, by=manager, places="Castle Meadow")

    answer = program.post(of(episode, "plan/"))
    again = program.post(of(episode, "plan/"))

    episode.refresh_from_db()
    assert (answer.status_code, episode.places) == (200, "Castle Meadow")
    assert again.status_code == 422


def test_without_a_plan_there_is_nothing_to_take_over(program, unit, person, manager):
    episode = report(manager, profile=person).episode

    assert program.post(of(episode, "plan/")).status_code == 404


# ---- The briefing -------------------------------------------------------------------------------
def test_a_briefing_sheet_is_made_for_somebody(program, unit, person, manager):
    episode = report(manager, profile=person).episode

    answer = program.post(of(episode, "briefing/"), {"recipient": "Night shift"})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    event = Event.objects.get(verb="missing.printed")
    assert (event.operation, event.recipient, event.channel) == (
        Event.DISCLOSURE,
        "Night shift",
        "api",
    )


def test_a_briefing_sheet_is_for_somebody_who_is_named(program, unit, person, manager):
    episode = report(manager, profile=person).episode

    answer = program.post(of(episode, "briefing/"), {})

    assert (answer.status_code, fields_of(answer)) == (422, ["recipient"])
    assert answer["Content-Type"] == "application/problem+json"
    assert not Event.objects.filter(verb="missing.printed").exists()


def test_a_briefing_sheet_needs_the_scope_to_write(cast, unit, person, manager):
    episode = report(manager, profile=person).episode
    narrow = program_of(cast.police, scopes=["missing:read"]).program

    answer = narrow.post(of(episode, "briefing/"), {"recipient": "Night shift"})

    assert answer.status_code == 403
