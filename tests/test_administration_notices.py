"""Who is told of agreements that lapse, and of administrators who ask to join a team."""

import pytest

from access.tests.factories import GrantFactory
from agencies import services
from agencies.jobs import remind_of_agreements
from agencies.models import Membership
from agencies.tests.factories import (
    AreaFactory,
    PartnershipFactory,
    TeamFactory,
    agree,
    days_on,
    member,
)
from alerts.models import Notice
from audit.jobs import drain_deliveries
from core.dates import format_day
from profiles.models import Profile

pytestmark = pytest.mark.slow

Role = Membership.Role


def told():
    drain_deliveries()
    return {(notice.recipient.name, notice.text) for notice in Notice.objects.all()}


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (30, "lapses in 30 days, on"),
        (1, "lapses in 1 day, on"),
        (0, "lapses today,"),
        (-1, "lapsed after"),
    ],
)
def test_who_keeps_an_agreement_is_told_that_it_lapses(
    manager, officer, administrator, outsider, police, elsewhere, left, words
):
    last = days_on(left)
    agree(police, elsewhere, name="Offenders", in_force_until=last)

    remind_of_agreements()

    text = f"Offenders {words} {format_day(last)}"
    assert told() == {("Ruth Calloway", text), ("Grace Odum", text)}


def lapse(agreement, by):
    remind_of_agreements()


def end(agreement, by):
    services.end_agreement(agreement=agreement, by=by, reason="Replaced")


@pytest.mark.parametrize("act", [lapse, end])
def test_both_sides_of_access_that_lives_under_it_are_told(
    person, manager, administrator, police, elsewhere, act
):
    theirs = member(elsewhere, Role.MANAGER)
    agreement = agree(police, elsewhere, in_force_until=days_on(7))
    GrantFactory(obj=person, by=manager, to=elsewhere)

    act(agreement, administrator)

    assert {theirs.name, manager.name} <= {name for name, _ in told()}


def test_told_once_however_often_the_day_and_its_deliveries_run(manager, police, elsewhere):
    agree(police, elsewhere, in_force_until=days_on(7))

    for _ in range(3):
        remind_of_agreements()
        drain_deliveries()

    assert Notice.objects.filter(recipient=manager).count() == 1


def test_the_notice_leads_to_the_agreement(client, manager, police, elsewhere):
    agreement = agree(police, elsewhere, in_force_until=days_on(7))
    remind_of_agreements()
    drain_deliveries()
    notice = Notice.objects.get(recipient=manager)
    client.force_login(manager)

    response = client.post(f"/alerts/{notice.uuid}/", {"open": "yes"})

    assert response["Location"] == agreement.get_absolute_url()
    assert client.get(response["Location"]).status_code == 200


def test_administrators_of_the_force_are_told_of_a_team_in_a_partnership_of_it(staffordshire):
    district = PartnershipFactory(parent=staffordshire)
    team = TeamFactory(areas=[district])
    of_force = member(TeamFactory(areas=[staffordshire]), Role.ADMINISTRATOR)
    of_other = member(
        TeamFactory(areas=[PartnershipFactory(parent=staffordshire)]), Role.ADMINISTRATOR
    )
    elsewhere = member(TeamFactory(areas=[AreaFactory()]), Role.ADMINISTRATOR)
    agree(team, TeamFactory(), in_force_until=days_on(7))

    remind_of_agreements()

    names = {name for name, _ in told()}
    assert of_force.name in names
    assert names.isdisjoint({of_other.name, elsewhere.name})


@pytest.fixture
def second(administrator, police):
    agree(police, administrator.acting_team)
    return member(administrator.acting_team, Role.ADMINISTRATOR, name="Olive Tarrant")


def ask(administrator, police):
    return services.propose_joining(
        team=police, by=administrator, role=Role.PRACTITIONER, reason="Short of staff"
    )


def test_managers_and_other_administrators_are_told_who_asks(
    manager, officer, administrator, second, outsider, police
):
    ask(administrator, police)

    text = "An area administrator asks to join Staffordshire IOM Team"
    assert told() == {("Ruth Calloway", text), ("Olive Tarrant", text)}


@pytest.mark.parametrize("agrees", [True, False])
def test_managers_and_who_asked_are_told_what_was_decided(
    manager, administrator, second, police, agrees
):
    proposal = ask(administrator, police)
    drain_deliveries()
    Notice.objects.all().delete()

    if agrees:
        services.second_joining(proposal=proposal, by=second)
        text = "An area administrator was given a place in Staffordshire IOM Team"
    else:
        services.refuse_joining(proposal=proposal, by=second, reason="No need")
        text = "An area administrator was refused a place in Staffordshire IOM Team: No need"

    assert told() == {("Ruth Calloway", text), ("Grace Odum", text)}


def test_the_manager_who_is_told_may_open_the_notice(client, manager, administrator, police):
    proposal = ask(administrator, police)
    drain_deliveries()
    client.force_login(manager)

    response = client.post(f"/alerts/{Notice.objects.get().uuid}/", {"open": "yes"})

    assert response["Location"] == proposal.get_absolute_url()
    assert client.get(response["Location"]).status_code == 200


def test_an_administrator_who_was_let_in_reads_as_any_other(
    client, administrator, second, manager, police, person
):
    proposal = ask(administrator, police)
    client.force_login(administrator)
    assert not Profile.objects.visible_to(administrator).exists()
    assert client.get(person.get_absolute_url()).status_code == 404

    services.second_joining(proposal=proposal, by=second)

    assert client.get(person.get_absolute_url()).status_code == 200
    services.end_membership(
        membership=administrator.memberships.get(team=police), by=manager, reason="Done"
    )
    assert client.get(person.get_absolute_url()).status_code == 404
