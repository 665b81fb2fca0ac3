"""Story 3 goes on: more is asked, and one night it cannot wait."""

import pytest

from tests.e2e.screens import PHONE, WITHOUT_SCRIPT
from tests.e2e.test_named_people import SHANE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("screen", [PHONE, WITHOUT_SCRIPT], ids=["phone", "without script"])
def test_a_colleague_is_asked_for_more_and_opens_it_in_an_emergency(reader, site):
    address = f"/profiles/{site.query(SHANE)[0][0]}/"
    colleague, owner = reader("ppo2.norfolk"), reader("asb.waveney")

    # She asks; the owner wants to know more; she replies.
    colleague.open(address)
    colleague.choose("Another reason")
    colleague.fill("Your reason", "He was mentioned")
    colleague.press("Ask for access")
    owner.open("/")
    owner.leave_by(owner.page.get_by_role("link", name="PC Mona Redgrave asks for access"))
    owner.choose("Ask for more")
    owner.fill("What do you want to know?", "Mentioned by whom?")
    owner.press("Send the answer")
    owner.sees("PC Mona Redgrave has been asked for more.")
    colleague.open("/")
    colleague.sees("Waveney ASB Unit wants to know more about your request")
    colleague.leave_by(colleague.page.get_by_role("link", name="wants to know more"))
    colleague.sees("Mentioned by whom?")
    colleague.fill("Your reply", "By a man I supervise, in supervision")
    colleague.press("Send your reply")
    colleague.sees("Waveney ASB Unit has your reply.")
    owner.open("/")
    owner.leave_by(owner.page.get_by_role("link", name="PC Mona Redgrave asks for access"))
    owner.sees("By a man I supervise, in supervision")

    # The same night it cannot wait: she reads it for an hour, and adds nothing.
    colleague.open(address)
    colleague.follow("Open it in an emergency")
    colleague.press("Open it for 60 minutes")
    colleague.sees("Enter why you must see it now")
    colleague.fill("Why must you see it now?", "He is at his neighbour’s door with a bottle")
    colleague.picture("break-glass")
    colleague.press("Open it for 60 minutes")
    colleague.sees("You opened this record in an emergency.", "Shane Tillotson")
    colleague.picture("in-an-emergency")
    assert not colleague.page.get_by_role("button", name="Add a contact").is_visible()
    colleague.follow("Log")
    colleague.sees("Loud music again until 3am", "You opened this record in an emergency.")

    # The owner reviews it, and finds what she looked at.
    owner.open("/")
    owner.sees("PC Mona Redgrave opened Shane Tillotson in an emergency")
    owner.leave_by(owner.page.get_by_role("link", name="in an emergency"))
    owner.sees("He is at his neighbour’s door with a bottle")
    owner.choose("Justified")
    owner.fill("What did you find?", "She rang us at 2am; rightly so")
    owner.press("Save the review")
    owner.sees("The review is saved.", "PC Mona Redgrave", "Read, in an emergency")
    owner.follow("History")
    owner.sees("Opened the record in an emergency", "Reviewed the emergency access of")
