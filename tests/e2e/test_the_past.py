"""A record of the demo looks like one that people have worked with for months."""

import datetime
import re

import pytest

from tests.e2e.screens import WIDE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def months_on(reader):
    """The months that the page names."""
    text = reader.page.locator("main").inner_text()
    return set(re.findall(r"\d{1,2} (\w{3})\w*(?: \d{4})?", text)) & {
        datetime.date(2026, month, 1).strftime("%b") for month in range(1, 13)
    }


def test_history_and_sharing_span_months(reader):
    lead = reader("lead.staffordshire")
    lead.find("pellworth", "Jordan Pellworth")

    lead.follow("History")
    months = months_on(lead)
    lead.sees("Assessed the risk")
    lead.picture("history")
    lead.follow("Older events")
    assert len(months | months_on(lead)) >= 4
    lead.sees("Gave access to HMP Stafford")
    lead.follow("Sharing")
    lead.sees("HMP Stafford", "Sgt Owen Marchbank")
    lead.picture("sharing-with-a-past")


@pytest.mark.parametrize("screen", [WIDE], ids=["wide"])
def test_records_are_kept_from_colleagues_and_teams(reader):
    officer, lead = reader("officer.staffordshire"), reader("lead.staffordshire")
    officer.open("/search/?q=stokesay")
    officer.does_not_see("Adrian")
    lead.find("stokesay", "Adrian Stokesay")
    lead.follow("Sharing")
    lead.sees("PC Priya Nandra")
    lead.picture("excluded")

    adur = reader("vulnerability.adur")
    adur.find("findonby", "Stella Findonby")
    adur.follow("History")
    adur.sees("Sgt Bethan Lockyear")
    adur.picture("transferred")

    norfolk = reader("lead.norfolk")
    norfolk.find("holloworth", "Kieran Holloworth")
    norfolk.follow("Sharing")
    norfolk.sees("DS Femi Adeyoule")
    norfolk.picture("restricted")
