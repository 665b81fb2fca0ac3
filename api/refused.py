"""Keys and tokens that open nothing any more, wherever they are sent."""

from django.core.cache import cache

from api.credentials import known_key
from api.services import note_refused_key
from core import caller


def note_refused(secret: str, named: str = "") -> None:
    """A key or token that once opened something is refused: recorded, once a minute for each.

    What is no key of ours is nobody's, and would fill the log.
    """
    key = known_key(secret)
    if key is not None and cache.add(f"api:refused:{key.pk}", 1, timeout=60):
        client = key.client
        caller.known(caller.Caller(str(client.uuid), client.name, named))
        note_refused_key(key=key)
