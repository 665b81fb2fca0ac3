"""Two documents, of which one is refused; then a photo, which the list shows."""

import pytest

from documents.tests.hostile import PDF, SVG, image
from tests.e2e.screens import PHONE_WITHOUT_SCRIPT, WIDE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize(
    "screen", [WIDE, PHONE_WITHOUT_SCRIPT], ids=["wide", "phone-without-script"]
)
def test_documents_and_a_photo_are_added(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    record = officer.page.url
    officer.follow("Documents")
    officer.picture(f"{width}-documents")
    officer.leave_by(officer.page.get_by_role("button", name="Add documents"))
    officer.choose_from("What kind of document?", "Letter")
    officer.fill("What is it?", "From the landlord")
    files = officer.page.locator("input[type=file]")
    letter = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
    files.set_input_files(
        [letter, {"name": "map.svg", "mimeType": "image/svg+xml", "buffer": SVG}]
    )
    send(officer, "Add")
    officer.sees("“map.svg” was not saved", "None of these files was saved")
    assert officer.field("What is it?").input_value() == "From the landlord"
    officer.picture(f"{width}-document-refused")
    officer.page.locator("input[type=file]").set_input_files([letter])
    officer.press("Add")
    officer.sees("1 document added.", "letter.pdf", "From the landlord")
    officer.picture(f"{width}-document-added")

    officer.open(record.removeprefix(officer.site.address) + "photos/new/")
    officer.choose("Given")
    officer.fill("How, or under which legal power", "In person")
    face = {"name": "face.png", "mimeType": "image/png", "buffer": image("PNG", (600, 800))}
    officer.page.locator("input[type=file]").set_input_files([face])
    officer.picture(f"{width}-photo-add")
    officer.press("Add the photo")
    officer.sees("Photo added. It is shown from now on.")
    officer.picture(f"{width}-photos")
    officer.open("/profiles/?q=pellworth")
    shown = officer.page.locator("img[src$='/photo/']").first
    shown.scroll_into_view_if_needed()
    officer.page.wait_for_function("image => image.naturalWidth > 0", arg=shown.element_handle())
    officer.picture(f"{width}-list")


def send(officer, name):
    """With the script, the page is not left: what is wrong is shown on it."""
    if not officer.script:
        officer.press(name)
        return
    officer.page.get_by_role("button", name=name, exact=True).click()
    officer.page.locator(".govuk-error-summary").wait_for()
    officer.look()
