"""Writing: an entry in under a minute without a mouse, and text that outlives its session."""

import re
import time

import pytest

from tests.e2e.screens import PHONE, PHONE_WITHOUT_SCRIPT, WIDE, WITHOUT_SCRIPT, with_and_without
from tests.e2e.test_at_the_desk import AN_HOUR_AGO
from tests.site import DEMO_PASSWORD, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

with_script = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
TEXT = "He spoke of the landlord, and of his mother."


def log_of(reader, name="Pellworth"):
    reader.find(name, "Jordan Pellworth")
    return f"{reader.page.url}log/"


def tab_to(page, words, most=60):
    """Tab until the focus is on something with these words, as its name or its label."""
    for _ in range(most):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "[document.activeElement.textContent, "
            "...[...(document.activeElement.labels ?? [])].map(l => l.textContent)].join(' ')"
        )
        if words in named:
            return
    pytest.fail(f"The keyboard does not reach “{words}”")


@with_and_without
def test_an_entry_in_under_a_minute_by_keyboard_alone(reader):
    officer = reader("officer.staffordshire")
    officer.open(log_of(officer))
    page, keys = officer.page, officer.page.keyboard
    began = time.monotonic()

    tab_to(page, "Add a quick entry")
    with page.expect_navigation():
        keys.press("Enter")
    tab_to(page, "Visit")
    keys.press("Space")
    tab_to(page, "When?")
    keys.type("yesterday 9pm")
    tab_to(page, "How did it go?")
    keys.type("Was not")
    tab_to(page, "Fact: I saw")
    keys.press("Space")
    with page.expect_navigation():
        keys.press("Enter")

    assert time.monotonic() - began < 60
    officer.look()
    officer.sees("Contact saved.", "Visit, was not at home", "at 9pm")


@with_and_without
def test_a_draft_outlives_signing_out(reader):
    officer = reader("officer.staffordshire")
    log = log_of(officer)
    officer.open(f"{log}new/")
    officer.fill("What happened?", TEXT)
    officer.press("Save and finish later")

    officer.open("/sign-out/")
    officer.press("Sign out")
    officer.sign_in("officer.staffordshire")

    officer.sees("Unfinished")
    officer.open(f"{log}new/")
    assert officer.field("What happened?").input_value() == TEXT


@with_script
def test_a_draft_outlives_a_session_that_ran_out_and_a_closed_browser(reader, site):
    officer = reader("officer.staffordshire")
    log = log_of(officer)
    officer.open(f"{log}new/")
    officer.fill("What happened?", TEXT)
    officer.page.get_by_text(re.compile("Draft saved at")).wait_for()

    site.manage("shell", "-v0", "-c", AN_HOUR_AGO)
    officer.choose("Phone")
    officer.press("Save contact")
    officer.sees("You were signed out", "What you typed is kept: sign in, and it is there.")
    officer.does_not_see(TEXT)
    officer.fill("User name", "officer.staffordshire")
    officer.fill("Password", DEMO_PASSWORD)
    officer.press("Sign in")
    officer.sees("You started this on", "The text is still here.")
    assert officer.field("What happened?").input_value() == TEXT
    officer.field("What happened?").fill(f"{TEXT} More.")
    officer.page.close()  # at once: nothing waits for the pause after typing

    again = reader()
    again.sign_in("officer.staffordshire")
    kept = "SELECT position('More.' IN payload::text) > 0 FROM records_draft"
    eventually(lambda: site.query(kept)[0][0])
    again.sees("Unfinished", "Contact: Jordan Pellworth")
    again.leave_by(again.page.get_by_role("link", name=re.compile("^Contact: Jordan Pellworth")))
    assert again.field("What happened?").input_value() == f"{TEXT} More."
    assert again.page.get_by_label("Phone", exact=True).is_checked()
    again.choose("Fact: I saw or heard it")
    again.press("Save contact")
    again.sees("Contact saved.", f"{TEXT} More.")
    again.open("/drafts/")
    again.sees("Nothing unfinished.")


@pytest.mark.parametrize("screen", [WITHOUT_SCRIPT, PHONE_WITHOUT_SCRIPT], ids=["wide", "phone"])
def test_without_script_text_is_kept_by_a_button_and_when_the_session_ran_out(reader, site):
    officer = reader("officer.staffordshire")
    log = log_of(officer)
    officer.open(f"{log}new/")
    officer.fill("What happened?", TEXT)
    officer.press("Save and finish later")
    officer.sees("Your text is kept.", "Contact: Jordan Pellworth")
    officer.follow("Read or discard")
    officer.sees(TEXT)
    officer.press("Go on writing")
    officer.fill("What happened?", f"{TEXT} More.")

    site.manage("shell", "-v0", "-c", AN_HOUR_AGO)
    officer.press("Save contact")
    officer.sees("What you typed is kept: sign in, and it is there.")
    officer.fill("User name", "officer.staffordshire")
    officer.fill("Password", DEMO_PASSWORD)
    officer.press("Sign in")
    assert officer.field("What happened?").input_value() == f"{TEXT} More."
    officer.press("Discard this draft")
    officer.sees("Draft discarded.", "You discarded a draft of this on")
    assert officer.field("What happened?").input_value() == ""
    officer.press("Bring it back")
    officer.sees("Draft brought back.")
    assert officer.field("What happened?").input_value() == f"{TEXT} More."


@with_script
def test_a_colleague_is_found_by_typing(reader):
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    officer.open(f"{officer.page.url}details/involved/new/")
    officer.choose_from("Role", "Lead")
    box = officer.page.locator("input[role=combobox]")

    box.press_sequentially("nandra")
    officer.page.get_by_role("option", name="PC Priya Nandra").wait_for()
    officer.look()
    box.press("ArrowDown")
    box.press("Enter")
    officer.press("Save")

    officer.sees("Saved.", "PC Priya Nandra")


def test_the_log_is_narrowed_shortened_and_printed(reader):
    officer = reader("officer.staffordshire")
    log = log_of(officer)
    officer.open(f"{log}?todo=on&since=1+Jan+2026")
    officer.sees("Ring the landlord", "Overdue")
    officer.follow("Show in short")
    officer.page.locator(".ecins-entry summary").first.click()
    officer.look()
    officer.open(f"{log}print/?todo=on")
    officer.sees("Only entries with: To follow up", "Printed by PC Priya Nandra")
    officer.open(log)
    officer.leave_by(officer.page.get_by_role("link", name=re.compile("^Add to this entry")).first)
    officer.open(log)
    officer.follow("Record the outcome")
    officer.fill("What was the outcome?", "He will wait")
    officer.press("Record the outcome")
    officer.sees("Followed up.", "He will wait")
