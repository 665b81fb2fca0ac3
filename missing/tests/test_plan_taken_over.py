"""A plan that changes while somebody is missing; an episode that is linked to a record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from cases.models import Case
from core import panels
from missing import services
from missing.models import Episode, Plan
from missing.plans import words_of as words_of_plan
from missing.tests.factories import HOURS, PlanFactory, a_report, arranged, report
from profiles.tests.factories import make_person


@pytest.fixture
def unit(cast):
    """The owner team is the unit."""
    arranged(cast.police)
    return cast.police


@pytest.fixture
def plan(person, manager):
    return PlanFactory(profile=person, by=manager)


@pytest.fixture
def episode(unit, person, plan, manager):
    return report(manager, profile=person, plan=plan, **taken(plan)).episode


def taken(plan):
    return words_of_plan(plan) | {"clothing": "Grey hoodie"}


def templates(rf, user, episode):
    request = rf.get("/")
    request.user = user
    found = panels.gather("missing.episode", request, episode, ["actions"])
    return [one["template"] for one in found if one["template"].startswith("missing/")]


def of(episode, name):
    return reverse(f"missing:{name}", args=[episode.uuid])


# ---- The plan -----------------------------------------------------------------------------------
def test_new_words_are_shown_and_taken_over(client, rf, episode, plan, officer):
    assert templates(rf, officer, episode) == []
    services.edit_plan(plan=plan, by=officer, places="Castle Meadow", clothing="A blue coat")
    assert templates(rf, officer, episode) == ["missing/_plan_changed.html"]
    client.force_login(officer)
    assert "Castle Meadow" in client.get(of(episode, "take-over")).content.decode()

    client.post(of(episode, "take-over"), {})

    episode.refresh_from_db()
    assert (episode.places, episode.clothing) == ("Castle Meadow", "Grey hoodie")
    assert templates(rf, officer, episode) == []
    assert Event.objects.filter(verb="missing.edited").count() == 1


def test_a_change_while_the_report_was_sent_is_shown(rf, unit, person, plan, manager, officer):
    services.edit_plan(plan=Plan.objects.get(pk=plan.pk), by=officer, places="Castle Meadow")

    late = report(manager, profile=person, plan=plan, **taken(plan)).episode

    assert late.places != "Castle Meadow"
    assert templates(rf, officer, late) == ["missing/_plan_changed.html"]


def test_what_was_written_by_hand_is_kept(episode, plan, officer):
    episode.places = "Her brother has moved to Diss"
    episode.save()
    services.edit_plan(plan=plan, by=officer, places="Castle Meadow")

    services.take_over_plan(episode=episode, by=officer)

    episode.refresh_from_db()
    assert episode.places.startswith("Her brother has moved to Diss")
    assert "Castle Meadow" in episode.places


def test_a_review_changes_no_words(rf, episode, plan, officer):
    services.review_plan(plan=plan, by=officer)

    assert templates(rf, officer, episode) == []
    with pytest.raises(ValidationError, match="has not changed"):
        services.take_over_plan(episode=episode, by=officer)


def test_partners_of_the_case_do_not_meet_the_plan(client, rf, episode, plan, manager, council):
    give(episode.case, manager, council, sections=["actions"], level=Level.CONTRIBUTE)
    nurse = member(council)
    services.edit_plan(plan=plan, by=manager, places="Castle Meadow")
    client.force_login(nurse)

    assert templates(rf, nurse, episode) == []
    assert client.get(of(episode, "take-over")).status_code == 404
    with pytest.raises(Http404):
        services.take_over_plan(episode=episode, by=nurse)


def test_a_plan_written_after_the_report_is_offered_too(rf, unit, person, officer):
    episode = report(officer, profile=person, description="").episode
    PlanFactory(profile=person, by=officer)

    services.take_over_plan(episode=episode, by=officer)

    episode.refresh_from_db()
    assert episode.description == "Slim, short dark hair"
    assert episode.plan == person.missing_plan


# ---- The record ---------------------------------------------------------------------------------
@pytest.fixture
def by_name(unit, council):
    """An episode of somebody whom a partner reported by name."""
    by = member(council)
    return services.report_missing(
        by=by,
        team=council,
        area=unit.areas.get(),
        report=a_report(),
        name="Jordan Pellworth",
        description="Tall",
        last_seen_at=timezone.now() - HOURS,
        last_seen_place="The bus station",
    ).episode


def test_the_unit_links_it_to_a_record(client, rf, by_name, person, officer):
    assert templates(rf, officer, by_name) == ["missing/_not_linked.html"]
    client.force_login(officer)
    found = client.get(of(by_name, "link"), {"q": "Pellworth"}).content.decode()
    assert f"?person={person.uuid}" in found

    client.post(f"{of(by_name, 'link')}?person={person.uuid}", {})

    by_name.refresh_from_db()
    assert by_name.profile == person
    assert Event.objects.get(verb="missing.linked").operation == Event.COMBINATION
    assert by_name.case.participants.get().profile == person
    with pytest.raises(ValidationError, match="linked to a record already"):
        services.link_episode(episode=by_name, by=officer, profile=person)


def test_nobody_is_missing_twice(client, by_name, person, officer):
    report(officer, profile=person)
    client.force_login(officer)

    answer = client.post(f"{of(by_name, 'link')}?person={person.uuid}", {})

    assert "missing in another open episode" in answer.content.decode()
    by_name.refresh_from_db()
    assert by_name.profile is None


def test_a_record_that_is_not_seen_is_not_found(client, by_name, manager, officer):
    hidden = make_person(by=manager, surname="Quarrington")
    exclude_person(obj=hidden, by=manager, user=officer, reason="A cousin")
    client.force_login(officer)

    answer = client.post(f"{of(by_name, 'link')}?person={hidden.uuid}", {})

    assert "No person found" in answer.content.decode()
    with pytest.raises(ValidationError, match="No person found"):
        services.link_episode(episode=by_name, by=officer, profile=hidden)


def test_linking_shuts_out_who_is_excluded(by_name, person, manager, colleague):
    exclude_person(obj=person, by=manager, user=colleague, reason="A cousin")
    assert Episode.objects.visible_to(colleague).exists()

    services.link_episode(episode=by_name, by=manager, profile=person)

    assert not Episode.objects.visible_to(colleague).exists()


def test_a_partner_links_nothing(by_name, council):
    partner = member(council, Membership.Role.MANAGER)
    person = make_person(by=partner)

    assert Case.objects.visible_to(partner).exists()
    with pytest.raises(PermissionDenied):
        services.link_episode(episode=by_name, by=partner, profile=person)


def test_another_force_finds_no_episode(client, by_name):
    client.force_login(member(TeamFactory()))

    assert client.get(of(by_name, "link")).status_code == 404
