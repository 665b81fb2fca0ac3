"""Story 4: a case is opened, people are named in it, and what is done is written into its log."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_a_case_is_opened_and_worked_on(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    lead = reader("asb.brighton")
    lead.open("/cases/new/")
    lead.fill("Title", "Dogs off the lead, Preston Park")
    lead.choose_from("Kind", "Anti-social behaviour")
    lead.fill("Tags", "dogs, park")
    lead.picture(f"{width}-case-open")
    lead.press("Open the case")
    lead.sees("opened.", "Nothing has been done yet", "Nobody is named yet")

    lead.follow("Add a person")
    lead.picture(f"{width}-case-person")
    lead.follow("Add somebody without a record")
    lead.fill("Name", "Edwin Marchetti")
    lead.choose_from("Role in the case", "Complainant")
    lead.press("Save")
    lead.sees("Added.", "Edwin Marchetti", "No record on E-CINS")
    lead.picture(f"{width}-case-people")

    lead.follow("Actions")
    lead.press("Add an action")
    lead.choose_from("What kind of action?", "Visit")
    lead.choose("It was done, or tried", "Complainant did not cooperate")
    lead.fill("What was done, or is planned?", "Statement appointment at home")
    lead.fill("More about the result", "asked to leave it")
    lead.picture(f"{width}-action-add")
    lead.press("Save action")
    lead.sees("Action saved.", "Complainant did not cooperate: asked to leave it")

    lead.press("Add an action")
    lead.choose_from("What kind of action?", "Patrol")
    lead.choose("It is planned")
    lead.fill("What was done, or is planned?", "Evening patrol, 6pm to 9pm")
    lead.fill("Planned for", "tomorrow")
    lead.press("Save action")
    lead.sees("Planned", "2 actions")
    lead.picture(f"{width}-actions")
    lead.follow("Patrol")
    lead.press("Record the result")
    lead.choose("Done")
    lead.fill("More about the result", "no dogs seen")
    lead.picture(f"{width}-action-result")
    lead.press("Record the result")
    lead.sees("Result recorded.", "no dogs seen")
    lead.follow("Overview")
    lead.sees("What was done last", "Complainant did not cooperate 1 time")
    lead.picture(f"{width}-case")

    lead.press("Close")
    lead.choose("Resolved")
    lead.fill("Why are you closing it?", "Signs are up and the dogs are on the lead.")
    lead.picture(f"{width}-case-close")
    lead.press("Close the case")
    lead.sees("Case closed.", "Closed", "Signs are up")
    lead.open("/cases/")
    lead.picture(f"{width}-cases")
