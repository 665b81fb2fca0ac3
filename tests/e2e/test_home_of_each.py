"""Home, as each kind of user meets it: what they can do, what waits, what is new."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

USERS = [
    "officer.staffordshire",
    "lead.staffordshire",
    "spoc.dovegate",
    "lead.norfolk",
    "asb.waveney",
    "ppo2.norfolk",
    "control.staffordshire",
    "admin.staffordshire",
    "auditor",
]


def test_home_of_each_kind_of_user(reader, site):
    for username in USERS:
        one = reader(username)
        one.open("/")
        one.picture(f"home-{username}-{one.size['width']}")
    one.open("/audit/")
    one.picture(f"audit-{one.size['width']}")
