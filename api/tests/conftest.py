"""A program of the police, who own the record of the cast."""

import pytest

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
