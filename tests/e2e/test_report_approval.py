"""A risk assessment waits for a manager of the team, is approved, and leaves as a PDF."""

import pytest

from tests.e2e.screens import PHONE, WIDE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_risk_assessment_is_approved_and_downloaded(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    record = officer.page.url
    officer.open(f"{record}reports/new/?kind=risk-assessment")
    officer.press("Start")
    draft = officer.page.url
    officer.follow("Risk", within="main .ecins-list")
    officer.fill("Who is at risk, and of what", "His brother, of an assault.")
    officer.fill("What makes it more likely", "Drink, and debts.")
    officer.choose("High")
    officer.fill("What is being done about it", "A visit each week.")
    officer.press("Save and continue")
    officer.leave_by(officer.page.get_by_role("button", name="Check and submit"))
    officer.press("Submit the report")
    officer.sees("A manager of your team is asked to approve it", "Waiting for approval")
    officer.picture(f"{width}-report-waiting")

    manager = reader("lead.staffordshire")
    manager.open("/")
    manager.picture(f"{width}-home-approve")
    manager.follow("Approve Risk assessment about Jordan Pellworth")
    manager.leave_by(manager.page.get_by_role("button", name="Approve"))
    manager.picture(f"{width}-report-approve")
    manager.press("Approve the report")
    manager.sees("Report approved", "His brother, of an assault.")

    officer.open(draft)
    officer.follow("Download as PDF")
    officer.fill("Who is it for?", "Ann Rowley, Stafford Probation")
    officer.fill("Why do they need it?", "The recall hearing.")
    officer.picture(f"{width}-report-disclose")
    with officer.page.expect_download() as found:
        officer.page.get_by_role("button", name="Download the PDF").click()
    assert found.value.suggested_filename.startswith("risk-assessment-P-")
    assert found.value.path().read_bytes().startswith(b"%PDF-1.7")
