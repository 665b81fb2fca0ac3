"""An administrator joins a team only with a second one's word; nobody lets themselves in."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import JoiningProposal, Membership, Team, User
from agencies.tests.factories import (
    AreaFactory,
    JoiningProposalFactory,
    MembershipFactory,
    TeamFactory,
    agree,
    member,
)
from agencies.tests.test_team_pages import errors_of
from audit.models import Event

Role = Membership.Role
State = JoiningProposal.State


@pytest.fixture
def covered(administrator, police):
    """The administrator's agency is another one."""
    agree(police, administrator.acting_team)


@pytest.fixture
def second(administrator, covered):
    """Another administrator of the area."""
    return member(administrator.acting_team, Role.ADMINISTRATOR, name="Olive Tarrant")


@pytest.fixture
def proposal(administrator, police, covered):
    return services.propose_joining(
        team=police, by=administrator, role=Role.PRACTITIONER, reason="Short of staff"
    )


def fresh(user):
    return User.objects.get(pk=user.pk)


def in_team(user, team):
    return (
        fresh(user).memberships.live().filter(team=team, role__in=Membership.RECORD_ROLES).exists()
    )


# ---- Asking ----------------------------------------------------------------------------------
def test_propose_joining_gives_nothing_yet(administrator, police, proposal):
    assert not in_team(administrator, police)
    event = Event.objects.get()
    assert (event.verb, event.actor_name, event.reason) == (
        "membership.proposed",
        "Grace Odum",
        "Short of staff",
    )


def test_propose_joining_refused_twice(administrator, police, proposal):
    with pytest.raises(ValidationError, match="have asked"):
        services.propose_joining(team=police, by=administrator, role=Role.MANAGER, reason="Again")


def test_propose_joining_refused_for_a_role_one_has(administrator, police):
    MembershipFactory(user=administrator, team=police)

    with pytest.raises(ValidationError) as problem:
        services.propose_joining(
            team=police, by=administrator, role=Role.PRACTITIONER, reason="Again"
        )

    assert "role" in problem.value.message_dict


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.CONTROL_ROOM, "king"])
def test_propose_joining_refused_in_another_role(administrator, police, role):
    with pytest.raises(ValidationError):
        services.propose_joining(team=police, by=administrator, role=role, reason="More")


def test_propose_joining_refused_to_others_elsewhere_and_in_a_closed_team(
    administrator, manager, officer, police, elsewhere
):
    for by, team in ((manager, police), (officer, police), (administrator, elsewhere)):
        with pytest.raises(Http404):
            services.propose_joining(team=team, by=by, role=Role.MANAGER, reason="Mine")
    police.closed_at = timezone.now()
    police.save()
    with pytest.raises(PermissionDenied):
        services.propose_joining(team=police, by=administrator, role=Role.MANAGER, reason="Mine")


# ---- Deciding --------------------------------------------------------------------------------
def test_second_joining_begins_the_membership_and_names_both(
    administrator, second, police, proposal
):
    membership = services.second_joining(proposal=proposal, by=second)

    assert in_team(administrator, police)
    assert (membership.user, membership.added_by, membership.role) == (
        administrator,
        second,
        Role.PRACTITIONER,
    )
    seconded = Event.objects.get(verb="membership.seconded")
    assert (seconded.actor_name, seconded.recipient) == ("Olive Tarrant", "Grace Odum")
    added = Event.objects.get(verb="membership.added")
    assert (added.actor_name, added.recipient) == ("Olive Tarrant", "Grace Odum")


def test_nobody_seconds_or_refuses_their_own(administrator, police, proposal):
    with pytest.raises(PermissionDenied, match="another administrator"):
        services.second_joining(proposal=proposal, by=administrator)
    with pytest.raises(PermissionDenied, match="another administrator"):
        services.refuse_joining(proposal=proposal, by=administrator, reason="No")

    assert not in_team(administrator, police)


def test_who_does_not_administer_the_team_decides_nothing(
    manager, officer, elsewhere, police, administrator, proposal
):
    there = member(elsewhere, Role.ADMINISTRATOR)

    for by in (manager, officer, there):
        with pytest.raises(Http404):
            services.second_joining(proposal=proposal, by=by)
        with pytest.raises(Http404):
            services.refuse_joining(proposal=proposal, by=by, reason="No")
    assert not in_team(administrator, police)


