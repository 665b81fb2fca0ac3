"""What is due reaches the prison: from Home to the form of the report in three clicks."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_prison_goes_from_home_to_the_report_that_is_due(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    admin = reader("admin.staffordshire")
    admin.open("/administration/update-periods/")
    admin.sees("Prison History every 5 weeks", "Prison History every 8 weeks")
    admin.picture(f"{width}-agreed")

    spoc = reader("spoc.stafford")
    spoc.open("/")
    spoc.sees("Reports due", "Prison History", "Overdue 2 days", "Pre-release report")
    spoc.picture(f"{width}-home-due")
    with spoc.in_clicks(3):
        spoc.follow("Prison History about Jordan Pellworth")
        spoc.press("Start")
        spoc.follow("Rehabilitation")
    spoc.sees("Attitude to rehabilitation")

    record = spoc.page.url.partition("reports/")[0]
    officer = reader("officer.staffordshire")
    officer.open(f"{record}risk/")
    officer.sees("How it changed", "Review due")
    officer.picture(f"{width}-risk")
