"""Story 1: the prison files a Prison History, officers outside read it, and it is added to."""

import pytest

from tests.e2e.screens import PHONE, PHONE_WITHOUT_SCRIPT, WIDE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

on_screens = pytest.mark.parametrize(
    "screen",
    [WIDE, PHONE, WITHOUT_SCRIPT, PHONE_WITHOUT_SCRIPT],
    ids=["wide", "phone", "wide-without-script", "phone-without-script"],
)


@on_screens
def test_a_prison_history_is_filed_and_read_outside(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    spoc = reader("spoc.stafford")
    spoc.find("pellworth", "Jordan Pellworth")
    record = spoc.page.url
    spoc.follow("Reports")
    spoc.picture(f"{width}-reports")
    spoc.leave_by(spoc.page.get_by_role("button", name="Start a report"))
    spoc.picture(f"{width}-report-start")
    spoc.choose("Prison History")
    spoc.press("Start")

    spoc.sees("Needed before it is submitted", "Only HMP Stafford sees it")
    spoc.picture(f"{width}-report-draft")
    draft = spoc.page.url
    spoc.follow("Rehabilitation")
    spoc.choose("Mixed")
    spoc.fill("Interventions and courses", "Finished the joinery course.")
    spoc.press("Save and continue")
    spoc.fill("Behaviour on the wing and at work", "Settled since October.")
    first = spoc.page.get_by_role("group", name="Adjudication, 1")
    first.get_by_label("Date").fill("3 June 2026")
    first.get_by_label("Charge").fill("Fighting")
    first.get_by_label("Outcome").fill("Charge proved")
    spoc.picture(f"{width}-report-rows")
    spoc.press("Save and continue")
    spoc.press("Save and finish later")
    spoc.open(draft)

    # Nothing is submitted while an answer is missing, and what is there stays.
    spoc.leave_by(spoc.page.get_by_role("button", name="Check and submit"))
    spoc.press("Submit the report")
    spoc.sees("There is a problem", "Answer “Anxieties” in Anxieties", "Charge proved")
    spoc.open(draft)
    spoc.follow("Anxieties")
    spoc.fill("Anxieties", "Where he will live.")
    spoc.press("Save and continue")
    spoc.leave_by(spoc.page.get_by_role("button", name="Check and submit"))
    spoc.picture(f"{width}-report-submit")
    spoc.press("Submit the report")
    spoc.sees("Report submitted", "Fighting", "Where he will live.")
    spoc.picture(f"{width}-report")

    officer = reader("officer.staffordshire")
    officer.open(f"{record}reports/")
    officer.follow("Prison History")
    officer.sees("Settled since October.", "Grace Odum")
    officer.follow("Add to this report")
    officer.fill("What do you want to add?", "His sister has offered a room.")
    officer.press("Add to the report")
    officer.sees("Added later", "His sister has offered a room.")
    officer.follow("Print")
    officer.sees("Prison History about Jordan Pellworth", "His sister has offered a room.")
