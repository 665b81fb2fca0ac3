"""Keys and tokens of clients: how they are made, kept and recognised."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from agencies.models.accounts import with_memberships
from api.models import AccessToken, ApiClient, ClientKey
from core import prepared
from core.identity import is_someone

KEY, TOKEN = "ecins_k_", "ecins_t_"
SHOWN = 14  # letters of a key by which people tell it from others


@dataclass(frozen=True)
class Call:
    """Who calls: the client, the account it acts as, and what it may do in this call."""

    client: ApiClient
    key: ClientKey
    user: Any
    scopes: frozenset[str]
    on_behalf_of: str = ""


def new_secret(kind: str) -> str:
    """256 random bits that say what they are, so that a key that is lost is found by scanners."""
    return kind + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """The hash by which a key or token is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def call_by(secret: str, on_behalf_of: str = "") -> Call | None:
    """Who calls with this key or token, asked of the database now; None if it opens nothing."""
    if secret.startswith(TOKEN):
        token = next(iter(_live_token(digest=digest(secret))), None)
        if token is None:
            return None
        client, key, scopes = token.client, token.key, token.scopes
    else:
        key = live_key(secret)
        if key is None:
            return None
        client, scopes = key.client, key.client.scopes
    user = with_memberships(client.account_id)
    if not is_someone(user) or not user.live_memberships:
        return None
    held = frozenset(scopes) & frozenset(client.scopes)
    return Call(client, key, user, held, on_behalf_of)


def live_key(secret: str) -> ClientKey | None:
    """The key with this secret, if it opens anything now."""
    if not secret.startswith(KEY):
        return None
    return next(iter(_live_key(digest=digest(secret))), None)


@prepared.query
def _live_key(*, digest: Any) -> Any:
    return ClientKey.objects.live().with_client().filter(digest=digest)


@prepared.query
def _live_token(*, digest: Any) -> Any:
    return AccessToken.objects.live().with_client().filter(digest=digest)


def known_key(secret: str) -> ClientKey | None:
    """The key with this secret, or of this token, whether or not it opens anything now."""
    found = digest(secret)
    if secret.startswith(TOKEN):
        token = AccessToken.objects.with_client().filter(digest=found).first()
        return None if token is None else token.key
    return ClientKey.objects.with_client().filter(digest=found).first()
