"""A person is shared together with a case, for as long as the case is open."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@with_and_without
def test_a_person_is_shared_with_the_case_they_are_part_of(reader, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    lead.press("Give access")
    lead.fill("Teams", "Norfolk PPO Team")
    lead.choose("Log", "Read", "While the case is open")
    lead.page.get_by_label("Move to Norwich").check()
    lead.fill("Why do they need it?", "He has moved to Norwich")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.picture(f"{width}-give-with-case")
    lead.press("Check before you give access")
    lead.sees("Norfolk PPO Team", "Move to Norwich", "is open", "Other people in it")
    lead.picture(f"{width}-give-with-case-check")
    lead.press("Give access")
    lead.sees("Access given to Norfolk PPO Team. Also to C-", "is open")
    lead.picture(f"{width}-shared-with-case")

    lead.follow("Cases", within="nav[aria-label='This person']")
    lead.picture(f"{width}-cases-of-person")
    lead.sees("Cases that you can see", "Person of concern")
    lead.follow("Move to Norwich")
    lead.picture(f"{width}-case-overview")
    lead.follow("Sharing")
    lead.sees("Norfolk PPO Team", "while this case is open")
    lead.picture(f"{width}-case-sharing")
