"""Secrets of webhooks, and the signatures they make: the scheme of Standard Webhooks.

A secret signs, so it cannot be kept as a hash. It is kept sealed.
"""

import base64
import hashlib
import hmac
import secrets

from api import sealing

PREFIX = "whsec_"
SEALED_FOR = "api.webhooks"


def new_secret() -> str:
    """256 random bits, in the form that libraries of Standard Webhooks take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sealed(secret: str) -> str:
    """The secret as it is kept."""
    return sealing.sealed(secret, SEALED_FOR)


def opened(kept: str) -> str | None:
    """The secret; None if no key reads it any more."""
    return sealing.unsealed(kept, SEALED_FOR)


def signature(secret: str, number: str, at: int, body: bytes) -> str:
    """Of the message, its id and the moment at which it is sent."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{number}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secrets_in_use: list[str], number: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of one message, signed by each secret."""
    signed = " ".join(signature(secret, number, at, body) for secret in secrets_in_use)
    return {"webhook-id": number, "webhook-timestamp": str(at), "webhook-signature": signed}
