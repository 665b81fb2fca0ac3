"""Small screens, long names, paper and forced colours: nothing is cut off, nothing goes unsaid."""

import re

import pytest

from tests.e2e.screens import PHONE, WIDE, with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

phone = pytest.mark.parametrize("screen", [PHONE], ids=["phone"])
SURNAME = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
TABLET = 768
PAGES_OF_A_PERSON = [
    *("", "details/", "details/phones/new/", "risk/", "risk/new/", "log/", "log/?view=compact"),
    *("log/new/", "log/print/", "edit/", "history/", "history/?show=views", "sharing/"),
    *("sharing/grant/", "sharing/transfer/", "sharing/exclude/", "sharing/restrict/"),
]
PAGES_OF_A_PERSON_ON_PAPER = [
    "",
    "details/",
    "log/",
    "log/print/",
    "risk/",
    "sharing/",
    "history/",
]
# Text that begins or ends outside the page.
CUT_OFF = """
() => [...document.querySelectorAll("main *, footer *")]
  .filter(one => one.checkVisibility() && !one.closest(".govuk-visually-hidden, caption, thead"))
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => {
    const { left, right } = one.getBoundingClientRect();
    return left < -1 || right > document.documentElement.clientWidth + 1;
  })
  .map(one => one.textContent.trim().slice(0, 60))
"""


def person_of(reader, name="drayfield", record="Callum Drayfield"):
    reader.find(name, record)
    return reader.page.url


def renamed(lead):
    """Callum Drayfield, with a surname of 58 letters."""
    person = person_of(lead)
    lead.open(f"{person}edit/")
    lead.fill("Surname", SURNAME)
    lead.press("Save")
    return person


# ---- Long names ---------------------------------------------------------------------------------
def test_a_surname_of_58_letters_widens_no_page(reader):
    lead = reader("lead.staffordshire")
    person = renamed(lead)

    pages = [f"{person}{path}" for path in PAGES_OF_A_PERSON]
    pages += ["/", "/profiles/", "/profiles/print/", f"/profiles/?q={SURNAME}", "/profiles/new/"]
    for page in pages:
        assert lead.open(page) == 200
        lead.page.set_viewport_size({**lead.size, "width": TABLET})
        lead._fits(TABLET)
        lead.page.set_viewport_size(lead.size)
    lead.open(f"/profiles/?q={SURNAME}")
    lead.picture("long-name-search")
    lead.open(person)
    lead.picture("long-name-overview")


def test_a_surname_of_58_letters_is_read_whole_by_those_who_are_given_access(reader, site):
    site.start_worker()
    lead, officer = reader("lead.staffordshire"), reader("officer.norfolk")
    person = renamed(lead)
    lead.open(f"{person}sharing/grant/")
    lead.fill("Teams", "Norfolk IOM Team")
    lead.fill("Why do they need it?", "He has moved to Norwich")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.press("Check before you give access")
    lead.sees(SURNAME)
    lead.press("Give access")

    site.waits_until_told()
    for page in ("/", "/alerts/", person):
        officer.open(page)
        officer.sees(SURNAME)


# ---- Paper --------------------------------------------------------------------------------------
def test_nothing_is_cut_off_where_a_phone_prints(reader):
    lead = reader("lead.staffordshire")
    person = renamed(lead)
    pages = [f"{person}{path}" for path in PAGES_OF_A_PERSON_ON_PAPER]

    for page in [*pages, "/profiles/print/", "/profiles/"]:
        lead.open(page)
        lead.page.emulate_media(media="print")
        assert lead.page.evaluate(CUT_OFF) == [], page
        lead.picture(f"paper-{page.strip('/').split('/')[-1]}-{lead.size['width']}")
        lead.page.emulate_media(media="screen")


# ---- Forced colours -----------------------------------------------------------------------------
def test_forced_colours_show_the_current_tab_the_timeline_and_tags(reader):
    lead = reader("lead.staffordshire")
    person = person_of(lead, "pellworth", "Jordan Pellworth")

    lead.open(f"{person}log/")
    lead.page.emulate_media(forced_colors="active")
    ground = lead.page.evaluate("getComputedStyle(document.body).backgroundColor")
    for drawn in ('.moj-sub-navigation__link[aria-current="page"]', ".moj-timeline"):
        line = lead.page.locator(drawn).first.evaluate(
            "one => getComputedStyle(one, '::before').backgroundColor"
        )
        assert line not in (ground, "rgba(0, 0, 0, 0)"), drawn
    lead.picture("forced-colours-log")
    lead.page.goto(person)
    tag = lead.page.locator(".govuk-tag").first
    outline = tag.evaluate("one => getComputedStyle(one).outlineColor")
    assert outline not in (ground, "rgba(0, 0, 0, 0)")
    lead.picture("forced-colours-overview")


