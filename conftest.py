"""The cast that tests share, by name: `tests/cast.py` says who they are."""

import pytest

from ecins.testing import (  # noqa: F401 - fixtures, found before pytest-django's own
    cluster,
    django_db_setup,
    live_database,
    transactional_db,
)
from tests.cast import Cast
from tests.demo import demo, seeded  # noqa: F401 - fixtures

pytest_plugins = ["tests.parts", "tests.quicker", "tests.slow_files"]


@pytest.fixture
def cast(db):
    return Cast()


def one_of_the_cast(name):
    @pytest.fixture(name=name)
    def found(cast):
        return getattr(cast, name)

    found.__doc__ = getattr(Cast, name).__doc__
    return found


staffordshire, norfolk = map(one_of_the_cast, ["staffordshire", "norfolk"])
police, council, prison, elsewhere = map(
    one_of_the_cast, ["police", "council", "prison", "elsewhere"]
)
officer, colleague, leaver = map(one_of_the_cast, ["officer", "colleague", "leaver"])
manager, outsider = map(one_of_the_cast, ["manager", "outsider"])
administrator, auditor, operator = map(one_of_the_cast, ["administrator", "auditor", "operator"])
person, contact = map(one_of_the_cast, ["person", "contact"])
