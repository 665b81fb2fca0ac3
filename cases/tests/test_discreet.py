"""A discreet team's people are named on no page of a case, nor in what a form answers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from access.levels import Level
from access.naming import ANOTHER_PERSON
from access.selectors import history_of
from access.tests.factories import give
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from cases import services
from cases.tests import factories
from profiles.services import clear_follow_up
from profiles.tests.factories import FollowUpFactory, make_person

WORKER = "Wendy Parlour"


@pytest.fixture
def refuge(police):
    return TeamFactory(name="Harbour Refuge", agency=police.agency, areas=police.areas.all())


@pytest.fixture
def worker(refuge):
    return member(refuge, Membership.Role.MANAGER, name=WORKER)


@pytest.fixture
def reader(council):
    return member(council, name="Femi Castleton")


def hide(refuge):
    """Discreet from now on: nobody could give it access by name else."""
    Team.objects.filter(pk=refuge.pk).update(is_discreet=True)


def test_who_closed_a_case_of_a_discreet_team_is_not_named(client, refuge, worker, reader):
    case = factories.make_case(by=worker)
    give(case, worker, reader.acting_team, sections=["actions"], level=Level.VIEW)
    services.close_case(case=case, by=worker, outcome=factories.CaseOutcomeFactory(), words="Done")
    hide(refuge)

    client.force_login(reader)
    page = client.get(case.get_absolute_url()).content.decode()
    client.force_login(worker)
    own = client.get(case.get_absolute_url()).content.decode()

    assert f"Closed by {ANOTHER_PERSON}" in page
    assert WORKER not in page
    assert f"Closed by {WORKER}" in own


@pytest.fixture
def case(manager, refuge, reader):
    """The police's; the refuge and a third team add to its actions."""
    case = factories.make_case(by=manager)
    for team in (refuge, reader.acting_team):
        give(case, manager, team, sections=["actions"], level=Level.CONTRIBUTE)
    return case


def test_who_recorded_a_result_for_a_discreet_team_is_not_named(case, refuge, worker, reader):
    action = factories.PlannedActionFactory(case=case)
    result = factories.ActionResultFactory()
    services.record_result(action=action, by=worker, result=result)
    hide(refuge)

    with pytest.raises(ValidationError) as refused:
        services.record_result(action=action, by=reader, result=result)

    assert f"{ANOTHER_PERSON} has recorded the result already" in str(refused.value)
    assert WORKER not in str(refused.value)


def test_no_action_is_found_by_the_name_of_a_discreet_teams_worker(
    client, case, refuge, worker, reader
):
    factories.ActionFactory(case=case, by=worker, text="First visit")
    hide(refuge)
    client.force_login(reader)
    address = reverse("cases:actions", args=[case.uuid])

    found = client.get(address, {"q": "visit"}).context["page"].rows
    by_name = client.get(address, {"q": "parlour"}).context["page"].rows

    assert (len(found), len(by_name)) == (1, 0)


def test_who_recorded_an_outcome_for_a_discreet_team_is_not_named(manager, refuge, worker, reader):
    person = make_person(by=manager)
    for team in (refuge, reader.acting_team):
        give(person, manager, team, sections=["log"], level=Level.CONTRIBUTE)
    follow_up = FollowUpFactory(contact__profile=person)
    clear_follow_up(follow_up=follow_up, by=worker, word="Rung")
    hide(refuge)

    with pytest.raises(ValidationError) as refused:
        clear_follow_up(follow_up=follow_up, by=reader, word="Rung too")

    assert WORKER not in str(refused.value)


def test_history_of_an_action_names_nobody_of_a_discreet_team(case, refuge, worker, reader):
    fields = {"done_by": worker, "done_by_team": refuge, "text": "Took her in"}
    factories.ActionFactory(case=case, **fields)
    hide(refuge)

    told, own = (
        str([line.changes for line in history_of(case, user)[1]]) for user in (reader, worker)
    )

    assert "Took her in" in told
    assert WORKER not in told
    assert refuge.agency.name not in told
    assert WORKER in own
    assert refuge.agency.name in own
