"""A program of the police, who own the record of the cast."""

import pytest

from api.tests.factories import program_of


@pytest.fixture
def police_client(cast):
    return program_of(cast.police)


@pytest.fixture
def program(police_client):
    return police_client.program
