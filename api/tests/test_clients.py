"""Clients: made by one, begun by a second; what each key opens, and when it stops."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.utils import timezone

from agencies.models import Membership, User
from agencies.tests.factories import TeamFactory, member
from api import services
from api.models import AccessToken, ApiClient, ClientKey
from api.tests.calls import ABSENT, PEOPLE
from api.tests.factories import (
    Program,
    in_days,
    make_client,
    make_key,
    opens,
    program_of,
    token_of,
)
from core import policy

ACTIONS = {
    "api_client.list",
    "api_client.view",
    "api_client.agree",
    "api_client.revoke",
    "api_client.add_key",
}
LOOKS = {"api_client.list", "api_client.view"}


# ---- Who may do what ----------------------------------------------------------------------------
def table_of(cast, client):
    actors = {
        "maker": client.created_by,
        "another manager": member(cast.police, Membership.Role.MANAGER),
        "invited by the maker": member(cast.police, Membership.Role.MANAGER),
        "administrator": cast.administrator,
        "practitioner": cast.officer,
        "manager elsewhere": member(TeamFactory(), Membership.Role.MANAGER),
        "auditor": cast.auditor,
        "control room": cast.operator,
    }
    invited = actors["invited by the maker"]
    invited.invited_by = client.created_by
    invited.save()
    client = ApiClient.objects.get(pk=client.pk)
    return {
        name: {action for action in ACTIONS if policy.can(user, action, client)}
        for name, user in actors.items()
    }


def test_the_table_of_a_client_that_waits(cast):
    assert table_of(cast, make_client(cast.police, agreed=False)) == {
        "maker": LOOKS | {"api_client.revoke"},
        "another manager": LOOKS | {"api_client.revoke", "api_client.agree"},
        "invited by the maker": LOOKS | {"api_client.revoke"},
        "administrator": LOOKS | {"api_client.revoke", "api_client.agree"},
        "practitioner": set(),
        "manager elsewhere": set(),
        "auditor": set(),
        "control room": set(),
    }


def test_the_table_of_a_client_in_use(cast):
    all_of_it = LOOKS | {"api_client.revoke", "api_client.add_key"}

    assert table_of(cast, make_client(cast.police)) == {
        "maker": all_of_it,
        "another manager": all_of_it,
        "invited by the maker": all_of_it,
        "administrator": LOOKS | {"api_client.revoke"},
        "practitioner": set(),
        "manager elsewhere": set(),
        "auditor": set(),
        "control room": set(),
    }


def test_a_revoked_client_is_looked_at_and_no_more(cast, manager):
    client = make_client(cast.police)
    services.revoke_client(client=client, by=manager, reason="Lost")

    assert {name for name, may in table_of(cast, client).items() if may - LOOKS} == set()
    with pytest.raises(PermissionDenied):
        services.revoke_client(client=client, by=manager, reason="Lost again")


def test_a_team_that_has_closed_gets_no_client(cast):
    manager = member(cast.police, Membership.Role.MANAGER)
    cast.police.closed_at = timezone.now()
    cast.police.save()

    for somebody in (manager, cast.administrator):
        assert not policy.can(somebody, "api_client.add", cast.police)


def test_who_adds_a_client(cast):
    manager = member(cast.police, Membership.Role.MANAGER)

    assert policy.can(manager, "api_client.add", cast.police)
    assert policy.can(cast.administrator, "api_client.add", cast.police)
    assert not policy.can(cast.officer, "api_client.add", cast.police)
    assert not policy.can(manager, "api_client.add", cast.elsewhere)


def test_who_revokes_a_key(cast):
    key, _ = make_key(make_client(cast.police))

    policy.require(cast.administrator, "client_key.revoke", key)
    for nobody in (cast.officer, cast.outsider):
        with pytest.raises(Http404):
            services.revoke_key(key=key, by=nobody)


def test_nobody_agrees_alone(cast):
    client = make_client(cast.police, agreed=False)

    with pytest.raises(PermissionDenied):
        services.agree_client(client=client, by=client.created_by)
    client.agreed_by, client.agreed_at = client.created_by, timezone.now()
    with pytest.raises(IntegrityError):
        client.save()


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["people:burn"]}, {"days": 0}, {"days": 800}]
)
def test_a_client_that_cannot_be(cast, wrong):
    with pytest.raises(ValidationError):
        make_client(cast.police, **wrong)


# ---- The account --------------------------------------------------------------------------------
def test_nobody_signs_in_as_a_program(cast, client):
    account = make_client(cast.police).account
    client.force_login(account)

    assert client.get("/profiles/").status_code == 302
    assert not account.has_usable_password()
    account.set_password("seven green herons wade")
    with pytest.raises(IntegrityError):
        account.save()


def test_a_program_gets_no_link_no_role_and_no_work(cast):
    client = make_client(cast.police)
    account, manager = client.account, member(cast.police, Membership.Role.MANAGER)

    assert not policy.can(manager, "user.edit", account)
    assert not policy.can(manager, "invitation.renew", account)
    assert not policy.can(manager, "membership.change", account.memberships.get())
    assert account not in cast.police.people()
    assert [place.role for place in account.memberships.all()] == ["practitioner"]


# ---- What a key opens, and when it stops --------------------------------------------------------
def test_a_key_opens_what_the_team_sees(police_client, person):
    told = police_client.program.get(PEOPLE).json()

    assert [row["uuid"] for row in told["results"]] == [str(person.uuid)]


def test_a_client_of_another_team_sees_nothing(cast, person):
    stranger = program_of(cast.elsewhere).program

    assert stranger.get(PEOPLE).json()["results"] == []
    assert stranger.get(f"{PEOPLE}{person.uuid}/").status_code == 404


def revoked_key(found):
    services.revoke_key(key=found.key, by=found.client.created_by)


def run_out_key(found):
    ClientKey.objects.filter(pk=found.key.pk).update(expires_at=in_days(-1))


def revoked_client(found):
    services.revoke_client(client=found.client, by=found.client.created_by, reason="Lost")


def expired_client(found):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ApiClient.objects.filter(pk=found.client.pk).update(expires_on=yesterday)


def closed_account(found):
    User.objects.filter(pk=found.client.account_id).update(
        is_active=False, disabled_at=timezone.now()
    )


def ended_membership(found):
    Membership.objects.filter(user=found.client.account).update(valid_until=timezone.now())


def closed_team(found):
    team = found.client.team
    team.closed_at = timezone.now()
    team.save()


CUTS = [
    revoked_key,
    run_out_key,
    revoked_client,
    expired_client,
    closed_account,
    ended_membership,
    closed_team,
]


@pytest.mark.parametrize("cut", CUTS)
def test_a_key_and_its_token_stop_at_the_next_call(police_client, cut):
    token = token_of(police_client)
    assert (opens(police_client.secret), opens(token)) == (200, 200)

    cut(police_client)

    for secret in (police_client.secret, token):
        answer = Program(secret).get(PEOPLE)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'
        assert answer.json()["status"] == 401


def test_a_client_that_nobody_agreed_to_opens_nothing(cast):
    client = make_client(cast.police, agreed=False)

    with pytest.raises(PermissionDenied):
        make_key(client)


def test_keys_rotate_without_a_gap(police_client):
    _, newer = make_key(police_client.client)
    assert (opens(police_client.secret), opens(newer)) == (200, 200)

    revoked_key(police_client)

    assert (opens(police_client.secret), opens(newer)) == (401, 200)


@pytest.mark.parametrize(
    "header", ["Bearer x", "Bearer ecins_k_x", "Basic x", "", "Bearer ecins_t_x"]
)
def test_a_bad_header_beats_a_live_session(client, manager, header):
    client.force_login(manager)
    assert client.get(PEOPLE).status_code == 200

    assert client.get(PEOPLE, headers={"authorization": header}).status_code == 401


def test_keys_and_tokens_are_kept_as_hashes_alone(police_client):
    token = token_of(police_client)

    kept = [
        str(list(vars(row).values()))
        for row in (*ClientKey.objects.all(), *AccessToken.objects.all())
    ]
    assert not [row for row in kept if police_client.secret in row or token in row]


def test_the_last_use_of_a_key_is_noted(police_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        police_client.program.get(PEOPLE)

    assert ClientKey.objects.get(pk=police_client.key.pk).last_used_at is not None


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", ABSENT, 404),
        ("GET", "/api/v1/events/", 403),
        ("POST", PEOPLE, 422),
        ("DELETE", PEOPLE, 405),
        ("GET", "/api/v1/peoples/", 404),
    ],
)
def test_a_call_that_is_refused_uses_its_key_too(
    police_client, django_capture_on_commit_callbacks, method, address, status
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = police_client.program.call(method, address, {})

    assert answer.status_code == status
    assert ClientKey.objects.get(pk=police_client.key.pk).last_used_at is not None


def test_a_use_of_a_key_that_cannot_be_noted_changes_no_answer(program, monkeypatch):
    def broken(**kwargs):
        raise OperationalError

    monkeypatch.setattr("api.middleware.note_use", broken)

    assert program.get(ABSENT).status_code == 404
