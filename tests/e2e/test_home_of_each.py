"""Home, as each kind of user meets it: what they can do, what waits, what they asked."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

# Who, what is on their Home, and what is not.
PRACTISE = "Who are you looking for?"
ELSEWHERE = ["Who has seen a record?", "Give or end access to a record of your area"]
HOMES = {
    "officer.staffordshire": ([PRACTISE, "My people", "Jordan Pellworth"], ELSEWHERE),
    "lead.staffordshire": (
        [PRACTISE, "Waiting for your answer", "Check who has access to Dean Ashlow"],
        ELSEWHERE,
    ),
    "spoc.stafford": ([PRACTISE, "Nothing new."], ELSEWHERE),
    "control.staffordshire": (
        ["Search the RJ register", "Find a team to ring", "Nothing new."],
        [PRACTISE, *ELSEWHERE],
    ),
    "admin.staffordshire": (
        ["Give or end access to a record of your area", "Your area", "Joining teams"],
        [PRACTISE, ELSEWHERE[0], "Jordan Pellworth"],
    ),
    "auditor": (
        ["Who has seen a record?", "All events", "Exports"],
        [PRACTISE, ELSEWHERE[1], "Jordan Pellworth"],
    ),
}
JORDAN = "SELECT uuid, reference FROM profiles_profile WHERE reference = 'P-2026-000001'"
SHANE = "SELECT uuid, reference FROM profiles_profile WHERE surname = 'Tillotson'"


def picture(one, name):
    one.picture(f"{name}-{one.size['width']}")


def test_each_finds_what_they_can_do(reader, site):
    for username, (there, elsewhere) in HOMES.items():
        one = reader(username)
        one.open("/")
        one.sees(*there)
        one.does_not_see(*elsewhere)
        picture(one, f"home-{username}")

    # The boxes of those who read no record lead where they say.
    ((uuid, reference),) = site.query(JORDAN)
    ring = reader("control.staffordshire")
    ring.open("/")
    ring.fill("Team or agency", "Norfolk IOM")
    ring.press("Find")
    ring.sees("Norfolk IOM Team", "01632 960")

    administrator = reader("admin.staffordshire")
    administrator.open("/")
    administrator.fill("Reference of the record", reference)
    administrator.press("Find")
    administrator.sees(f"Record {reference}", "Who can see this, and why")
    administrator.does_not_see("Pellworth")

    officer = reader("officer.staffordshire")
    officer.open(f"/profiles/{uuid}/log/")
    auditor = reader("auditor")
    auditor.open("/")
    auditor.fill("Reference of the record", reference)
    auditor.press("Search")
    auditor.sees(f"Opened the log of {reference}", f"Opened Sharing of {reference}")
    auditor.does_not_see("Pellworth")
    picture(auditor, "audit-of-a-record")


def test_who_asks_waits_in_sight_and_reads_why_not(reader, site):
    site.start_worker()
    ((uuid, reference),) = site.query(SHANE)
    asker, owner = reader("ppo2.norfolk"), reader("asb.waveney")
    asker.open(f"/profiles/{uuid}/")
    asker.choose("Linked to work I am doing")
    asker.fill("Your reason", "He was with a man I supervise")
    asker.press("Ask for access")
    asker.sees("You asked, waiting for an answer.", "He was with a man I supervise")
    picture(asker, "asked-stub")
    site.waits_until_told()
    asker.open("/")
    asker.sees(f"You asked for access to record {reference}", "Waveney ASB Unit has not answered")
    asker.does_not_see("Tillotson")
    picture(asker, "asked-home")

    # On the owner's Home it waits, by name, and is not new besides.
    owner.open("/")
    owner.sees("PC Mona Redgrave asks for access to Shane Tillotson", reference, "Nothing new.")
    picture(owner, "waiting-home")
    owner.leave_by(owner.page.get_by_role("link", name="PC Mona Redgrave asks for access"))
    owner.sees(reference)
    picture(owner, "answer-request")
    owner.choose("Refuse")
    owner.fill("Why are you refusing?", "Ask the prison first")
    owner.press("Send the answer")
    site.waits_until_told()
    owner.open("/")
    owner.does_not_see("asks for access to")
    owner.open("/alerts/?state=done")
    owner.sees("Someone asks for access to Shane Tillotson", "Answered.")
    picture(owner, "alerts-answered")

    asker.open("/")
    asker.sees(f"You were refused access to {reference}: Ask the prison first")
    asker.does_not_see("You asked for access", "Tillotson")
    picture(asker, "refused-home")
