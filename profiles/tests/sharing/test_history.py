"""History by section."""

import pytest

from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import write_contact
from profiles.tests.walking import url

pytestmark = pytest.mark.slow


def test_history_shows_only_sections_that_are_held(
    signed_in, client, person, manager, elsewhere, outsider
):
    write_contact(person, manager, text="Secret of the log")
    give(person, manager, elsewhere, sections=["risk"])
    client.force_login(outsider)

    acts = client.get(url("history", person)).content.decode()
    views = client.get(url("history", person), {"show": "views"}).content.decode()

    assert "Secret of the log" not in acts
    assert "Added a contact" not in acts
    assert "Opened" in views


def test_history_names_no_discreet_team_but_to_the_owners_managers(
    signed_in, client, person, manager, officer
):
    refuge = TeamFactory(name="A refuge", is_discreet=True)
    give(person, manager, refuge)
    keyworker = member(refuge, name="Key Worker")
    client.force_login(keyworker)
    client.get(url("overview", person))

    seen = {}
    for reader in (officer, manager, keyworker):
        client.force_login(reader)
        history = url("history", person)
        pages = [client.get(history), client.get(history, {"show": "views"})]
        seen[reader] = "".join(page.content.decode() for page in pages)

    assert "Created the record" in seen[officer]
    assert "A refuge" not in seen[officer]
    assert "Key Worker" not in seen[officer]
    assert "A refuge" in seen[manager]
    assert "Key Worker" in seen[manager]
    assert "Key Worker" in seen[keyworker]
