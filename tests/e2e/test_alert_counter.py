"""The number of new alerts in the menu moves while the page stays open."""

import re

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


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

    sender = reader("housing.brighton")
    sender.open("/tasks/new/")
    sender.choose_from("What kind of task is it?", "Something to do")
    sender.fill("Team", "Brighton and Hove ASB Team")
    sender.fill("What do you ask for?", "Please ring me about the lights.")
    sender.fill("By when?", "tomorrow")
    sender.press("Send the task")
    sender.sees("sent.")

    eventually(lambda: number_in_menu(waiting) == before + 1)
    assert waiting.page.evaluate("performance.timeOrigin") == opened
