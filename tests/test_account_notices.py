"""Who is told of places in teams, new addresses, new links and a discreet team's way out."""

import pytest

from agencies import services
from agencies.models import Membership, User
from agencies.tests.factories import TeamFactory, UserFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from profiles.models import Profile

pytestmark = pytest.mark.slow

Role = Membership.Role


def told():
    drain_deliveries()
    return {(notice.recipient.name, notice.text) for notice in Notice.objects.all()}


def forget():
    drain_deliveries()
    Notice.objects.all().delete()


def invite(team, by):
    return services.invite_user(
        team=team,
        by=by,
        username="pc.ghost",
        name="PC Ghost",
        email="own.mailbox@example.org",
        role=Role.PRACTITIONER,
    )


@pytest.fixture
def second(administrator):
    return member(administrator.acting_team, Role.ADMINISTRATOR, name="Olive Tarrant")


@pytest.fixture
def other_manager(police):
    return member(police, Role.MANAGER, name="Dilan Aksoy")


def test_managers_and_other_administrators_are_told_of_an_invitation(
    administrator, second, manager, officer, outsider, police
):
    invite(police, administrator)

    text = "Grace Odum wants PC Ghost to join Staffordshire IOM Team: somebody else has to agree"
    assert told() == {("Ruth Calloway", text), ("Olive Tarrant", text)}


@pytest.mark.parametrize("agrees", [True, False])
def test_the_one_who_asked_and_the_managers_are_told_what_was_decided(
    administrator, manager, other_manager, police, agrees
):
    ghost = invite(police, administrator)
    forget()

    if agrees:
        services.second_joining(proposal=ghost.proposals.get(), by=manager)
        text = "Ruth Calloway agreed that PC Ghost joins Staffordshire IOM Team"
    else:
        services.refuse_joining(proposal=ghost.proposals.get(), by=manager, reason="No")
        text = "Ruth Calloway refused PC Ghost a place in Staffordshire IOM Team: No"

    assert told() == {("Grace Odum", text), ("Dilan Aksoy", text)}


def test_the_other_managers_are_told_whom_a_manager_lets_in(
    client, manager, other_manager, officer, administrator, police
):
    services.add_membership(
        team=police, by=manager, user=UserFactory(name="PC Real"), role=Role.PRACTITIONER
    )

    text = "Ruth Calloway gave PC Real a place in Staffordshire IOM Team"
    assert told() == {("Dilan Aksoy", text)}
    client.force_login(other_manager)
    answer = client.post(f"/alerts/{Notice.objects.get().uuid}/", {"open": "yes"})
    assert answer["Location"] == f"/administration/teams/{police.uuid}/"
    assert client.get(answer["Location"]).status_code == 200


def test_managers_are_told_of_a_new_address_a_new_link_and_an_opened_account(
    client, administrator, manager, colleague, officer, outsider, police
):
    services.renew_invitation(user=colleague, by=administrator)
    services.edit_user(
        user=colleague, by=administrator, name=colleague.name, email="x@example.org", phone=""
    )
    services.confirm_address(user=colleague, by=colleague)
    services.disable_user(user=colleague, by=administrator, reason="Away")
    services.enable_user(user=colleague, by=administrator)

    assert told() == {
        ("Ruth Calloway", "Grace Odum sent Owen Marchbank a new link for a password"),
        ("Ruth Calloway", "Grace Odum changed the e-mail address of Owen Marchbank"),
        ("Ruth Calloway", "Owen Marchbank confirmed the e-mail address of Owen Marchbank"),
        ("Ruth Calloway", "Grace Odum reopened the account of Owen Marchbank"),
    }
    client.force_login(manager)
    answer = client.post(f"/alerts/{Notice.objects.first().uuid}/", {"open": "yes"})
    assert client.get(answer["Location"]).status_code == 200


def test_nobody_is_told_of_a_new_telephone_or_of_their_own_account(
    administrator, manager, other_manager, police
):
    same = {"name": manager.name, "user": manager, "by": administrator}
    services.edit_user(**same, email=manager.email, phone="01632 960 222")
    assert told() == set()

    services.edit_user(**same, email="new@example.org", phone="01632 960 222")

    assert {name for name, _ in told()} == {"Dilan Aksoy"}


def test_managers_of_the_team_somebody_is_to_join_are_told_of_a_new_address(
    administrator, manager, police
):
    ghost = invite(police, administrator)
    forget()

    services.edit_user(
        user=ghost, by=administrator, name=ghost.name, email="other@example.org", phone=""
    )

    assert told() == {("Ruth Calloway", "Grace Odum changed the e-mail address of PC Ghost")}


def test_those_who_may_decide_are_told_of_a_team_to_be_listed(
    administrator, second, staffordshire
):
    refuge = TeamFactory(name="Willow House", areas=[staffordshire], is_discreet=True)
    member(refuge, Role.MANAGER, name="Joan Birchall")
    member(refuge, name="Practitioner of the refuge")
    values = {"name": refuge.name, "agency": refuge.agency, "areas": [staffordshire]}

    services.edit_team(team=refuge, by=administrator, is_discreet=False, **values)
    text = "Grace Odum asks to list Willow House in the directory: somebody else decides"
    assert told() == {("Olive Tarrant", text), ("Joan Birchall", text)}
    forget()
    services.refuse_listing(team=refuge, by=second, reason="No")
    text = "Willow House stays discreet: Olive Tarrant refused to list it: No"
    assert told() == {("Grace Odum", text), ("Joan Birchall", text)}
    forget()
    services.edit_team(team=refuge, by=administrator, is_discreet=False, **values)
    forget()
    services.agree_listing(team=refuge, by=second)
    text = "Willow House is no longer discreet: Olive Tarrant agreed"
    assert told() == {("Grace Odum", text), ("Joan Birchall", text)}


@pytest.mark.slow
def test_an_invented_colleague_reads_no_page_until_the_manager_agrees(
    client, administrator, manager, police, person
):
    ghost = invite(police, administrator)
    client.force_login(ghost)
    seen = [person.get_absolute_url(), f"{person.get_absolute_url()}log/"]
    assert {client.get(path).status_code for path in seen} == {404}
    assert person.surname not in client.get("/profiles/").content.decode()

    services.second_joining(proposal=ghost.proposals.get(), by=manager)

    assert {client.get(path).status_code for path in seen} == {200}
    assert Profile.objects.visible_to(User.objects.get(pk=ghost.pk)).count() == 1
