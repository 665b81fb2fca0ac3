"""A release is told to those who work with the person; people who leave pass on what they lead."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_a_release_is_announced_and_the_open_warning_asked_about(reader, site):
    spoc = reader("lead.staffordshire")
    spoc.find("pellworth", "Jordan Pellworth")
    spoc.follow("Details")
    spoc.follow("Record a release or a move")
    spoc.fill("When?", "today")
    spoc.choose("Released")
    spoc.press("Save")
    spoc.sees("There is a problem", "Choose whether “Self-harm: ACCT open” stays open")
    spoc.choose("It stays open")
    spoc.picture("release")
    spoc.press("Save")
    spoc.sees("The release is saved.", "Released", "from HMP Stafford", "early")

    site.manage("shell", "-v0", "-c", "from audit.jobs import drain_deliveries as d; d()")
    officer = reader("officer.staffordshire")
    officer.open("/")
    officer.sees("Jordan Pellworth", "was released from HMP Stafford", "ACCT open")
    officer.find("pellworth", "Jordan Pellworth")
    officer.sees("Released from HMP Stafford", "What happened last")
    officer.picture("released")


@with_and_without
def test_a_manager_hands_on_what_a_leaver_leads(reader):
    lead = reader("lead.staffordshire")
    lead.find("ashlow", "Dean Ashlow")
    record = lead.page.url
    lead.sees("PC Priya Nandra, lead")

    lead.open("/administration/")
    lead.follow("Staffordshire IOM Team", within="main")
    lead.leave_by(lead.page.get_by_role("link", name="PC Priya Nandra").first)
    lead.leave_by(lead.page.get_by_role("link", name="End").first)
    lead.sees("PC Priya Nandra is responsible for", "Staffordshire IOM Team", "Who takes over")
    lead.fill("Why?", "Moved to another force")
    # With script the list is a box to type in, which has a story of its own.
    lead.page.locator("select").first.select_option(index=1, force=True)
    lead.picture("leaver")
    lead.press("End the membership")
    lead.sees("The membership of PC Priya Nandra has ended.")

    lead.open(record)
    lead.does_not_see("PC Priya Nandra, lead")
    lead.sees(", lead")
