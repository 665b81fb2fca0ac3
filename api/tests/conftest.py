"""A program of the police, who own the record of the cast."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from api.tests.factories import program_of
from profiles.tests.factories import ContactKindFactory


@pytest.fixture
def police_client(cast):
    return program_of(cast.police)


@pytest.fixture
def program(police_client):
    return police_client.program


@pytest.fixture
def said(db):
    """A contact, as a program sends it."""
    kind = ContactKindFactory()
    return {"kind": kind.code, "moment": "2026-03-02", "text": "At home", "basis": "fact"}


@pytest.fixture
def counting(monkeypatch):
    """A cache that counts, and its clock: 20 seconds before a minute ends."""
    counts, clock = {}, SimpleNamespace(now=1_000_000_000)
    monkeypatch.setattr(cache, "add", lambda key, value, timeout: counts.setdefault(key, value))
    monkeypatch.setattr(cache, "get", lambda key, default=None: counts.get(key, default))

    def incr(key):
        counts[key] += 1
        return counts[key]

    monkeypatch.setattr(cache, "incr", incr)
    monkeypatch.setattr("api.limits.time.time", lambda: clock.now)
    clock.counts = counts
    return clock
