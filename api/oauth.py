"""OAuth 2 client credentials, by oauthlib: the secret is a key, and gets a token for a while."""

import base64
import binascii
from types import SimpleNamespace
from typing import Any

from oauthlib.oauth2 import BackendApplicationServer, RequestValidator

from agencies.models.accounts import with_memberships
from api import limits
from api.credentials import TOKEN, live_key, new_secret
from api.refused import note_refused
from api.services import issue_token, note_too_many
from api.services.keys import TOKEN_LASTS
from core import caller
from core.identity import is_someone

# What each error of OAuth means for who asked; in ASCII, as RFC 6749 has it.
IN_WORDS = {
    "invalid_client": "The client id or key is wrong, revoked or expired, or its client is. "
    "Ask those who manage the client for a new key.",
    "invalid_scope": "Name scopes that the client has, with spaces between them.",
    "unsupported_grant_type": "Send grant_type=client_credentials.",
}


class TooOftenError(Exception):
    """The client has used up its calls of this minute."""


class KeyValidator(RequestValidator):
    """What oauthlib asks of us in one call."""

    # Whose key is good: what is refused after that is refused to this account.
    account: Any = None
    # What is left of the client's calls, once the client is known.
    left: limits.Left | None = None

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """The client by its id and one of its keys, in the header or the body."""
        named, secret = _basic(request.headers.get("Authorization", "")) or (
            request.client_id or "",
            request.client_secret or "",
        )
        key = live_key(secret)
        if key is None or str(key.client.uuid) != named.lower():
            note_refused(secret)
            return False
        caller.known(caller.Caller(str(key.client.uuid), key.client.name))
        left = self.left = limits.count(key.client)
        if left.is_first_over:
            note_too_many(key=key, minute=left.minute)
        if left.is_over:
            raise TooOftenError
        account = with_memberships(key.client.account_id)
        if not is_someone(account) or not account.live_memberships:
            note_refused(secret)
            return False
        self.account = account
        request.client = SimpleNamespace(client_id=named, key=key, account=account)
        return True

    def validate_grant_type(
        self, client_id: Any, grant_type: str, client: Any, request: Any, *args: Any, **kw: Any
    ) -> bool:
        return grant_type == "client_credentials"

    def get_default_scopes(
        self, client_id: Any, request: Any, *args: Any, **kwargs: Any
    ) -> list[str]:
        return list(request.client.key.client.scopes)

    def validate_scopes(
        self, client_id: Any, scopes: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """A token may have less than its client, never more."""
        return bool(scopes) and set(client.key.client.scopes).issuperset(scopes)

    def save_bearer_token(self, token: Any, request: Any, *args: Any, **kwargs: Any) -> None:
        issue_token(
            key=request.client.key,
            by=request.client.account,
            scopes=request.scopes,
            secret=token["access_token"],
        )


def in_words(told: dict[str, str]) -> dict[str, str]:
    """A refusal with what to do about it, also where oauthlib names the error alone."""
    words = IN_WORDS.get(told["error"])
    return {**told, "error_description": words} if words else told


def is_basic(header: str) -> bool:
    """Does this header try HTTP Basic?"""
    return header.partition(" ")[0].lower() == "basic"


def _basic(header: str) -> tuple[str, str] | None:
    """Name and secret of a header of HTTP Basic."""
    _, _, text = header.partition(" ")
    if not is_basic(header):
        return None
    try:
        name, colon, secret = base64.b64decode(text, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, secret) if colon else None


def server_for(validator: KeyValidator) -> BackendApplicationServer:
    """What answers one call for a token."""
    return BackendApplicationServer(
        validator,
        token_generator=lambda request: new_secret(TOKEN),
        token_expires_in=int(TOKEN_LASTS.total_seconds()),
    )
