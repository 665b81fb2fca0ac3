"""Statistics: figures of what the reader sees, one with its table, and the same as a file."""

from pathlib import Path

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_a_manager_reads_figures_and_takes_one_along(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    lead = reader("lead.staffordshire")
    lead.open("/statistics/")
    lead.sees(
        "These figures count the records you can see.", "People by risk", "Tasks done in time"
    )
    lead.picture(f"{width}-statistics")
    lead.follow("People by risk", within="main")
    lead.sees("As at today")
    assert lead.page.locator("main table").count() == 1
    lead.picture(f"{width}-statistics-risk")
    with lead.page.expect_download() as found:
        lead.page.get_by_role("link", name="Download this table as a CSV file").click()
    written = Path(found.value.path()).read_text(encoding="utf-8-sig")
    assert "People by risk" in written
    lead.follow("Statistics", within=".govuk-back-link >> xpath=..")
    lead.sees("Period:")


def test_a_period_that_cannot_be_is_said_by_its_field(reader, screen):
    lead = reader("lead.staffordshire")
    lead.open("/statistics/tasks-in-time/?from=yesteryear")
    lead.sees("There is a problem")


def test_figures_are_of_what_the_reader_sees_and_for_practitioners_alone(reader, screen):
    auditor = reader("auditor")
    assert auditor.open("/statistics/") == 403
    auditor.sees("Statistics count the records that you work with.")