# ---- After an error -----------------------------------------------------------------------------
@with_and_without
def test_after_an_error_the_page_opens_at_the_summary_and_the_title_says_so(reader):
    lead = reader("lead.staffordshire")
    person = person_of(lead)

    for path, button in [
        ("edit/", "Save"),
        ("log/new/", "Save contact"),
        ("details/phones/new/", "Save"),
        ("sharing/exclude/", "Exclude this person"),
    ]:
        lead.open(f"{person}{path}")
        if path == "edit/":
            lead.fill("Surname", "")
        lead.press(button)
        assert lead.page.title().startswith("Error: "), path
        opened_at = lead.page.evaluate("document.activeElement.className")
        assert "govuk-error-summary" in opened_at, path
        assert lead.page.locator(".govuk-error-summary").is_visible()
    lead.open(f"{person}sharing/?day=31+June")
    assert lead.page.title().startswith("Error: ")


@with_and_without
def test_a_heading_shows_what_is_saved(reader):
    lead = reader("lead.staffordshire")
    person = person_of(lead)
    lead.open(f"{person}edit/")
    lead.fill("First names", "Unsaved")
    lead.fill("Surname", "")
    lead.press("Save")

    assert lead.page.locator("h1").inner_text() == "Edit Callum Drayfield"
    assert "Callum Drayfield" in lead.page.title()
    assert lead.field("First names").input_value() == "Unsaved"


# ---- Back ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_back_after_giving_access_gives_nothing_again(reader):
    lead = reader("lead.staffordshire")
    person = person_of(lead)
    lead.open(f"{person}sharing/grant/")
    lead.fill("Teams", "Norfolk IOM Team")
    lead.fill("Why do they need it?", "He has moved to Norwich")
    lead.choose_from("Lawful basis", "Prevent crime and disorder")
    lead.press("Check before you give access")
    lead.press("Give access")
    lead.sees("Access given to Norfolk IOM Team.")

    lead.page.go_back()
    lead.look()
    lead.sees("You have given this access already.", "Who can see this, and why")
    assert lead.page.url == f"{person}sharing/"


# ---- Discarding ---------------------------------------------------------------------------------
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_draft_is_discarded_by_the_last_button_and_comes_back_from_the_list(reader):
    officer = reader("officer.staffordshire")
    person = person_of(officer, "pellworth", "Jordan Pellworth")
    officer.open(f"{person}log/new/")
    officer.fill("What happened?", "He spoke of the landlord.")
    officer.press("Save and finish later")

    officer.open(f"{person}log/new/")
    officer.picture(f"draft-on-its-form-{officer.size['width']}")
    officer.press("Discard this draft")
    officer.sees("Draft discarded. You can bring it back.")
    officer.picture(f"draft-discarded-{officer.size['width']}")
    officer.open("/drafts/")
    officer.picture(f"drafts-{officer.size['width']}")
    officer.leave_by(officer.page.get_by_role("button", name=re.compile("^Bring back Contact")))
    officer.sees("Draft brought back.")
    assert officer.field("What happened?").input_value() == "He spoke of the landlord."


# ---- Typing a name ------------------------------------------------------------------------------
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_lead_is_found_by_typing(reader):
    lead = reader("lead.staffordshire")
    person = person_of(lead)
    lead.open(f"{person}edit/")
    box = lead.field("Lead")
    box.fill("")
    box.press_sequentially("nandra")
    lead.page.get_by_role("option", name="PC Priya Nandra").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    lead.press("Save")
    lead.sees("PC Priya Nandra, lead")


@pytest.mark.parametrize("screen", [WIDE], ids=["wide"])
def test_who_is_faster_than_the_script_stays_in_the_field(reader):
    lead = reader("lead.staffordshire")
    page, late = lead.page, []
    person = person_of(lead)
    page.route("**/choices*.js", lambda route: late.append(route))
    with page.expect_request("**/choices*.js"):
        page.goto(f"{person}edit/")
    lead.field("Lead").focus()

    late[0].continue_()

    page.locator("input[role=combobox]:focus").wait_for()
    page.keyboard.type("nandra")
    page.get_by_role("option", name="PC Priya Nandra").wait_for()