def test_refuse_joining(administrator, second, police, proposal):
    services.refuse_joining(proposal=proposal, by=second, reason="No need")

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.why_refused) == (
        State.REFUSED,
        second,
        "No need",
    )
    with pytest.raises(ValidationError, match="decided already"):
        services.second_joining(proposal=proposal, by=second)
    assert not in_team(administrator, police)
    assert Event.objects.filter(verb="membership.refused").count() == 1


def test_withdraw_joining_is_for_who_asked(administrator, second, police, proposal):
    with pytest.raises(PermissionDenied):
        services.withdraw_joining(proposal=proposal, by=second)

    services.withdraw_joining(proposal=proposal, by=administrator)

    with pytest.raises(ValidationError, match="decided already"):
        services.second_joining(proposal=proposal, by=second)
    services.propose_joining(team=police, by=administrator, role=Role.MANAGER, reason="After all")


def test_second_joining_refused_once_the_one_who_asked_is_administrator_no_longer(
    administrator, second, police, proposal
):
    administrator.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer looks after"):
        services.second_joining(proposal=proposal, by=second)

    assert not in_team(administrator, police)


def test_second_joining_refused_for_a_closed_account_and_a_closed_team(
    administrator, second, police, proposal
):
    police.closed_at = timezone.now()
    police.save()
    with pytest.raises(PermissionDenied):
        services.second_joining(proposal=proposal, by=second)
    police.closed_at = None
    police.save()
    administrator.is_active, administrator.disabled_at = False, timezone.now()
    administrator.save()
    with pytest.raises(ValidationError):
        services.second_joining(proposal=proposal, by=second)


# ---- No other way in -------------------------------------------------------------------------
def test_no_service_lets_an_administrator_in(administrator, police):
    own = administrator.memberships.get()

    for attempt in (
        lambda: services.add_membership(
            team=police, by=administrator, user=administrator, role=Role.PRACTITIONER
        ),
        lambda: services.change_membership(
            membership=own, by=administrator, role=Role.PRACTITIONER
        ),
        lambda: services.invite_user(
            team=police,
            by=administrator,
            username=administrator.username,
            name="Me",
            email="me@example.org",
            role=Role.PRACTITIONER,
        ),
    ):
        with pytest.raises((ValidationError, PermissionDenied)):
            attempt()

    assert not in_team(administrator, police)


def test_no_page_lets_an_administrator_in(client, administrator, police, proposal):
    client.force_login(administrator)
    own = administrator.memberships.get()
    team, joining = (
        f"/administration/teams/{police.uuid}/",
        f"/administration/joining/{proposal.uuid}/",
    )

    for address, typed in (
        (f"{team}add/", {"username": administrator.username, "role": "practitioner"}),
        (f"{team}join/", {"role": "manager", "reason": "Again"}),
        (f"/administration/memberships/{own.uuid}/change/", {"role": "practitioner"}),
        (f"{joining}agree/", {}),
    ):
        assert client.post(address, typed).status_code in (200, 403)

    assert not in_team(administrator, police)


def test_the_database_refuses_a_membership_that_one_added_for_oneself(administrator, police):
    with pytest.raises(IntegrityError, match="added_by_another"), transaction.atomic():
        MembershipFactory(user=administrator, team=police, added_by=administrator)


@pytest.mark.parametrize(
    ("state", "by", "timed"),
    [
        ("seconded", "user", True),
        ("refused", "user", True),
        ("seconded", None, True),
        ("seconded", "second", False),
        ("withdrawn", "second", True),
        ("asked", "second", True),
    ],
)
def test_the_database_refuses_a_decision_by_the_wrong_one(
    administrator, second, police, state, by, timed
):
    decided_by = {"user": administrator, "second": second, None: None}[by]

    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        JoiningProposalFactory(
            user=administrator,
            team=police,
            state=state,
            decided_by=decided_by,
            decided_at=timezone.now() if timed else None,
        )


def test_the_database_refuses_a_second_open_wish_and_another_role(administrator, police):
    JoiningProposalFactory(user=administrator, team=police)

    with pytest.raises(IntegrityError, match="asked_once"), transaction.atomic():
        JoiningProposalFactory(user=administrator, team=police)
    with pytest.raises(IntegrityError, match="role_conveys"), transaction.atomic():
        JoiningProposalFactory(user=administrator, team=TeamFactory(), role=Role.AUDITOR)


