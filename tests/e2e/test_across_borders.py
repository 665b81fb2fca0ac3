"""Story 2: a prolific offender moves from Staffordshire to Norwich, and his record with him."""

import datetime
import re

import pytest

from core.dates import format_day
from tests.e2e.screens import PHONE, WIDE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

IN_TWO_MONTHS = datetime.date.today() + datetime.timedelta(days=61)  # noqa: DTZ011


def give_access(lead):
    lead.press("Give access")
    lead.choose("Log", "Risk", "Read and add", "Until a date")
    lead.fill("Teams", "Norfolk IOM Team")
    lead.fill("Why do they need it?", "He has moved to Norwich")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.fill("Last day", format_day(IN_TWO_MONTHS))
    lead.picture("give-access")
    lead.press("Check before you give access")
    lead.sees("The 2 people in Norfolk IOM Team will be able to read and add")
    lead.press("Give access")
    lead.sees("Access given to Norfolk IOM Team.")


def add_contact(person, what):
    person.press("Add a contact")
    person.choose("Visit", "Fact: I saw or heard it", "Positive")
    person.fill("When?", "today")
    person.fill("What happened?", what)
    person.press("Save contact")
    person.sees("Contact saved.", what)


@pytest.mark.parametrize(
    "screen", [WIDE, PHONE, WITHOUT_SCRIPT], ids=["wide", "phone", "without script"]
)
def test_norfolk_is_given_access_adds_to_the_log_and_loses_it_again(reader, site):
    site.start_worker()
    lead = reader("lead.staffordshire")
    norfolk = reader("officer.norfolk")
    lead.find("drayfield", "Callum Drayfield")
    address = lead.page.url
    assert norfolk.open(address) == 404
    norfolk.does_not_see("Drayfield")

    # The lead gives Norfolk access; their next click has it.
    give_access(lead)
    lead.sees("2 teams", "Norfolk IOM Team", "He has moved to Norwich", "Sgt Owen Marchbank")
    lead.picture("sharing")
    norfolk.find("drayf", "Callum Drayfield")
    norfolk.sees("High risk", "Staffordshire IOM Team", "He has arrived and is looking for work.")

    # Norfolk is told, and finds the record from there.
    site.waits_until_told()
    norfolk.open("/")
    norfolk.sees(
        "Staffordshire IOM Team gave your team access to Callum Drayfield (P-", "Recently viewed"
    )
    opens = re.compile(r"Open\s*: Staffordshire IOM Team gave your team access")
    norfolk.leave_by(norfolk.page.get_by_role("button", name=opens))
    assert norfolk.page.url == address

    # Both teams write in one log.
    add_contact(norfolk, "Called at Weir Cottages. Settling in.")
    officer = reader("officer.staffordshire")
    officer.find("callum", "Callum Drayfield")
    officer.sees("Called at Weir Cottages. Settling in.", "Norfolk IOM Team")
    officer.picture("overview")
    officer.follow("Log")
    officer.sees("by PC Isla Thornbury, Norfolk IOM Team")
    officer.picture("log")
    officer.follow("History")
    officer.sees("Gave access to Norfolk IOM Team", "Sgt Owen Marchbank")
    officer.follow("Who has viewed")
    officer.sees("PC Isla Thornbury")
    officer.follow("Sharing")
    officer.sees("Read and add", "Overview, log, risk")

    # The access is made less, and then ended: at the next click the record is gone.
    lead.follow("Change access of Norfolk IOM Team")
    lead.choose("Read", "7 days")
    lead.press("Save the change")
    lead.sees("Access of Norfolk IOM Team changed.")
    norfolk.open(address)
    assert not norfolk.page.get_by_role("button", name="Add a contact").is_visible()
    lead.follow("End access of Norfolk IOM Team")
    lead.fill("Why are you ending it?", "He is back in Stafford")
    lead.press("End access")
    lead.sees("Access of Norfolk IOM Team has ended.")
    assert norfolk.open(address) == 404
    assert norfolk.open(f"{address}log/") == 404
    norfolk.open("/profiles/?q=drayfield")
    norfolk.sees("No matching people found.")
    norfolk.open("/")
    norfolk.does_not_see("Drayfield")
