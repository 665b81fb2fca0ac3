"""The number of new alerts in the menu moves while the page stays open."""

import re

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

TEAM = """SELECT agencies_team.name FROM agencies_team
    JOIN auth_group ON auth_group.id = agencies_team.group_ptr_id"""


def number_in_menu(reader):
    """How many new alerts the menu says; the script writes it there."""
    words = reader.page.locator(".ecins-nav a[data-live]").text_content()
    found = re.search(r"\((\d+)\)", words)
    return int(found[1]) if found else 0


def test_the_counter_moves_without_a_reload(reader, site):
    site.start_worker()
    site.waits_until_told()
    waiting = reader("asb.brighton")
    waiting.open("/tasks/")
    before, opened = number_in_menu(waiting), waiting.page.evaluate("performance.timeOrigin")

    sender = reader("vulnerability.adur")
    sender.open("/tasks/new/")
    sender.fill("Team", "Brighton ASB Team")

    eventually(lambda: number_in_menu(waiting) == before + 1)
    assert waiting.page.evaluate("performance.timeOrigin") == opened
