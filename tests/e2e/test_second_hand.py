"""A colleague whom an administrator invites reads nothing until the team's manager agrees."""

import re

import pytest

from tests.e2e.screens import PHONE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PASSWORD = "seven green herons wade"
TEAM = "SELECT uuid FROM agencies_team t JOIN auth_group g ON g.id = group_ptr_id WHERE name = %s"
JORDAN = "SELECT uuid FROM profiles_profile WHERE reference = 'P-2026-000001'"
KIT = "SELECT uuid FROM agencies_user WHERE username = 'kit.dunmore'"


@pytest.mark.parametrize("screen", [PHONE, WITHOUT_SCRIPT], ids=["phone", "without script"])
def test_an_invited_colleague_reads_once_the_manager_agrees(reader, site):
    administrator, manager = reader("admin.staffordshire"), reader("lead.staffordshire")
    team = f"/administration/teams/{site.query(TEAM, 'Staffordshire IOM Team')[0][0]}/"
    record = f"/profiles/{site.query(JORDAN)[0][0]}/"

    # The administrator invites; nothing begins.
    administrator.open(team)
    administrator.press("Invite someone new")
    administrator.fill("Name", "PC Kit Dunmore")
    administrator.fill("User name", "kit.dunmore")
    administrator.fill("E-mail address", "kit.dunmore@example.org")
    administrator.choose("Practitioner")
    administrator.press("Send the invitation")
    administrator.sees("PC Kit Dunmore waits for agreement", "They cannot see the team")
    administrator.picture("waiting-for-agreement")
    administrator.follow("PC Kit Dunmore", within="main")
    administrator.sees("A manager of the team, or another administrator of the area, must decide")
    assert not administrator.page.get_by_role("button", name="Agree").is_visible()

    # The invited person chooses a password, and reads nobody.
    kit = reader()
    kit.open(re.search(r"/invitation/\S+", site.last_email()).group())
    kit.sees("has not agreed yet")
    kit.picture("invitation")
    kit.fill("Password", PASSWORD)
    kit.fill("Password again", PASSWORD)
    kit.press("Save the password")
    kit.sees("Your password is saved")
    kit.sign_in("kit.dunmore", PASSWORD)
    kit.sees("Your team has not agreed yet")
    kit.picture("not-agreed-yet")
    assert kit.open(record) == 404

    # The manager finds it on Home, and agrees.
    manager.open("/")
    manager.sees("Should PC Kit Dunmore join Staffordshire IOM Team?", "asked by Colette Innesby")
    manager.leave_by(manager.page.get_by_role("link", name="Should PC Kit Dunmore join"))
    manager.sees("kit.dunmore@example.org", "Practitioner")
    manager.picture("agree-to-a-place")
    manager.press("Agree")
    manager.sees("They read the team’s records")
    manager.press("Agree")
    manager.sees("You have agreed: PC Kit Dunmore joins Staffordshire IOM Team.")
    assert kit.open(record) == 200
    kit.sees("Jordan Pellworth")

    # A new address that the administrator enters gets no link before Kit confirms it.
    account = f"/administration/users/{site.query(KIT)[0][0]}/"
    administrator.open(account)
    administrator.press("Change PC Kit Dunmore")
    administrator.fill("E-mail address", "somebody@example.org")
    administrator.press("Save")
    administrator.sees("No link goes there until PC Kit Dunmore or a second person confirms it")
    administrator.press("Send a link for a password")
    administrator.press("Send a new link")
    administrator.sees("so no link goes to it yet")
    kit.open("/account/")
    kit.sees("Colette Innesby changed it to somebody@example.org")
    kit.picture("held-address")
    kit.follow("Confirm your address")
    kit.press("This is my address")
    kit.sees("Your e-mail address is confirmed.")
