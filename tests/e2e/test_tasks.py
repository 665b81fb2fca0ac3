"""Story 4: tasks between the police and council housing: one completed, one declined."""

import pytest

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
    police.fill("What do you ask for?", "Please check the stair lights at number 11.")
    police.fill("By when?", "tomorrow")
    police.picture(f"{width}-task-new")
    police.press("Send the task")
    police.sees("sent.", "Please check the stair lights at number 11.", "Waiting")

    housing = reader("housing.brighton")
    housing.open("/")
    housing.sees("My tasks", f"Contact somebody: {COMPLAINT}")
    housing.picture(f"{width}-task-home")
    housing.open("/tasks/?tab=unassigned")
    housing.picture(f"{width}-task-list")
    housing.follow(f"Visit: {COMPLAINT}")
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
    housing.follow("Decline")
    housing.fill("Why do you decline it?", "The landlord pays for cameras. Ask Southdown Homes.")
    housing.picture(f"{width}-task-decline")
    housing.press("Decline it")

    police.open("/tasks/?tab=sent")
    police.sees("Declined", "Done")
    police.picture(f"{width}-task-sent")
    police.follow(f"Something to do: {COMPLAINT}")
    police.sees("Ask Southdown Homes.", "Tomas Wexcombe")
