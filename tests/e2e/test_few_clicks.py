"""What people do all day takes few clicks; each click into a field counts, and typing does not."""

import re

import pytest

from tests.e2e.screens import PHONE, WIDE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

SHANE = "SELECT uuid FROM profiles_profile WHERE surname = 'Tillotson'"

on_screens = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])


def below(reader, heading):
    """The first person below a heading of Home."""
    heading = reader.page.get_by_role("heading", name=heading)
    return heading.locator("xpath=following::a[1]")


@on_screens
def test_the_last_contacts_are_one_click_from_home(reader):
    officer = reader("officer.staffordshire")
    officer.open("/")
    with officer.in_clicks(1):
        officer.leave_by(below(officer, "My people"))
    officer.sees("What happened last")


@on_screens
def test_the_log_is_printed_in_three(reader):
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    officer.open("/")
    with officer.in_clicks(3):
        officer.leave_by(below(officer, "Recently viewed"))
        officer.follow("Log", within="main")
        officer.follow("Print")
    officer.sees("Log of", "oldest first")


@on_screens
def test_access_is_given_in_eight(reader):
    """Four sections, until a date, to a team of another force, by one who has given before."""
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    with lead.in_clicks(8):
        lead.press("Give access")
        lead.fill("Teams", "Norfolk IOM Team")
        for section in ("Log", "Reports", "Risk", "Documents"):
            if not lead.page.get_by_label(section, exact=True).is_checked():
                lead.choose(section)
        lead.fill("Why do they need it?", "He has moved to Norwich")
        lead.press("Check before you give access")
        lead.press("Give access")
    lead.sees("Access given to Norfolk IOM Team.")


@on_screens
def test_a_request_is_decided_in_four(reader, site):
    """From Home, by a team that has given access before, on the usual terms."""
    asker, owner = reader("ppo2.norfolk"), reader("asb.waveney")
    asker.open(f"/profiles/{site.query(SHANE)[0][0]}/")
    asker.choose("Linked to work I am doing")
    asker.fill("Your reason", "He was with a man I supervise")
    asker.press("Ask for access")
    owner.open("/")
    with owner.in_clicks(4):
        owner.leave_by(owner.page.get_by_role("link", name="PC Mona Redgrave asks for access"))
        owner.choose("Give access")
        owner.press("Send the answer")
    owner.sees("PC Mona Redgrave has access.")


def test_a_contact_takes_twenty_presses_besides_the_prose(reader):
    """By keyboard alone, from the log: a visit today, as seen, with how it went."""
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    officer.open(f"{officer.page.url}log/new/")
    keys, presses = officer.page.keyboard, 0

    def press(key, times=1):
        nonlocal presses
        for _ in range(times):
            keys.press(key)
            presses += 1

    officer.page.get_by_label("Visit", exact=True).focus()
    press("Space")
    while presses < 20:
        press("Tab")
        label = officer.page.evaluate("document.activeElement.labels?.[0]?.textContent ?? ''")
        if "What happened?" in label:
            keys.type("Went through the letter from the landlord.")
        elif "Fact" in label:
            press("Space")
            with officer.page.expect_navigation():
                press("Enter")
            break
    officer.look()
    officer.sees("Contact saved.", "Went through the letter")
    assert presses <= 20


@on_screens
def test_a_record_is_transferred_in_five_and_four(reader):
    lead, norfolk = reader("lead.staffordshire"), reader("lead.norfolk")
    lead.find("drayfield", "Callum Drayfield")
    with lead.in_clicks(5):
        lead.follow("Sharing")
        lead.follow("Transfer this record to another team")
        lead.fill("Name of the team", "Norfolk IOM Team")
        lead.fill("Why now?", "Has signed a tenancy in Norwich")
        lead.press("Ask them to accept")
    lead.sees("Norfolk IOM Team has been asked to accept.")
    norfolk.open("/")
    with norfolk.in_clicks(4):
        norfolk.leave_by(norfolk.page.get_by_role("link", name=re.compile("^Take over")))
        norfolk.choose("Accept")
        norfolk.press("Send the answer")
    norfolk.sees("Norfolk IOM Team manages this record now.")
