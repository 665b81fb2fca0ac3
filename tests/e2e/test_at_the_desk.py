"""Shared desks and shared records: signing in and out, and two people in one form."""

import pytest

from tests.e2e.screens import WIDE, with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

wide = pytest.mark.parametrize("screen", [WIDE], ids=["wide"])
AN_HOUR_AGO = """
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    kept = row.get_decoded()
    if "active_at" in kept:
        kept["active_at"] -= 3600
        Session.objects.save(row.pk, kept, row.expire_date)
"""


def test_a_wrong_password_is_told_in_words(reader):
    someone = reader()

    someone.sign_in("officer.staffordshire", "not-the-password-at-all")

    someone.sees("There is a problem", "The user name or the password is not right.")
    assert someone.page.title().startswith("Error: ")
    assert someone.field("Password").input_value() == ""


def test_after_signing_out_the_back_button_shows_nothing(reader):
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    record = officer.page.url
    officer.open("/sign-out/")
    officer.press("Sign out")

    officer.page.go_back()
    officer.page.go_back()

    officer.does_not_see("Pellworth")
    officer.page.goto(record)
    assert "/sign-in/" in officer.page.url


@wide
def test_an_idle_session_ends_with_the_reason(reader, site):
    officer = reader("officer.staffordshire")
    officer.find("pellworth", "Jordan Pellworth")
    record = officer.page.url
    site.manage("shell", "-v0", "-c", AN_HOUR_AGO)

    officer.open(record)

    officer.sees("You were signed out because nothing happened for 15 minutes.")
    officer.does_not_see("Pellworth")
    officer.fill("User name", "officer.staffordshire")
    officer.fill("Password", "demo-partnership-2026")
    officer.press("Sign in")
    assert officer.page.url == record


@with_and_without
def test_two_people_who_edit_one_record_lose_neither_text(reader):
    first, second = reader("officer.staffordshire"), reader("lead.staffordshire")
    for one in (first, second):
        one.find("pellworth", "Jordan Pellworth")
        one.press("Edit")
    first.fill("First names", "Jordan Lee")
    second.fill("Surname", "Pellworth-Crane")

    first.press("Save")
    first.sees("Jordan Lee Pellworth")
    second.press("Save")

    second.sees("Jordan Lee Pellworth-Crane")


@with_and_without
def test_two_people_who_change_one_phone_are_asked_what_to_keep(reader):
    first, second = reader("officer.staffordshire"), reader("lead.staffordshire")
    first.find("pellworth", "Jordan Pellworth")
    details = f"{first.page.url}details/"
    first.open(f"{details}phones/new/")
    first.choose_from("Kind", "Mobile")
    first.fill("Phone number", "01632 960 199")
    first.press("Save")
    edit = first.page.locator("a[href*='/details/phones/']:not([href$='/new/'])").last
    address = edit.get_attribute("href")
    for one in (first, second):
        one.open(address)
    first.fill("Note", "His mother’s. Never say who rings")
    second.fill("Note", "His mother’s. Evenings only")
    second.fill("From", "1 March 2020")

    first.press("Save")
    second.press("Save")

    second.look()
    second.sees("Someone else changed this first", "Your text is safe")
    second.sees("Saved by PC Priya Nandra", "Never say who rings", "Evenings only")
    assert second.field("Note").input_value() == "His mother’s. Evenings only"
    second.picture("conflict")
    second.fill("Note", "His mother’s. Evenings only. Never say who rings")
    second.press("Save")
    second.sees("Saved.", "Evenings only. Never say who rings")


def test_every_other_page_that_a_practitioner_has(reader, site):
    lead = reader("lead.staffordshire")
    lead.find("pellworth", "Jordan Pellworth")
    record = lead.page.url
    lead.picture("phone-overview" if lead.size["width"] < 400 else "overview-custody")
    for path in [
        *("details/", "details/warnings/new/", "details/addresses/new/", "risk/", "risk/new/"),
        *("edit/", "details/phones/new/", "details/statutory/new/", "details/involved/new/"),
        *("log/new/", "sharing/exclude/", "history/?show=views"),
    ]:
        assert lead.open(f"{record}{path}") == 200
    for path in ("/profiles/", "/profiles/new/", "/alerts/", "/account/", "/account/sessions/"):
        assert lead.open(path) == 200


def test_a_number_typed_wrong_and_an_interpreter_at_the_door(reader):
    officer = reader("officer.staffordshire")
    officer.find("drayfield", "Callum Drayfield")
    record = officer.page.url

    officer.open(f"{record}details/identifiers/new/")
    officer.page.get_by_label("Kind").select_option("NHS number")
    officer.fill("Number", "943 476 5918")
    officer.press("Save")
    officer.sees("There is a problem", "Check this NHS number: its last digit does not fit")
    assert officer.field("Number").input_value() == "943 476 5918"
    officer.fill("Number", "9434765919")
    officer.press("Save")
    officer.sees("NHS number 943 476 5919")

    officer.open(f"{record}edit/")
    officer.fill("First language", "Romani")
    officer.page.get_by_label("Needed", exact=True).check()
    officer.press("Save")
    officer.sees("Needs an interpreter: Romani")
    officer.open("/profiles/?q=943-476-5919")
    officer.sees("Callum Drayfield")
