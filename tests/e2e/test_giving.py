"""A lead gives several teams and people access by typing, and shares a whole list."""

import pytest

from tests.e2e.screens import PHONE, WIDE, WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

ISLA = "PC Isla Thornbury Norfolk IOM Team, officer.norfolk"
TEAM = "Norfolk PPO Team Norfolk Constabulary"


def terms(lead):
    lead.choose("Log", "Read", "7 days")
    lead.fill("Why do they need it?", "He has moved to Norwich")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")


def type_and_choose(lead, label, words, name, key="ArrowDown"):
    """With the keyboard alone: letters, an arrow, Enter."""
    box = lead.field(label)
    box.press_sequentially(words)
    lead.page.get_by_role("option", name=name).wait_for()
    lead.look()
    box.press(key)
    assert box.get_attribute("aria-activedescendant")
    box.press("Enter")
    assert box.input_value() == ""
    assert box.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_teams_and_people_are_found_while_one_types(reader):
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    lead.press("Give access")
    type_and_choose(lead, "Teams", "norfolk ppo", "Norfolk PPO Team")
    type_and_choose(lead, "People", "thornb", "PC Isla Thornbury", key="ArrowUp")

    # What was chosen stands as a ticked box; choosing it again adds none.
    assert lead.page.get_by_label(TEAM, exact=True).is_checked()
    type_and_choose(lead, "Teams", "ppo", "Norfolk PPO Team")
    assert lead.page.get_by_label(TEAM, exact=True).count() == 1
    lead.field("Teams").press_sequentially("norf")
    lead.page.get_by_role("option").first.wait_for()
    lead.picture("give-access-typing")
    lead.field("Teams").press("Escape")
    assert lead.page.get_by_role("listbox").count() == 0
    lead.fill("Teams", "")

    # A click does what Enter does.
    lead.field("Teams").press_sequentially("norfolk iom")
    lead.page.get_by_role("option", name="Norfolk IOM Team").click()
    lead.page.get_by_label("Norfolk IOM Team Norfolk Constabulary", exact=True).uncheck()
    terms(lead)
    lead.picture("give-access-chosen")
    lead.press("Check before you give access")
    lead.sees("The 2 people in Norfolk PPO Team and PC Isla Thornbury (Norfolk IOM Team) will be")
    lead.does_not_see("in Norfolk IOM Team will")
    lead.picture("give-access-check")
    lead.press("Give access")
    lead.sees("Access given to Norfolk PPO Team, PC Isla Thornbury.")


@pytest.mark.parametrize("screen", [WITHOUT_SCRIPT], ids=["without script"])
def test_names_are_typed_on_lines_and_what_was_meant_is_ticked(reader):
    lead = reader("lead.staffordshire")
    lead.find("drayfield", "Callum Drayfield")
    lead.press("Give access")
    lead.fill("Teams", "norfolk iom team\nNorfolk PPO Teem")
    lead.fill("People", "Mona Redgrove")
    terms(lead)
    lead.press("Check before you give access")
    lead.sees("No team is called “Norfolk PPO Teem”.", "Did you mean, by “Norfolk PPO Teem”")
    assert lead.page.title().startswith("Error: ")
    assert lead.field("Teams").input_value() == "Norfolk PPO Teem"
    lead.picture("give-access-meant")
    lead.choose(TEAM, "PC Mona Redgrave Norfolk PPO Team, ppo2.norfolk")
    lead.press("Check before you give access")
    lead.sees("in Norfolk IOM Team, the 2 people in Norfolk PPO Team and PC Mona Redgrave")

    # Changing something keeps all of it.
    lead.press("Change something")
    assert lead.page.get_by_label(TEAM, exact=True).is_checked()
    assert lead.field("Why do they need it?").input_value() == "He has moved to Norwich"
    lead.page.get_by_label(TEAM, exact=True).uncheck()
    lead.press("Check before you give access")
    lead.does_not_see("Norfolk PPO Team</b>")
    lead.press("Give access")
    lead.sees("Access given to Norfolk IOM Team, PC Mona Redgrave.")


def test_a_whole_list_is_shared_and_ended(reader):
    lead = reader("lead.staffordshire")
    lead.open("/profiles/")
    lead.follow("Give access to these people")
    lead.fill("Teams", "Norfolk PPO Team")
    terms(lead)
    lead.picture("give-many")
    lead.press("Check before you give access")
    lead.sees("will be able to read the records of")
    lead.picture("give-many-check")
    lead.press("Give access")
    lead.sees("Norfolk PPO Team:", "shared")
    lead.picture("give-many-done")

    lead.follow("Back to the list")
    lead.follow("End access to these people")
    lead.fill("Teams", "Norfolk PPO Team")
    lead.fill("Why are you ending it?", "The cohort is over")
    lead.press("Check before you end access")
    lead.press("End access")
    lead.sees("Norfolk PPO Team:", "ended")
