"""Keeps the secrets of one-time-code apps encrypted, with keys that are for nothing else.

Each is a token of Fernet (AES-128-CBC with HMAC-SHA256, from `cryptography`). The first of
`SECOND_STEP_KEYS` encrypts; every one of them decrypts, so that a key can be replaced.
"""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

TOKEN = "gAAAA"  # noqa: S105 - how every token of Fernet begins; a secret has no small letters
# Where allauth keeps the secrets of an app and of recovery codes.
SECRETS = ("secret", "seed")


def encrypt(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """What was encrypted. A secret from before there were keys is given as it stands.

    Raises InvalidToken for what none of the keys has encrypted.
    """
    return _keys().decrypt(kept.encode()).decode() if kept.startswith(TOKEN) else kept


def encrypt_anew(authenticators: Iterable[Any]) -> int:
    """Encrypt with the first key whatever has another or none; how many were changed."""
    keys, first, changed = _keys(), Fernet(settings.SECOND_STEP_KEYS[0]), 0
    for authenticator in authenticators:
        kept = {name: authenticator.data[name] for name in SECRETS if name in authenticator.data}
        data = {
            name: keys.encrypt(decrypt(text).encode()).decode()
            for name, text in kept.items()
            if not _is_by(first, text)
        }
        if data:
            authenticator.data |= data
            authenticator.save(update_fields=["data"])
            changed += 1
    return changed


def every_authenticator() -> Any:
    """All of them, locked: nobody uses up a recovery code meanwhile."""
    return Authenticator.objects.select_for_update().order_by("pk")


def _is_by(key: Fernet, text: str) -> bool:
    try:
        key.decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SECOND_STEP_KEYS])
