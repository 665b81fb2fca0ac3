"""Story 4: tasks between the police and council housing, with files: one done, one declined."""

import pytest

from documents.tests.hostile import PDF

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

COMPLAINT = "Noise and threats, Lansdown Court"


def test_housing_completes_a_task_and_declines_another(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    police = reader("asb.brighton")
    police.open("/cases/")
    police.follow(COMPLAINT)
    police.follow("Tasks", within="nav[aria-label='This case']")
    police.sees(COMPLAINT, "Open tasks")
    police.picture(f"{width}-tasks-of-case")
    police.press("New task")
    police.choose_from("What kind of task is it?", "Visit")
    police.fill("Team", "Brighton and Hove Housing")
    police.fill("What are you asking for?", "Please check the stair lights at number 11.")
    police.fill("By when?", "tomorrow")
    plan = {"name": "Stair lights.pdf", "mimeType": "application/pdf", "buffer": PDF}
    police.page.locator("input[type=file]").set_input_files([plan])
    police.choose_from("What kind of document?", "Plan")
    police.picture(f"{width}-task-new")
    police.press("Send the task")
    police.sees("sent.", "Please check the stair lights at number 11.", "Waiting")
    police.sees("Attachments", "Stair lights.pdf")
    police.picture(f"{width}-task-sent-with-a-file")

    housing = reader("housing.brighton")
    housing.open("/")
    housing.sees("My tasks", f"Contact somebody: {COMPLAINT}")
    housing.picture(f"{width}-task-home")
    housing.open("/tasks/?tab=unassigned")
    housing.picture(f"{width}-task-list")
    housing.follow(f"Visit: {COMPLAINT}")
    with housing.page.expect_download() as opened:
        housing.page.get_by_role("link", name="Stair lights.pdf", exact=True).click()
    assert opened.value.path().read_bytes() == PDF
    with housing.in_clicks(5):
        housing.press("Accept")
        housing.follow("Complete it")
        housing.choose("Done")
        housing.fill("What was done?", "Two bulbs changed, all lit.")
        housing.press("Complete it")
    housing.sees("Completed. The sender is told.", "Two bulbs changed, all lit.")
    housing.picture(f"{width}-task-completed")
    housing.open("/tasks/?tab=unassigned")
    housing.follow(f"Something to do: {COMPLAINT}")
    housing.sees("Attachments", "Car park, second camera.png")
    housing.picture(f"{width}-task-with-a-plan")
    housing.follow("Documents")
    housing.sees("Documents, newest first", "Where the second camera goes")
    housing.picture(f"{width}-task-documents")
    housing.follow("The task")
    housing.follow("Decline")
    housing.fill(
        "Why are you declining it?", "The landlord pays for cameras. Ask Southdown Homes."
    )
    housing.picture(f"{width}-task-decline")
    housing.press("Decline it")

    police.open("/tasks/?tab=sent")
    police.sees("Declined", "Done")
    police.picture(f"{width}-task-sent")
    police.follow(f"Something to do: {COMPLAINT}")
    police.sees("Ask Southdown Homes.", "Tomas Wexcombe")
