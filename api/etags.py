"""Versions of what a reader gets: a hash of the whole answer, as this reader gets it."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def etag_of(told: Any) -> str:
    """The version of an answer, as headers have it."""
    text = json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def is_among(etag: str, header: str) -> bool:
    """Is this version one of those in the header?"""
    named = {one.strip().removeprefix("W/") for one in header.split(",")}
    return etag in named
