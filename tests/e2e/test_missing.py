"""Story 7: a child in care is missing for the third time; shifts change; she comes back."""

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

OUT_OF_TIME = """UPDATE tasks_handover SET given_at = given_at - interval '1 hour',
    due_at = due_at - interval '1 hour' WHERE acknowledged_at IS NULL"""


def test_a_child_is_missing_for_the_third_time(reader, site, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    site.start_worker()
    site.start_scheduler()
    site.waits_until_told()
    watching = reader("missing.norfolk")
    watching.open("/missing/")
    watching.sees("2 people missing now", "Gordon Pasking", "Reece Hallamby")
    opened = watching.page.evaluate("performance.timeOrigin")

    # The home reports her from the plan: what is asked is what is new.
    care = reader("care.norfolk")
    care.open("/missing/report/")
    care.sees("Who is missing?")
    care.picture(f"{width}-missing-who")
    with care.in_clicks(6):
        care.press("Report missing", within="li:has-text('Mia Calderbrook')")
        care.fill("When were they last seen?", "30 minutes ago")
        care.fill("Where were they last seen?", "The kitchen, The Larches")
        care.fill("What are they wearing?", "Grey hoodie, no coat")
        care.picture(f"{width}-missing-report")
        care.press("Report missing")
    care.sees("Mia Calderbrook", "Not assessed yet", "First risk assessment")
    episode = care.page.url
    care.picture(f"{width}-missing-episode-new")
    # On the board that nobody touches.
    eventually(lambda: "3 people missing now" in watching.text, seconds=60)
    assert watching.page.evaluate("performance.timeOrigin") == opened
    watching.picture(f"{width}-missing-board")

    # The night duty grades the risk, and lets the hospital in.
    night = reader("night.norfolk")
    night.open(episode)
    night.press("Assess the risk")
    night.choose("High")
    night.fill("Why is the risk at this level?", "14, alone, no coat, third time in ten weeks")
    night.picture(f"{width}-missing-assess")
    night.press("Save the assessment")
    night.sees("High risk", "PC Zara Kellbrook", "Risk review")
    unit = reader("missing.norfolk")
    lets_the_hospital_in(unit, episode)
    hospital = reader("hospital.norfolk")
    hospital.open(episode)
    hospital.press("Add a sighting")
    hospital.fill("When were they seen?", "5 minutes ago")
    hospital.fill("Where?", "Bus stop at the hospital gate")
    hospital.choose("Likely: by somebody who knows them")
    hospital.picture(f"{width}-missing-sighting")
    hospital.press("Save sighting")
    hospital.sees("Bus stop at the hospital gate", "Grey hoodie")
    hospital.picture(f"{width}-missing-hospital")

    site.waits_until_told()
    unit.open("/alerts/")
    unit.sees("has 3 or more missing episodes within 90 days")
    unit.picture(f"{width}-missing-alerts")

    # The night duty goes home. Nobody acknowledges it.
    night.follow("Hand over to the next shift")
    night.fill("What must they know?", "CCTV of the station is asked for; her brother rings back.")
    night.press("Hand over")
    night.sees("Handed over. You have it until somebody acknowledges.")
    night.picture(f"{width}-missing-handed-over")
    before = watching.number_of_alerts()
    with site.as_owner() as owner:
        owner.execute(OUT_OF_TIME)
    eventually(lambda: "not acknowledged" in watching.text.casefold(), seconds=90)
    eventually(lambda: watching.number_of_alerts() > before, seconds=90)
    watching.sees("You have a new critical alert. See your alerts")
    assert watching.page.evaluate("performance.timeOrigin") == opened
    watching.picture(f"{width}-missing-escalated")
    unit.open(episode)
    unit.sees("Nobody acknowledged it by", "CCTV of the station")
    unit.leave_by(unit.page.locator(".ecins-alert button").first)
    unit.sees("DS Femi Adeyoule")

    # She is found; the police talk with her, she declines to talk with anybody else.
    unit.open(episode)
    unit.press("Found or returned")
    unit.choose("Came back")
    unit.fill("When were they found, or when did they come back?", "now")
    unit.fill("Where were they?", "Walked in by herself")
    unit.fill("What was learned?", "Her brother’s flat has a new address.")
    unit.picture(f"{width}-missing-found")
    unit.press("Save: they were found or came back")
    unit.sees("Came back", "Return home interview due in 2 days 23 h")
    unit.picture(f"{width}-missing-returned")

    # What the child declines is recorded too, and its clock stops.
    unit.press("Record that it was held or declined Prevention interview")
    unit.choose("Held")
    unit.fill("Who held it, or who declined it?", "PC Ines Tolworth")
    unit.fill("When was it held or declined?", "now")
    unit.fill("What came of it?", "Says that nobody harmed her.")
    unit.press("Save")
    unit.press("Record that it was offered Return home interview")
    unit.fill("Who offered it?", "Norfolk County Council")
    unit.press("Save")
    unit.press("Record that it was held or declined Return home interview")
    unit.choose("Declined")
    unit.fill("Who held it, or who declined it?", "Mia")
    unit.fill("When was it held or declined?", "now")
    unit.picture(f"{width}-missing-declined")
    unit.press("Save")
    unit.sees("Declined: Mia")
    unit.open("/missing/")
    unit.sees("2 people missing now")
    unit.open("/missing/figures/")
    unit.sees("Figures")
    unit.picture(f"{width}-missing-figures")
    care.open("/profiles/")
    care.find("calderbrook", "Mia Calderbrook")
    care.follow("Missing plan")
    care.sees("Her brother’s flat has a new address.")
    care.picture(f"{width}-missing-plan")


def lets_the_hospital_in(unit, episode):
    """The unit gives the hospital access to the case, and to nothing of the record."""
    unit.open(episode)
    unit.follow("Sharing")
    unit.press("Give access")
    unit.fill("Teams", "Norwich Hospital Safeguarding")
    unit.choose("Actions", "Read and add", "7 days")
    unit.fill("Why do they need it?", "Looks out for her")
    unit.choose_from("Lawful basis", "Protect someone’s life")
    unit.press("Check before you give access")
    unit.press("Give access")
