"""An auditor asks who has seen a person, and takes the answer away as a file."""

import pytest

from tests.e2e.screens import PHONE, WIDE, WITHOUT_SCRIPT
from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

REFERENCE = "SELECT reference FROM profiles_profile WHERE surname = 'Drayfield'"
READY = "SELECT count(*) FROM audit_auditexport WHERE state = 'ready'"


@pytest.mark.parametrize(
    "screen", [WIDE, PHONE, WITHOUT_SCRIPT], ids=["wide", "phone", "without script"]
)
def test_who_has_seen_a_person_and_the_file_of_it(reader, site):
    site.start_worker()
    ((reference,),) = site.query(REFERENCE)
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")

    auditor = reader("auditor")
    auditor.open("/audit/")
    auditor.fill("Person’s reference", reference)
    auditor.press("Filter")
    auditor.sees("Sgt Owen Marchbank", "Opened", f"Person {reference}")
    auditor.does_not_see("Drayfield")
    auditor.picture("audit")

    auditor.press("Export these")
    auditor.sees(f"Person’s reference: {reference}")
    auditor.fill("Why you need this file", "Complaint of 4 June")
    auditor.press("Ask for the file")
    auditor.sees("Complaint of 4 June")
    eventually(lambda: site.query(READY)[0][0])
    auditor.open("/audit/exports/")
    auditor.sees("Download", "until")
    auditor.picture("exports")
    with auditor.page.expect_download() as downloaded:
        auditor.page.get_by_role("link", name="Download").click()

    text = downloaded.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith('"OFFICIAL-SENSITIVE"')
    assert reference in text
    assert "Drayfield" not in text
