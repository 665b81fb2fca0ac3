"""Agreements: an administrator enters one that anyone who shares may then read."""

import datetime

import pytest

from core.dates import format_day
from tests.e2e.screens import PHONE, WIDE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def in_days(number):
    return format_day(datetime.date.today() + datetime.timedelta(days=number))  # noqa: DTZ011


@pytest.mark.parametrize(
    "screen", [WIDE, PHONE, WITHOUT_SCRIPT], ids=["wide", "phone", "without script"]
)
def test_an_administrator_enters_an_agreement(reader):
    administrator = reader("admin.staffordshire")
    administrator.open("/administration/agreements/")
    administrator.sees("Lapses in 21 days", "Through-the-gate pilot", "Lapsed")
    administrator.picture("agreements")

    administrator.press("Add an agreement")
    administrator.fill("Name", "Hospital discharge")
    administrator.fill("Partners", "Staffordshire Police\nNorwich Hospitl")
    administrator.choose_from("Team that keeps it", "Staffordshire IOM Team")
    administrator.fill("What is shared, and what for?", "Safe discharge")
    administrator.fill("First day", "today")
    administrator.fill("Last day", in_days(300))
    administrator.fill("Review due", in_days(200))
    administrator.choose("OFFICIAL-SENSITIVE")
    administrator.press("Add the agreement")
    administrator.sees("Did you mean Norwich Hospital?")
    administrator.fill("Partners", "Staffordshire Police\nNorwich Hospital")
    administrator.press("Add the agreement")
    administrator.sees("Hospital discharge is in the register.", "In force")
    address = administrator.page.url

    officer = reader("officer.norfolk")
    officer.open(address)
    officer.sees("Hospital discharge", "Norwich Hospital")
    officer.does_not_see("/edit/")


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_administrator_asks_to_join_a_team(reader):
    administrator = reader("admin.staffordshire")
    administrator.open("/administration/")
    administrator.follow("Staffordshire IOM Team")
    administrator.follow("Ask to join this team")
    administrator.sees("Nothing changes until another administrator agrees.")
    administrator.choose("Practitioner")
    administrator.fill("Why?", "Short of staff")
    administrator.press("Ask to join")
    administrator.sees("You have asked.", "Another administrator of the area must decide")
    administrator.press("Withdraw")
    administrator.press("Withdraw")
    administrator.sees("The request is withdrawn.")
