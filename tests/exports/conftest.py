"""What tests of the auditors’ exports share."""

import pytest

from audit.models import Event
from audit.services import record


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def events(officer, person):
    return [
        record(verb="profile.edited", operation=Event.ALTERATION, actor=officer, target=person)
        for _ in range(3)
    ]
