"""Story 3: Waveney shares with one named officer of Norfolk; her colleague has to ask."""

import pytest

from tests.e2e.screens import WITHOUT_SCRIPT
from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

SHANE = "SELECT uuid FROM profiles_profile WHERE surname = 'Tillotson'"
TOLD = """SELECT count(*) FROM alerts_notice JOIN agencies_user ON agencies_user.id = recipient_id
WHERE username LIKE %s AND text LIKE %s"""


def test_a_colleague_of_a_named_person_asks_and_is_given_access(reader, site):
    site.start_worker()
    address = f"/profiles/{site.query(SHANE)[0][0]}/"
    secret = ("Tillotson", "Shane", "community protection warning")

    # The named officer has the complete history.
    named = reader("ppo1.norfolk")
    named.find("tillotson", "Shane Tillotson")
    named.follow("Log")
    named.sees("Served the community protection warning.", "Loud music again until 3am")
    named.follow("Risk")
    named.sees("Threats over noise.")

    # Her colleague is told whom to ask and ring, and nothing else.
    colleague = reader("ppo2.norfolk")
    colleague.open(address)
    colleague.sees("You cannot see this record", "Waveney ASB Unit", "01632 960 233", "P-")
    colleague.does_not_see(*secret)
    assert colleague.open(f"{address}log/") == 404
    colleague.open(address)
    colleague.choose("Linked to work I am doing")
    colleague.fill("Your reason", "He was with a man I supervise")
    colleague.press("Ask for access")
    colleague.sees("Waveney ASB Unit has been asked.", "has not answered yet")
    colleague.does_not_see(*secret)

    # The owner finds the request on the home page, and answers it.
    owner = reader("asb.waveney")
    owner.open("/")
    owner.sees("Waiting for your answer", "PC Mona Redgrave asks for access to ")
    owner.leave_by(owner.page.get_by_role("link", name="PC Mona Redgrave asks for access"))
    owner.sees("He was with a man I supervise")
    owner.choose("Give access", "Log", "Risk", "Read", "7 days")
    owner.choose_from("Lawful basis", "Prevent crime and disorder")
    owner.press("Send the answer")
    owner.sees("PC Mona Redgrave has access.", "1 team and 2 named people", "PC Dilan Aksoy")

    # She reads it at her next click, is told, and everyone sees who may.
    colleague.open(address)
    colleague.sees("Shane Tillotson", "Loud music again until 3am on Saturday.")
    eventually(lambda: site.query(TOLD, "ppo_.norfolk", "%gave you access%")[0][0] == 2)
    colleague.open("/alerts/")
    colleague.sees("gave you access to Shane Tillotson (P-")
    colleague.open(f"{address}sharing/")
    colleague.sees("PC Mona Redgrave Norfolk PPO Team, named person only", "Helen Strickmore")


@pytest.mark.parametrize("screen", [WITHOUT_SCRIPT], ids=["without script"])
def test_named_people_are_chosen_by_name(reader, site):
    owner = reader("asb.waveney")
    owner.find("tillotson", "Shane Tillotson")
    owner.press("Give access")
    owner.choose("Log", "Read", "7 days")
    owner.fill("Why do they need it?", "Works with his associates")
    owner.choose_from("Lawful basis", "Prevent crime and disorder")

    # A name that nobody has comes back beside its field, with all that was typed.
    owner.fill("People", "PC Mona Redgrove")
    owner.press("Check before you give access")
    owner.sees("Nobody in the directory is called “PC Mona Redgrove”.")
    assert owner.page.title().startswith("Error: ")
    assert owner.field("Why do they need it?").input_value() == "Works with his associates"

    owner.fill("People", "PC Mona Redgrave\nppo1.norfolk")
    owner.press("Check before you give access")
    owner.sees("PC Mona Redgrave (Norfolk PPO Team) and PC Dilan Aksoy", "This replaces")
    owner.press("Give access")
    owner.sees("Access given to PC Mona Redgrave, PC Dilan Aksoy.", "2 named people")
