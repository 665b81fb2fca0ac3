"""Counts the statements of a page."""

from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from profiles.tests.factories import EstablishmentFactory

ROUND_ABOUT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def reads(client):
    """How many statements the page costs a reader, once it has been opened before."""

    def count(reader, path, status=200):
        client.force_login(reader)
        # As signing in leaves it.
        UserSession.objects.get_or_create(
            session_key=client.session.session_key, defaults={"user": reader, "ip": "127.0.0.1"}
        )
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == status
        return len([one for one in asked if not one["sql"].startswith(ROUND_ABOUT)])

    return count


@pytest.fixture
def asks(reads, officer):
    return partial(reads, officer)


@pytest.fixture
def in_prison(person, manager, prison):
    """Staff of a prison who read the record: their menu has their prison."""
    EstablishmentFactory(team=prison)
    give(person, manager, prison, level=Level.CONTRIBUTE)
    return member(prison)
