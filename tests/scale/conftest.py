"""A world of ten thousand people, made once for all tests of this folder."""

import pytest

from tests.scale.plans import PEOPLE
from tests.world import inside, made_world


@pytest.fixture(scope="package")
def populated(cluster, django_db_setup):
    with made_world(cluster, f"{django_db_setup}_scale", PEOPLE) as name:
        yield name


@pytest.fixture
def world(populated, django_db_setup, django_db_blocker):
    with inside(populated, django_db_blocker, django_db_setup):
        yield
