"""Story 1: an anxiety told inside is picked up outside and resolved before the release."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_an_anxiety_is_raised_inside_and_resolved_outside(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    spoc = reader("spoc.stafford")
    spoc.find("pellworth", "Jordan Pellworth")
    spoc.leave_by(spoc.page.get_by_role("button", name="Add a contact"))
    spoc.choose("Wing observation", "Fact: I saw or heard it")
    spoc.fill("What happened?", "Talked about money on the wing.")
    spoc.fill("What worries them?", "No bank account to be paid into")
    spoc.choose_from("Pathway", "Finance and ID")
    spoc.choose_from("Which team is responsible?", "Staffordshire IOM Team")
    spoc.picture(f"{width}-needs-contact")
    spoc.press("Save contact")
    spoc.sees("Followed up as a need")
    spoc.picture(f"{width}-needs-log")

    officer = reader("officer.staffordshire")
    officer.open("/")
    officer.sees("Waiting for your team", "Picked up by your team")
    officer.picture(f"{width}-needs-home")
    with officer.in_clicks(2):
        officer.follow("No bank account to be paid into")
        officer.press("Pick this up")
    officer.sees("You have picked this up.", "HMP Stafford")
    officer.picture(f"{width}-need")
    officer.follow("Resolve it")
    officer.choose("Done")
    officer.fill("How was it resolved?", "The credit union opens one on the day.")
    officer.picture(f"{width}-need-resolve")
    officer.press("Resolve it")
    officer.sees("Resolved.", "The credit union opens one on the day.")
    officer.follow("All needs")
    officer.sees("Resolved", "Distance travelled", "Finance and ID")
    officer.picture(f"{width}-needs")
