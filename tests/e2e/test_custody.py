"""Story 1, the gate: a move between prisons, what it proposes, and who is in a prison now."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_move_is_recorded_and_access_follows_by_hand(reader):
    lead = reader("lead.staffordshire")
    lead.find("pellworth", "Jordan Pellworth")
    lead.sees("In HMP Stafford since", "release expected")
    record = lead.page.url

    # A day that cannot be is said by its field, and everything typed stays.
    lead.follow("Details")
    lead.follow("Record a release or a move")
    lead.fill("When?", "1 May 2020")
    lead.choose("Moved to another establishment")
    lead.choose_from("Establishment", "HMP Norwich")
    lead.press("Save")
    lead.sees("There is a problem", "Enter a day that is not before")
    lead.fill("When?", "today")
    lead.press("Save")
    lead.sees("The move is saved.", "In HMP Norwich since")

    # Nothing has happened to anybody's access; the lead is asked.
    lead.open("/")
    lead.sees("Waiting for your answer", "Custody has changed")
    lead.open(f"{record}sharing/")
    lead.sees("HMP Stafford has access until", "Jordan Pellworth left HMP Stafford on")
    lead.follow("leave it as it is", within="main")
    lead.press("Leave it as it is")
    lead.sees("Enter why access stays as it is")
    lead.fill("Why?", "Returns there after the trial")
    lead.press("Leave it as it is")
    lead.sees("stays as it is.")


def test_an_earlier_prison_ends_and_the_next_begins(reader):
    lead = reader("lead.staffordshire")
    lead.find("ashlow", "Dean Ashlow")
    record = lead.page.url

    lead.open(f"{record}sharing/")
    lead.sees("HMP Stafford has access until", "Its team has no access.")
    lead.leave_by(lead.page.get_by_role("button", name="Give access to HMP Dovegate"))
    assert lead.page.get_by_label("HMP Dovegate").is_checked()
    for answer in ("Log", "Reports", "Read and add"):
        assert lead.page.get_by_label(answer, exact=True).is_checked(), answer
    lead.fill("Why do they need it?", "Held there now")
    lead.page.get_by_label("Lawful basis").select_option(index=1)
    lead.press("Check before you give access")
    lead.sees("HMP Dovegate")
    lead.press("Give access")
    lead.sees("Access given to HMP Dovegate.")
    lead.leave_by(lead.page.get_by_role("button", name="End access of HMP Stafford"))
    lead.fill("Why are you ending it?", "Moved to HMP Dovegate")
    lead.press("End access")
    lead.does_not_see("leave it as it is")

    spoc = reader("spoc.dovegate")
    spoc.open("/profiles/my-prison/")
    spoc.sees("People in HMP Dovegate", "1 person you can see", "Dean Ashlow")
    left = reader("spoc.stafford")
    left.open("/profiles/my-prison/")
    left.sees("People in HMP Stafford", "Jordan Pellworth")
    left.does_not_see("Ashlow")
