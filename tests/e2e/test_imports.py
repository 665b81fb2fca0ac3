"""Imports: a cohort comes in from a spreadsheet, checked, compared, and agreed by a manager."""

import pytest

from tests.e2e.screens import with_and_without
from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

COHORT = """Surname,First names,Date of birth,Role,Favourite colour
Quillfeather,Ava,12 March 1998,Offender,red
Pellworth,Jordan,14 March 1991,Offender,
Quennell,Tom,03/25/1988,Offender,
"""
PHOTO = {"name": "cohort.csv", "mimeType": "text/csv", "buffer": b"\xff\xd8\xff\xe0\0\x10JFIF"}


@with_and_without
def test_a_cohort_is_checked_agreed_and_imported(reader, site, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    site.start_worker()
    admin = reader("admin.staffordshire")
    admin.open("/administration/imports/")
    admin.leave_by(admin.page.get_by_role("button", name="New import"))
    admin.choose_from("Which team will manage the records?", "Staffordshire IOM Team")
    admin.fill("Source of this information", "Staffordshire IOM cohort, June 2026")
    admin.choose_from("Lawful basis", "Prevent crime and disorder")
    files = admin.page.locator("input[type=file]")
    files.set_input_files([PHOTO])
    if admin.script:
        admin.page.get_by_role("button", name="Check this file").click()
        admin.page.locator(".govuk-error-summary").wait_for()
        admin.look()
    else:
        admin.press("Check this file")
    admin.sees("it is a JPEG image")
    assert (
        admin.field("Source of this information").input_value()
        == "Staffordshire IOM cohort, June 2026"
    )
    files.set_input_files(
        [{"name": "cohort.csv", "mimeType": "text/csv", "buffer": COHORT.encode("cp1252")}]
    )
    admin.press("Check this file")
    page = admin.page.url
    eventually(lambda: "Problems" in site_text(admin, page))
    admin.look()
    admin.sees(
        "2 people are ready to import.",
        "“03/25/1988” has the month first.",
        "“Favourite colour”: no such column here",
        "A manager of Staffordshire IOM Team must agree",
    )
    admin.picture(f"{width}-import-checked")

    lead = reader("lead.staffordshire")
    lead.open(page)
    lead.leave_by(lead.page.get_by_role("button", name="Compare with your records"))
    lead.press("Compare them")
    eventually(lambda: "1 person is ready to import." in site_text(lead, page))
    lead.picture(f"{width}-import-compared")
    lead.leave_by(lead.page.get_by_role("button", name="Start the import"))
    lead.sees("Import 1 person?", "prepared this list")
    lead.picture(f"{width}-import-agree")
    lead.press("Import them")
    eventually(lambda: "1 record was created." in site_text(lead, page))
    lead.open("/search/?q=quillfeather")
    lead.sees("Ava Quillfeather", "1 person")
    lead.open("/search/?q=quennell")
    lead.does_not_see("Tom Quennell")


def site_text(one, page):
    """The words of the page, loaded anew: a worker checks, compares and imports."""
    one.page.goto(page)
    return one.text
