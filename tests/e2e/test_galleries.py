"""Story 5: somebody at high risk is added to a gallery; neighbours are told, and offer help."""

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

GALLERY = "/galleries/vulnerable-people-sussex/"
OFFERS = {
    "asb.brighton": "Our wardens know the flat and can look in tonight.",
    "inspector.brighton": "The night cars can pass by until Sunday.",
    "housing.brighton": "We have a room from Monday, with somebody on the door.",
    "pcso.brighton": "I know the youth club and can take them there on Friday.",
    "warden.brighton": "Our night porter rings you when they come in.",
}


def test_neighbours_are_told_of_a_person_at_high_risk_and_offer_help(reader, site, screen):
    width = "wide" if screen["width"] > 400 else "phone"
    site.start_worker()
    site.waits_until_told()
    watching = reader("asb.brighton")
    watching.open("/cases/")
    before, opened = watching.number_of_alerts(), watching.page.evaluate("performance.timeOrigin")
    adur = reader("vulnerability.adur")
    adur.open("/profiles/new/")
    adur.fill("Surname", "Farroww")
    adur.fill("First names", "Ellis")
    adur.press("Look for them")
    adur.choose("Vulnerable", "Not assessed")
    adur.press("Create the record")
    adur.sees("Ellis Farroww", "created.")
    adur.open(GALLERY)
    adur.sees("Vulnerable people, Sussex", "Who and why", "High risk")
    adur.picture(f"{width}-gallery")
    adur.press("Add a person")
    adur.fill("Name or reference of the person", "farroww")
    adur.press("Search")
    adur.picture(f"{width}-gallery-find")
    adur.press("Choose Ellis Farroww")
    adur.choose("High")
    adur.fill("Why are they here?", "Exploited by an older group; not in school")
    adur.picture(f"{width}-gallery-add")
    adur.press("Add to the gallery")
    adur.sees("Added to Vulnerable people, Sussex.", "Ellis Farroww", "High risk")
    entry = adur.page.url
    adur.picture(f"{width}-gallery-entry")
    # In a page that nobody touches.
    eventually(lambda: watching.number_of_alerts() > before, seconds=60)
    assert watching.page.evaluate("performance.timeOrigin") == opened
    site.waits_until_told()

    for username, words in OFFERS.items():
        neighbour = reader(username)
        neighbour.open("/alerts/")
        neighbour.sees("added Ellis Farroww (Vulnerable people, Sussex) at high risk")
        neighbour.press("Open", within="main ul")
        assert neighbour.page.url == entry
        neighbour.sees("Ask for access", "Adur and Worthing Vulnerability Team")
        neighbour.press("Offer help")
        neighbour.fill("What can you offer?", words)
        neighbour.picture(f"{width}-gallery-offer")
        neighbour.press("Offer help")
        neighbour.sees("Offered.", words)

    site.waits_until_told()
    adur.open("/")
    adur.sees("Answer an offer of help")
    adur.open(entry)
    adur.sees(*OFFERS.values())
    adur.press("Answer the offer of Sgt Amara Fennimore, Brighton and Hove ASB Team")
    adur.choose("Accept")
    adur.fill("Your answer", "Yes please. Ring me before you go.")
    adur.picture(f"{width}-gallery-answer")
    adur.press("Send the answer")
    adur.sees("Your team still manages the record.", "Accepted")
    adur.picture(f"{width}-gallery-offers")
    adur.open(f"{GALLERY}?view=list&order=newest")
    adur.picture(f"{width}-gallery-list")
    adur.open(f"{GALLERY}sheet/")
    adur.picture(f"{width}-gallery-sheet")
    adur.open(f"{GALLERY}who/")
    adur.sees("Based in Brighton and Hove")

    distant = reader("officer.norfolk")
    distant.open("/alerts/")
    distant.does_not_see("Farroww")
    assert distant.open(entry) == 404
    assert distant.open(GALLERY) == 404
