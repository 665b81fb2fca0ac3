"""Services of clients: made by one person, begun by a second, revoked by either."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Membership, Team, User
from agencies.places import Place, begin_place
from api.models import ApiClient
from api.models.clients import LONGEST
from api.scopes import CODES
from api.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.days import end_of


@transaction.atomic
def create_client(
    *,
    team: Team,
    by: User,
    name: str,
    scopes: Sequence[str],
    expires_on: datetime.date,
    **fields: Any,
) -> ApiClient:
    """Make a client of the API that works for a team. It opens nothing until a second agrees."""
    team = policy.lock(by, "api_client.add", team)
    _check(scopes, expires_on)
    client = ApiClient(
        name=name,
        team=team,
        scopes=sorted(scopes),
        expires_on=expires_on,
        created_by=by,
        **fields,
    )
    client.account = _account(client, by)
    client.save()
    _record(Verb.CLIENT_ADDED, client, by)
    return client


def _check(scopes: Sequence[str], expires_on: datetime.date) -> None:
    today = timezone.localdate()
    if not scopes or not CODES.issuperset(scopes):
        raise ValidationError({"scopes": "Choose what the client may do: at least one"})
    if expires_on <= today:
        raise ValidationError({"expires_on": "Enter a day after today"})
    if expires_on > today + LONGEST:
        raise ValidationError({"expires_on": "Enter a day within a year. You can add a new one."})


def _account(client: ApiClient, by: User) -> User:
    """The account as which the client acts: nobody can sign in as it."""
    account = User(
        username=f"api-{client.uuid}",
        name=f"{client.name} (API)",
        is_program=True,
        invited_by=by,
        changed_by=by,
    )
    account.set_unusable_password()
    account.save()
    return account


@transaction.atomic
def agree_client(*, client: ApiClient, by: User) -> ApiClient:
    """Agree to a client that another person made: it works for its team from now on."""
    client = policy.lock(by, "api_client.agree", client)
    team = policy.lock(by, "api_client.add", client.team)
    if client.is_over:
        raise ValidationError("Its last day is over. Add a new client.")
    client.agreed_at, client.agreed_by = timezone.now(), by
    client.save(update_fields=["agreed_at", "agreed_by"])
    place = Place(
        team, client.account, Membership.Role.PRACTITIONER, valid_until=end_of(client.expires_on)
    )
    begin_place(place, by, client.created_by, None)
    _record(Verb.CLIENT_AGREED, client, by)
    return client


@transaction.atomic
def revoke_client(*, client: ApiClient, by: User, reason: str) -> ApiClient:
    """End a client for good: its next call is refused, whatever key it has."""
    client = policy.lock(by, "api_client.revoke", client)
    client.revoked_at, client.revoked_by, client.why_revoked = timezone.now(), by, reason
    client.save(update_fields=["revoked_at", "revoked_by", "why_revoked"])
    _record(Verb.CLIENT_REVOKED, client, by, reason=reason)
    return client


def _record(verb: str, client: ApiClient, by: User, reason: str = "") -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=client,
        recipient=client.team.name,
        reason=reason,
        detail={"scopes": client.scopes, "expires_on": str(client.expires_on)},
    )
