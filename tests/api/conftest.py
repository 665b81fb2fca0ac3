"""Who calls the API."""

import pytest

from tests.test_matrix import make_actors


@pytest.fixture
def actors(cast):
    return make_actors(cast)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client
