"""What is sent twice is saved once, and what is typed as the session ends comes back."""

import pytest

from tests.e2e.screens import with_and_without
from tests.e2e.test_at_the_desk import AN_HOUR_AGO
from tests.site import DEMO_PASSWORD

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

TEXT = "He spoke of the boiler, and of his aunt."


def person_of(officer):
    officer.find("Pellworth", "Jordan Pellworth")
    return officer.page.url


@with_and_without
def test_back_and_save_saves_once(reader, site):
    officer = reader("officer.staffordshire")
    person = person_of(officer)
    officer.open(f"{person}log/new/")
    officer.choose("Phone", "Fact: I saw or heard it")
    officer.fill("When?", "yesterday 9pm")
    officer.fill("What happened?", TEXT)
    officer.press("Save contact")
    officer.sees("Contact saved.")

    officer.page.go_back()
    officer.look()
    if officer.field("What happened?").input_value() != TEXT:  # a browser that restores nothing
        officer.fill("What happened?", TEXT)
    officer.choose("Phone", "Fact: I saw or heard it")
    officer.press("Save contact")

    officer.sees("You have saved this")
    saved = f"SELECT count(*) FROM profiles_contact WHERE text = '{TEXT}'"
    assert site.query(saved)[0][0] == 1


@with_and_without
def test_what_is_typed_as_the_session_ends_comes_back(reader, site):
    officer = reader("officer.staffordshire")
    person = person_of(officer)
    officer.open(f"{person}details/names/new/")
    officer.fill("First names", "Jordie Boy")

    site.manage("shell", "-v0", "-c", AN_HOUR_AGO)
    officer.press("Save")
    officer.sees("You were signed out", "What you typed is kept: sign in, and it is there.")
    officer.does_not_see("Jordie Boy")
    officer.fill("User name", "officer.staffordshire")
    officer.fill("Password", DEMO_PASSWORD)
    officer.press("Sign in")

    officer.sees("You were signed out before this was saved. Check it and save.")
    assert officer.field("First names").input_value() == "Jordie Boy"
    officer.picture("text-is-back")
