"""Text that nobody reads outside: sealed by Fernet, with a key made of SECRET_KEY for each use.

Keys of SECRET_KEY_FALLBACKS read it too.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def sealed(text: str, use: str) -> str:
    """The text, as it may be kept or given away."""
    return _keys(use).encrypt(text.encode()).decode()


def unsealed(kept: str, use: str) -> str | None:
    """The text; None for what was not sealed for this use, or if no key reads it any more."""
    try:
        return _keys(use).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _keys(use: str) -> MultiFernet:
    own = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [salted_hmac(use, "key", secret=key, algorithm="sha256").digest() for key in own]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
