"""Services of keys and tokens: made, shown once, used, revoked and forgotten."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from agencies.models import User
from api.credentials import KEY, SHOWN, digest, new_secret
from api.models import AccessToken, ApiClient, ClientKey, IdempotentCall
from api.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy

TOKEN_LASTS = datetime.timedelta(minutes=30)
# Half the time within which the database notes no second use (`unused_lately`).
ONCE_IN = datetime.timedelta(seconds=30)


@transaction.atomic
def add_key(
    *, client: ApiClient, by: User, expires_at: datetime.datetime
) -> tuple[ClientKey, str]:
    """Make a key of a client. Its secret is returned once, to be shown, and kept as a hash."""
    client = policy.lock(by, "api_client.add_key", client)
    secret = new_secret(KEY)
    key = ClientKey.objects.create(
        client=client,
        prefix=secret[:SHOWN],
        digest=digest(secret),
        created_by=by,
        expires_at=expires_at,
    )
    _record(Verb.KEY_MADE, key, by)
    return key, secret


@transaction.atomic
def revoke_key(*, key: ClientKey, by: User) -> ClientKey:
    """End a key and the tokens it got: the next call with one of them is refused."""
    key = policy.lock(by, "client_key.revoke", key)
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = timezone.now(), by
        key.save(update_fields=["revoked_at", "revoked_by"])
        _record(Verb.KEY_REVOKED, key, by)
    return key


def _record(verb: str, key: ClientKey, by: User) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=key,
        recipient=key.client.name,
        detail={"expires_at": key.expires_at.isoformat()},
    )


@transaction.atomic
def issue_token(*, key: ClientKey, by: User, scopes: Iterable[str], secret: str) -> AccessToken:
    """Keep the hash of a token that was made for a key. The key was the permission."""
    token = AccessToken.objects.create(
        client=key.client,
        key=key,
        digest=digest(secret),
        scopes=sorted(scopes),
        expires_at=timezone.now() + TOKEN_LASTS,
    )
    record(
        verb=Verb.TOKEN_ISSUED,
        operation=Event.SIGN_IN,
        actor=by,
        target=key,
        detail={"scopes": token.scopes},
    )
    return token


def note_use(*, key: ClientKey) -> None:
    """Note that a key was used, at most once a minute, after the transaction of the call."""
    before = key.last_used_at
    if before is not None and timezone.now() - before < ONCE_IN:
        return
    ClientKey.objects.unused_lately().filter(pk=key.pk).update(last_used_at=Now())


def note_refused_key(*, key: ClientKey) -> None:
    """Record that a key was sent that opens nothing any more."""
    actor = f"{key.client.name} (API)"
    record(verb=Verb.KEY_REFUSED, operation=Event.REFUSAL, actor=actor, target=key)


def forget_calls() -> int:
    """Forget tokens that have run out, and calls that are not repeated any more."""
    tokens, _ = AccessToken.objects.over().delete()
    calls, _ = IdempotentCall.objects.old().delete()
    return tokens + calls
