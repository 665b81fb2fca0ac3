"""Exports: a list leaves as a file, with its reason, and is found again."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_a_list_leaves_as_a_workbook_with_its_reason(reader, site, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    site.start_worker()
    lead = reader("lead.staffordshire")
    lead.open("/profiles/?q=pellworth")
    lead.follow("Export this list", within="main")
    lead.sees("1 row", "recorded as a disclosure", "OFFICIAL-SENSITIVE")
    lead.press("Ask for the file")
    lead.sees("There is a problem", "Enter why you need this file")
    lead.fill("Why you need this file", "The cohort meeting on Monday")
    lead.picture(f"{width}-export-ask")
    lead.press("Ask for the file")
    lead.sees("The cohort meeting on Monday")
    site.waits_until_told()
    lead.open("/account/")
    lead.follow("Your exports", within="main")
    lead.follow_first("People")
    download = lead.page.get_by_role("button", name="Download Excel")
    for _ in range(30):
        if download.count():
            break
        lead.page.wait_for_timeout(1_000)
        lead.page.reload()
    lead.look()
    lead.picture(f"{width}-export-ready")
    with lead.page.expect_download() as found:
        download.click()
    book = openpyxl.load_workbook(BytesIO(Path(found.value.path()).read_bytes()))
    cells = [str(cell) for row in book.active.values for cell in row if cell is not None]
    assert any("The cohort meeting on Monday" in cell for cell in cells)
    assert any("P-2026-000001" in cell for cell in cells)
    assert cells[-1] == "1 row. That is all."


def test_an_export_is_for_its_asker_alone(reader, site, screen):
    lead = reader("lead.staffordshire")
    lead.open("/exports/new/people/")
    lead.fill("Why you need this file", "The cohort meeting on Monday")
    lead.press("Ask for the file")
    export = lead.page.url
    officer = reader("officer.staffordshire")
    assert officer.open(export) == 404
    officer.open("/exports/")
    officer.sees("No exports yet.")
