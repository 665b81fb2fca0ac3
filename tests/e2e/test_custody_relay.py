"""Story 1: officers outside and the prison work on one record until the gate."""

import pytest

from tests.e2e.screens import PHONE, PHONE_WITHOUT_SCRIPT, WIDE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

on_screens = pytest.mark.parametrize(
    "screen",
    [WIDE, PHONE, WITHOUT_SCRIPT, PHONE_WITHOUT_SCRIPT],
    ids=["wide", "phone", "wide-without-script", "phone-without-script"],
)
WORRY = "Losing his place on the joinery course."


@on_screens
def test_a_worry_is_passed_inside_and_back_and_resolved_before_the_gate(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"

    def kept(person, name):
        person.picture(f"{width}-{name}")

    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    record = officer.page.url
    logs_a_worry(officer)
    a_release_brings_its_report(officer, record)

    spoc = reader("spoc.stafford")
    reads_log_and_reports_alone(spoc, record)
    files_a_prison_history(spoc, record, kept)

    picks_up_and_resolves(officer, record, kept)

    writes_what_is_due(spoc, kept)
    officer.open(f"{record}reports/")
    officer.follow("Pre-release report")
    officer.sees("With his mother, for now.", "Grace Odum")
    officer.open(record)
    officer.does_not_see("Pre-release report due")

    next_prison = reader("spoc.dovegate")
    next_prison.open("/profiles/my-prison/")
    next_prison.sees("People in HMP Dovegate")
    next_prison.does_not_see("Pellworth")


def logs_a_worry(officer):
    officer.press("Add a contact", within="body")
    officer.choose("Prison visit", "Fact: I saw or heard it")
    officer.fill("What happened?", "Saw him with his personal officer.")
    officer.fill("What worries them?", WORRY)
    officer.choose_from("Pathway", "Education, skills and work")
    officer.press("Save contact")
    officer.sees(WORRY, "Followed up as a need")


def a_release_brings_its_report(officer, record):
    """Jordan is expected out in 33 days; now it is known to be in 20."""
    officer.open(f"{record}details/")
    officer.leave_by(
        officer.page.get_by_role("link", name="Edit Release expected from HMP Stafford")
    )
    officer.fill("Release expected", "in 20 days")
    officer.press("Save")
    officer.open(record)
    officer.sees("Pre-release report due")


def reads_log_and_reports_alone(spoc, record):
    spoc.open(f"{record}log/")
    spoc.sees(WORRY)
    for hidden in ("risk", "documents"):
        assert spoc.open(f"{record}{hidden}/") == 404


def files_a_prison_history(spoc, record, kept):
    spoc.open(f"{record}reports/")
    kept(spoc, "reports")
    spoc.leave_by(spoc.page.get_by_role("button", name="Start a report"))
    kept(spoc, "report-start")
    spoc.choose("Prison History")
    spoc.press("Start")
    spoc.sees("Needed before it is submitted", "Only HMP Stafford sees it")
    kept(spoc, "report-draft")
    draft = spoc.page.url
    spoc.follow("Rehabilitation")
    spoc.choose("Mixed")
    spoc.fill("Interventions and courses", "Finished the joinery course.")
    spoc.press("Save and continue")
    spoc.fill("Behaviour on the wing and at work", "Settled since October.")
    first = spoc.page.get_by_role("group", name="Adjudication, 1")
    first.get_by_label("Date").fill("3 June 2026")
    first.get_by_label("Charge").fill("Fighting")
    first.get_by_label("Outcome").fill("Charge proved")
    test = spoc.page.get_by_role("group", name="Drug test, 1")
    test.get_by_label("Date").fill("2 October 2026")
    test.get_by_label("Result").fill("Negative")
    kept(spoc, "report-rows")
    spoc.press("Save and continue")
    spoc.press("Save and finish later")
    spoc.open(draft)

    # Nothing is submitted while an answer is missing, and what is there stays.
    spoc.leave_by(spoc.page.get_by_role("button", name="Check and submit"))
    spoc.press("Submit the report")
    spoc.sees("There is a problem", "Answer “Anxieties” in Anxieties", "Charge proved")
    spoc.open(draft)
    spoc.follow("Anxieties")
    spoc.fill("Anxieties", "Where he will live.")
    spoc.press("Save and continue")
    spoc.leave_by(spoc.page.get_by_role("button", name="Check and submit"))
    kept(spoc, "report-submit")
    spoc.press("Submit the report")
    spoc.sees("Report submitted", "Fighting", "Negative", "Where he will live.")
    kept(spoc, "report")


def picks_up_and_resolves(officer, record, kept):
    officer.open(f"{record}reports/")
    officer.follow("Prison History")
    officer.sees("Settled since October.", "Grace Odum")
    officer.open(f"{record}needs/")
    officer.sees("Unresolved before release")
    kept(officer, "needs")
    officer.follow(WORRY)
    officer.press("Pick this up")
    officer.sees("You have picked this up.")
    officer.open("/")
    officer.sees("Picked up by your team", WORRY)
    kept(officer, "home")
    officer.follow(WORRY)
    officer.follow("Resolve it")
    officer.choose("Done")
    officer.fill("How was it resolved?", "The college keeps his place until January.")
    officer.press("Resolve it")
    officer.sees("Resolved.", "The college keeps his place until January.")
    kept(officer, "need")


def writes_what_is_due(spoc, kept):
    """The report that is due is at most three clicks from Home."""
    spoc.open("/")
    spoc.sees("Reports due", "Jordan Pellworth")
    kept(spoc, "home-prison")
    with spoc.in_clicks(3):
        due = spoc.page.get_by_role("link", name="Pre-release report about Jordan Pellworth")
        spoc.leave_by(due)
        if spoc.page.get_by_role("button", name="Start", exact=True).count():
            spoc.press("Start")
    spoc.follow("Release")
    spoc.fill("Expected release", "in 20 days")
    spoc.fill("Where the person will live", "With his mother, for now.")
    spoc.press("Save and continue")
    spoc.fill("Needs that are not met", "None known.")
    spoc.fill("Anxieties, and who has taken them on", "His landlord; the IOM team has it.")
    spoc.choose("High")
    spoc.press("Save and continue")
    spoc.leave_by(spoc.page.get_by_role("button", name="Check and submit"))
    spoc.press("Submit the report")
    spoc.sees("Report submitted", "With his mother, for now.")
