"""The History of the person, and a restricted kind of warning."""

import pytest

from profiles.tests.particulars.reading import words
from profiles.tests.walking import url


@pytest.fixture
def history(signed_in, person):
    return lambda: words(signed_in.get(url("history", person)))
