"""Somebody says that nothing was done: the duty inspector reads the case cold, and prints it."""

import pytest

from records.pdf.documents import PAGES
from tests.e2e.screens import PHONE, WIDE
from tests.pdf_text import words

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

CASE = "Noise and threats, Lansdown Court"
on_screens = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])


@on_screens
def test_the_inspector_reads_and_prints_the_complaint(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    inspector = reader("inspector.brighton")
    inspector.open("/cases/")
    inspector.follow(CASE)
    inspector.sees(
        "41 actions by 5 agencies", "1 overdue", "4 times", "Maureen Oakhurst", "Tyler Wenlock"
    )
    inspector.picture(f"{width}-case")
    inspector.follow("Actions")
    if width == "phone":
        inspector.page.get_by_text("More filters").first.click()
    inspector.choose_from("Agency", "Sussex Police")
    inspector.press("Filter")
    inspector.sees("20 of 41 actions")
    inspector.press("Print actions")
    inspector.sees("20 actions", "Agency: Sussex Police")

    inspector.open("/")
    with inspector.in_clicks(4):
        if width == "phone":
            # The menu is folded there; the search is in sight.
            inspector.fill("Find a person", "lansdown")
            with inspector.page.expect_event("domcontentloaded"):
                inspector.page.keyboard.press("Enter")
            inspector.look()
            inspector.picture("phone-case-found")
        else:
            inspector.follow("Cases")
        inspector.follow(CASE)
        inspector.press("Print actions")
        inspector.picture(f"{width}-actions-print")
        # The cursor is in the only field there is.
        inspector.page.keyboard.type("Answer to a complaint that nothing was done")
        with inspector.page.expect_download() as found:
            inspector.clicks += 1
            inspector.page.get_by_role("button", name="Make the PDF").click()
    body = found.value.path().read_bytes()

    assert int(PAGES.search(body)[1]) == 2
    said = words(body)
    for phrase in (
        "Noise and threats, Lansdown Court: actions",
        "Complainant: Maureen Oakhurst. Perpetrator: Tyler Wenlock",
        "41 actions by 5 agencies in 5 months: Sussex Police 20",
        "34 done, 1 overdue, 2 planned",
        "Complainant did not cooperate: 4 times (shaded, marked ▲)",
        "Page 2 of 2",
        "for Insp Callum Varley, Brighton and Hove Duty Inspectors",
    ):
        assert phrase in said, said
    assert said.count("▲ Complainant did not cooperate") == 4
    inspector.page.reload()
    inspector.open(f"{inspector.page.url.partition('actions.pdf')[0]}history/")
    inspector.sees("Printed the actions for Insp Callum Varley", "Answer to a complaint")


@on_screens
def test_the_complainant_gets_what_was_done_and_no_other_name(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    lead = reader("asb.brighton")
    lead.open("/cases/")
    lead.follow(CASE)
    lead.press("Print actions")
    lead.choose("For a partner: what their team can read")
    lead.press("Show what is printed")
    lead.sees("There is a problem", "Choose which team")
    lead.choose("For the complainant: no tactics, and nobody else’s name")
    lead.press("Show what is printed")
    lead.sees(
        "38 actions",
        "3 left out: planned",
        "2 with a name taken out",
        "First visit to [another person]",
    )
    lead.picture(f"{width}-actions-print-complainant")
    lead.fill("Name and organisation of the recipient", "Maureen Oakhurst")
    lead.fill("Why is it printed?", "She asks what was done")
    lead.page.get_by_label("Neighbours at 9, 11 and 15 interviewed").uncheck()
    with lead.page.expect_download() as found:
        lead.page.get_by_role("button", name="Make the PDF").click()
    said = words(found.value.path().read_bytes())

    assert "37 actions" in said
    assert "First visit to [another person], at home" in said
    for hidden in ("Wenlock", "Neighbours at 9", "Ben Ashdown", "Farrow"):
        assert hidden not in said
