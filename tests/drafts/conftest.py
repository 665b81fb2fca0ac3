"""What tests of drafts share."""

import pytest


@pytest.fixture
def at_desk(client, officer):
    client.force_login(officer)
    return client
