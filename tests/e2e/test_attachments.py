"""An action of a case is written with a file; one that is refused keeps what was typed."""

import pytest

from documents.tests.hostile import PDF, SVG
from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_an_action_with_an_attachment(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    lead = reader("asb.brighton")
    lead.open("/cases/new/")
    lead.fill("Title", "Dogs off the lead, Preston Park")
    lead.choose_from("Kind", "Anti-social behaviour")
    lead.press("Open the case")
    lead.follow("Actions")
    lead.press("Add an action")
    lead.choose_from("What kind of action?", "Visit")
    lead.choose("It was done, or tried", "Done")
    lead.fill("What was done, or is planned?", "Sent the first warning letter")
    letter = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
    drawing = {"name": "map.svg", "mimeType": "image/svg+xml", "buffer": SVG}
    lead.page.locator("input[type=file]").set_input_files([letter, drawing])
    lead.choose_from("What kind of document?", "Letter")
    lead.picture(f"{width}-attachment-add")
    if lead.script:
        lead.page.get_by_role("button", name="Save action", exact=True).click()
        lead.page.locator(".govuk-error-summary").wait_for()
        lead.look()
    else:
        lead.press("Save action")
    lead.sees("“map.svg” was not saved", "None of these files was saved")
    typed = lead.field("What was done, or is planned?").input_value()
    assert typed == "Sent the first warning letter"
    lead.picture(f"{width}-attachment-refused")
    lead.page.locator("input[type=file]").set_input_files([letter])
    lead.press("Save action")
    lead.sees("Action saved.", "1 attachment")
    lead.picture(f"{width}-attachment-actions")
    lead.follow("Documents")
    lead.sees("letter.pdf", "Attached to")
    lead.picture(f"{width}-attachment-documents")
