"""What is due reaches the prison: from Home to the form of the report in three clicks."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_prison_goes_from_home_to_the_report_that_is_due(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    spoc = reader("spoc.stafford")
    spoc.open("/")
    spoc.sees("Reports due", "Prison History", "Overdue 2 days", "Pre-release report")
    spoc.picture(f"{width}-home-due")

    with spoc.in_clicks(3):
        spoc.follow("Prison History about")
        spoc.press("Start")
        spoc.follow("Rehabilitation")
    spoc.sees("Attitude to rehabilitation")

    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    officer.sees("Prison History due", "Fixed cohort")
    officer.picture(f"{width}-overview-due")
    officer.follow("Details")
    officer.sees("Sentenced: ", "Release expected from HMP Stafford: ")
    officer.picture(f"{width}-key-dates")
    officer.follow("Risk")
    officer.sees("How it changed")
    officer.picture(f"{width}-risk")
