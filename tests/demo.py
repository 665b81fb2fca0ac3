"""The demo world as tests read it: made once for a worker, what a test writes is rolled back."""

import pytest

from ecins.testing import TEMPLATE
from tests.site import make_demo
from tests.world import inside


@pytest.fixture(scope="session")
def seeded(cluster, django_db_setup):
    """The database of the demo world, made by the command that operators use."""
    name = f"{django_db_setup}_demo"
    cluster.drop_database(name)
    make_demo(cluster, name, TEMPLATE)
    yield name
    cluster.drop_database(name)


@pytest.fixture
def demo(seeded, django_db_setup, django_db_blocker):
    with inside(seeded, django_db_blocker, django_db_setup):
        yield
