"""Makes clients of the API, agrees to them and ends them; their keys and calls."""

from api.services.clients import agree_client, create_client, revoke_client
from api.services.keys import (
    add_key,
    forget_calls,
    issue_token,
    note_refused_key,
    note_use,
    revoke_key,
)
from api.services.over_limit import count_refused_calls, note_too_many

__all__ = [
    "add_key",
    "agree_client",
    "count_refused_calls",
    "create_client",
    "forget_calls",
    "issue_token",
    "note_refused_key",
    "note_too_many",
    "note_use",
    "revoke_client",
    "revoke_key",
]
