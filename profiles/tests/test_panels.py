"""What people's records say on the pages of others."""

import pytest
from django.core.exceptions import ValidationError

from agencies.services import close_team


def test_a_team_that_manages_records_stays_open(administrator, person, police):
    with pytest.raises(ValidationError, match="manages 1 person"):
        close_team(team=police, by=administrator, reason="Merged")


def test_a_team_without_records_closes(administrator, person, council):
    assert close_team(team=council, by=administrator, reason="Merged").closed_at


def test_home_is_not_where_ones_account_is(client, officer):
    client.force_login(officer)

    assert 'aria-current="true"' not in client.get("/account/").content.decode()
    assert 'href="/" aria-current="true"' in client.get("/").content.decode()
