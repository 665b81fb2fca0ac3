"""A new record with role and risk, who sees an entry, where somebody lives, a prison’s list."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def picture(screen):
    """Keeps a picture of the page, named for its width."""
    return lambda reader, name: reader.picture(f"{name}-{screen['width']}")


def test_a_new_record_says_role_and_risk_in_one_go(reader, picture):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/new/")
    officer.fill("Surname", "Zarzamoraa")
    officer.fill("First names", "Nell")
    officer.press("Look for them")
    officer.sees("No matching people found", "Not assessed")
    officer.choose("Offender", "Vulnerable", "High")
    picture(officer, "new-person")
    officer.press("Create the record")
    officer.sees("There is a problem", "Enter what the risk is of", "Enter your reasons")
    assert officer.page.get_by_label("Vulnerable", exact=True).is_checked()
    officer.fill("Risk of what?", "self-harm")
    officer.fill("Why?", "Two attempts this year.")
    officer.press("Create the record")
    officer.sees("Nell Zarzamoraa", "High risk", "Vulnerable", "Offender", "created.")


def test_staff_of_a_prison_see_who_leaves_next_and_write_what_they_saw(reader, picture):
    spoc = reader("spoc.stafford")
    spoc.open("/profiles/my-prison/")
    spoc.sees("People in HMP Stafford", "Prison number", "Release", "Jordan Pellworth")
    spoc.open("/profiles/?custody=mine&sort=release")
    assert spoc.page.locator('[aria-current="true"]').first.text_content().strip() == "My prison"
    first = spoc.page.locator("tbody").get_by_role("link").first
    assert first.bounding_box()["y"] < 0.75 * spoc.size["height"]
    picture(spoc, "my-prison")
    spoc.open("/profiles/?custody=mine&q=pellworth")
    picture(spoc, "my-prison-search")
    spoc.follow("Jordan Pellworth", within="main")
    picture(spoc, "prison-overview")
    spoc.press("Add a contact", within="body")
    spoc.sees("Who will see this entry", "Wing observation", "Key-work session")
    assert spoc.page.get_by_label("Visit", exact=True).count() == 0
    picture(spoc, "contact")
    spoc.choose("Key-work session", "Fact: I saw or heard it")
    spoc.fill("What happened?", "Talked about the flat.")
    spoc.press("Save contact")
    spoc.sees("Contact saved.", "Key-work session")
    spoc.open(f"{spoc.page.url.partition('?')[0]}?q=flat")
    spoc.sees("1 of ", " entries")
    picture(spoc, "log")


def test_where_somebody_lives_is_said_on_the_overview(reader, picture):
    officer = reader("officer.staffordshire")
    officer.find("drayfield", "Callum Drayfield")
    officer.sees("In the community", "Staying in Norwich (family or friends)")
    picture(officer, "overview-town")


def test_filters_beside_the_words_are_folded_on_a_phone(reader, screen, picture):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/")
    role = officer.page.get_by_label("Role", exact=True)
    assert role.is_visible() == (screen["width"] > 400)
    assert officer.page.locator("tbody").get_by_role("link").first.bounding_box()["y"] < 600
    picture(officer, "people")

    officer.page.get_by_text("More filters").first.click()
    officer.page.wait_for_load_state()
    officer.choose_from("Role", "Offender")
    officer.press("Filter")
    officer.sees("Callum Drayfield", "Offender")
    assert not officer.page.get_by_label("Risk", exact=True).is_visible()
