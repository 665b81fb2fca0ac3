"""Makes clients of the API, agrees to them and ends them; makes and revokes their keys."""

from api.services.clients import agree_client, create_client, revoke_client
from api.services.keys import (
    add_key,
    forget_calls,
    issue_token,
    note_refused_key,
    note_too_many,
    note_use,
    revoke_key,
)

__all__ = [
    "add_key",
    "agree_client",
    "create_client",
    "forget_calls",
    "issue_token",
    "note_refused_key",
    "note_too_many",
    "note_use",
    "revoke_client",
    "revoke_key",
]
