"""Somebody excluded from a record is told nothing of it; others are told whose record it is."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

REFERENCE = "SELECT reference FROM profiles_profile WHERE surname = 'Drayfield'"


def give_access(lead, record, team):
    lead.open(f"{record}sharing/")
    lead.press("Give access")
    lead.choose("Log", "Read and add", "Until ended")
    lead.fill("Teams", team)
    lead.fill("Why do they need it?", "Joint management")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.press("Check before you give access")
    lead.press("Give access")
    lead.sees(f"Access given to {team}.")


def test_alerts_tell_the_excluded_nothing_and_name_the_person_to_readers(reader, site):
    site.start_worker()
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    record = lead.page.url
    reference = site.query(REFERENCE)[0][0]
    lead.open(f"{record}sharing/exclude/")
    lead.fill("Name or user name", "spoc.dovegate")
    lead.fill("Why?", "Is the brother-in-law of the victim")
    lead.press("Exclude this person")
    lead.sees("is excluded.")

    give_access(lead, record, "HMP Dovegate")
    give_access(lead, record, "Norfolk IOM Team")
    site.waits_until_told()

    excluded = reader("spoc.dovegate")
    for path in ("/", "/alerts/"):
        excluded.open(path)
        excluded.does_not_see("Drayfield", reference)
    assert excluded.open(record) == 404

    told = reader("officer.norfolk")
    told.open("/alerts/")
    told.sees("Staffordshire IOM Team gave your team access to Callum Drayfield (", reference)
    told.picture("alerts")
    told.press("Open", within="li:has-text('Callum Drayfield')")
    assert told.page.url == record
    told.open("/alerts/?state=done")
    told.sees("Callum Drayfield (", reference)
