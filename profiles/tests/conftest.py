"""A manager at the pages of people."""

import pytest


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client
