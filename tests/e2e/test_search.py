"""Search: one box finds records by what people type, and leads to what has the reference."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

RECORD = "Jordan Pellworth"


@with_and_without
def test_one_box_finds_people_and_what_was_written(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    officer = reader("officer.staffordshire")
    officer.open("/")
    officer.fill("Find a person", "landlord")
    officer.press("Search")
    officer.sees("Log entries", "Reports", "Tasks", RECORD)
    officer.does_not_see("Nothing found")
    officer.picture(f"{width}-search")

    officer.choose_from("Kind", "Reports")
    officer.press("Search")
    officer.sees("Prison History")
    assert officer.page.locator("main section").count() == 1
    officer.follow("Remove filter Kind: Reports")
    officer.fill("Search for", "Jordon Pelwurth")
    officer.press("Search")
    officer.sees("People", RECORD, "with a name like")
    officer.follow(RECORD, within="#people")
    officer.sees("Next due")


def test_a_reference_leads_there_however_it_is_written(reader, screen):
    officer = reader("officer.staffordshire")
    for words in ("P-2026-000001", "p 2026 000001", "p-2026-1"):
        officer.open(f"/search/?q={words}")
        officer.sees(RECORD, "Next due")
    neighbour = reader("pc.staffordshire")
    neighbour.open("/search/?q=P-2026-000001")
    neighbour.sees("Nothing found with the reference P-2026-000001.")
    neighbour.does_not_see("Pellworth", "Create a record")


def test_what_finds_nothing_says_so_and_is_kept_for_the_reader_alone(reader, screen):
    officer = reader("officer.staffordshire")
    for words in ("😀", "%", "“Smart” quotes", "31/2/1998", "w" * 4_000):
        officer.open(f"/search/?q={words.replace('%', '%25')}")
        officer.sees("Nothing found")
    officer.sees("Only the first 100 characters", "Your recent searches")
    officer.open("/search/")
    officer.sees("“Smart” quotes")
    officer.press("Clear recent searches")
    officer.sees("Your recent searches are cleared")
    officer.does_not_see("Smart")