# ---- Two at once -----------------------------------------------------------------------------
@pytest.mark.slow
def test_two_who_second_at_once_give_one_membership(live_database):
    area, team = AreaFactory(), TeamFactory()
    team.areas.set([area])
    office = TeamFactory(areas=[area], agency=team.agency)
    asker, *deciders = [member(office, Role.ADMINISTRATOR) for _ in range(3)]
    proposal = services.propose_joining(
        team=team, by=asker, role=Role.PRACTITIONER, reason="Short of staff"
    )
    answers, together = [], threading.Barrier(2)

    def second(by):
        together.wait()
        try:
            services.second_joining(proposal=proposal, by=by)
            answers.append("yes")
        except ValidationError as problem:
            answers.append(problem.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=second, args=[by]) for by in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["This is decided already: agreed.", "yes"]
    assert asker.memberships.filter(team=team).count() == 1
    assert Event.objects.filter(verb="membership.seconded").count() == 1


# ---- Pages -----------------------------------------------------------------------------------
@pytest.mark.slow
def test_the_pages_from_asking_to_agreeing(client, administrator, second, police):
    client.force_login(administrator)
    team = f"/administration/teams/{police.uuid}/"
    assert f"{team}join/" in client.get(team).content.decode()
    assert "reason" in errors_of(client.post(f"{team}join/", {"role": "practitioner"}))
    client.post(f"{team}join/", {"role": "practitioner", "reason": "Short of staff"})
    proposal = JoiningProposal.objects.get()
    own_page = client.get(proposal.get_absolute_url()).content.decode()
    assert "Withdraw" in own_page
    assert "agree/" not in own_page

    client.force_login(second)
    listed = client.get("/administration/joining/").content.decode()
    assert "Waiting for your answer" in listed
    assert "Waiting for agreement (1)" in " ".join(listed.split())
    assert "Short of staff" in client.get(proposal.get_absolute_url()).content.decode()
    response = client.post(f"{proposal.get_absolute_url()}agree/")

    assert response["Location"] == proposal.get_absolute_url()
    assert in_team(administrator, police)
    assert "Agreed" in client.get(proposal.get_absolute_url()).content.decode()
    again = client.post(f"{proposal.get_absolute_url()}agree/")
    assert "decided already" in again.content.decode()


@pytest.mark.slow
def test_a_wish_is_refused_or_taken_back_on_its_page(client, administrator, second, police):
    first = JoiningProposalFactory(user=administrator, team=police)
    client.force_login(second)
    assert "reason" in errors_of(client.post(f"{first.get_absolute_url()}refuse/", {}))
    client.post(f"{first.get_absolute_url()}refuse/", {"reason": "No need"})
    assert "No need" in client.get(first.get_absolute_url()).content.decode()

    again = JoiningProposalFactory(user=administrator, team=police)
    client.force_login(administrator)
    client.post(f"{again.get_absolute_url()}withdraw/")

    states = JoiningProposal.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.REFUSED, State.WITHDRAWN]


@pytest.mark.slow
def test_managers_of_the_team_read_and_decide_nothing(client, manager, police, proposal):
    client.force_login(manager)

    assert "Grace Odum" in client.get(f"/administration/teams/{police.uuid}/").content.decode()
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "Short of staff" in page
    assert "agree/" not in page
    for what in ("agree/", "refuse/"):
        assert client.post(proposal.get_absolute_url() + what).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer", "outsider", "auditor", "operator"])
def test_others_meet_no_wish(client, request, proposal, who):
    client.force_login(request.getfixturevalue(who))

    for what in ("", "agree/", "refuse/", "withdraw/"):
        assert client.get(proposal.get_absolute_url() + what).status_code == 404
    refused = 404 if who == "operator" else 403
    assert client.get("/administration/joining/").status_code == refused


def test_a_team_is_told_from_another(second, proposal):
    assert list(JoiningProposal.objects.to_decide(second)) == [proposal]
    assert not JoiningProposal.objects.to_decide(proposal.user).exists()
    assert Team.objects.administered_by(second).filter(pk=proposal.team_id).exists()
