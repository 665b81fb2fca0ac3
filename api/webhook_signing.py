"""Secrets of webhooks, and the signatures they make: the scheme of Standard Webhooks.

A secret signs, so it cannot be kept as a hash. It is kept as a token of Fernet, by a key made of
SECRET_KEY for this alone; keys of SECRET_KEY_FALLBACKS read it too.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"
SALT = "api.webhooks"


def new_secret() -> str:
    """256 random bits, in the form that libraries of Standard Webhooks take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sealed(secret: str) -> str:
    """The secret as it is kept."""
    return _keys().encrypt(secret.encode()).decode()


def opened(kept: str) -> str | None:
    """The secret; None if no key reads it any more."""
    try:
        return _keys().decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def signature(secret: str, number: str, at: int, body: bytes) -> str:
    """Of the message, its id and the moment at which it is sent."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{number}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secrets_in_use: list[str], number: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of one message, signed by each secret."""
    signed = " ".join(signature(secret, number, at, body) for secret in secrets_in_use)
    return {"webhook-id": number, "webhook-timestamp": str(at), "webhook-signature": signed}


def _keys() -> MultiFernet:
    own = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [salted_hmac(SALT, "key", secret=key, algorithm="sha256").digest() for key in own]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
