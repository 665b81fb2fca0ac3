"""Story 2 goes on: he stays in Norwich, so the record goes to Norfolk for good."""

import pytest

from tests.e2e.screens import PHONE, WIDE, WITHOUT_SCRIPT
from tests.e2e.test_across_borders import add_contact, give_access

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def ask_norfolk(lead, why, keep):
    lead.follow("Sharing")
    lead.follow("Transfer this record to another team")
    lead.sees("Nothing changes until they accept.")
    lead.fill("Name of the team", "Norfolk IOM Team")
    lead.choose(keep)
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.fill("Why now?", why)
    lead.picture("transfer")
    lead.press("Ask them to accept")
    lead.sees("Norfolk IOM Team has been asked to accept.", "Withdraw the proposal")


@pytest.mark.parametrize(
    "screen", [WIDE, PHONE, WITHOUT_SCRIPT], ids=["wide", "phone", "without script"]
)
def test_norfolk_declines_then_takes_the_record_over(reader, site):
    lead, norfolk = reader("lead.staffordshire"), reader("lead.norfolk")
    officer, elsewhere = reader("officer.norfolk"), reader("officer.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    address = lead.page.url
    give_access(lead)
    lead.sees("Joint management")
    officer.find("drayfield", "Callum Drayfield")
    officer.sees("Joint management", "Staffordshire IOM Team")
    add_contact(officer, "Signed a tenancy in Norwich.")

    # Norfolk declines, and Staffordshire reads why.
    ask_norfolk(lead, "Has signed a tenancy in Norwich", "Read for 12 months")
    norfolk.open("/")
    norfolk.sees("Take over Callum Drayfield from Staffordshire IOM Team?")
    norfolk.leave_by(norfolk.page.get_by_role("link", name="Take over Callum Drayfield"))
    norfolk.sees("Take over Callum Drayfield from Staffordshire IOM Team?", "You see now")
    norfolk.sees("Has signed a tenancy in Norwich", "Nothing changes until you accept.")
    norfolk.picture("answer-transfer")
    norfolk.press("Send the answer")
    norfolk.sees("Choose accept or decline")
    norfolk.choose("Decline")
    norfolk.fill("Why are you declining?", "The tenancy is for a month only")
    norfolk.press("Send the answer")
    lead.open(address)
    lead.follow("History")
    lead.sees("Declined the transfer", "The tenancy is for a month only")

    # Asked again, Norfolk accepts: it manages the record, Staffordshire reads.
    ask_norfolk(lead, "The tenancy is for a year now", "Read for 12 months")
    norfolk.open("/")
    norfolk.leave_by(norfolk.page.get_by_role("link", name="Take over Callum Drayfield"))
    norfolk.choose("Accept")
    norfolk.sees("Who leads from now on?")
    norfolk.press("Send the answer")
    norfolk.sees("Norfolk IOM Team manages this record now.", "Callum Drayfield")
    assert norfolk.page.url == address
    elsewhere.open(address)
    elsewhere.sees("Callum Drayfield", "Norfolk IOM Team", "Signed a tenancy in Norwich.")
    assert not elsewhere.page.get_by_role("button", name="Add a contact").is_visible()
    assert not elsewhere.page.get_by_role("button", name="Give access").is_visible()

    # The record is complete: who managed it, who could see it, what was done.
    norfolk.follow("Sharing")
    norfolk.sees("Owner", "Managed the record before: The tenancy is for a year now")
    norfolk.fill("Who could see this on an earlier date?", "today")
    norfolk.press("Look back")
    norfolk.sees("Who could see this on", "Staffordshire IOM Team", "PC Priya Nandra")
    norfolk.picture("looking-back")
    norfolk.follow("History")
    norfolk.sees("Transferred the record to", "Proposed a transfer to Norfolk IOM Team")

    # Norfolk ends what Staffordshire kept: at the next click it is gone. That there is a record
    # is known for as long as Staffordshire's own case about the move is open.
    norfolk.follow("Sharing")
    norfolk.follow("End access of Staffordshire IOM Team")
    norfolk.fill("Why are you ending it?", "Nothing is left to follow up")
    norfolk.press("End access")
    elsewhere.open(address)
    elsewhere.sees("Ask for access")
    elsewhere.does_not_see("Callum", "Drayfield", "Signed a tenancy")
    lead.open("/cases/")
    lead.follow("Move to Norwich")
    lead.press("Close")
    lead.choose("Resolved")
    lead.fill("Why are you closing it?", "He lives in Norwich now.")
    lead.choose("They stay open")
    lead.press("Close the case")
    assert elsewhere.open(address) == 404
    assert lead.open(f"{address}sharing/") == 404
