"""Finding: by whatever is known, whether there is a record already, a narrowed list."""

import pytest

from tests.e2e.screens import with_and_without

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

RECORD = "Jordan Pellworth"


def marked(reader):
    """What the list marks as the reason why somebody is on it."""
    return [
        " ".join(mark.split())
        for mark in reader.page.locator(".ecins-list mark").all_inner_texts()
    ]


@with_and_without
def test_a_person_is_found_by_whatever_is_known_of_them(reader):
    officer = reader("officer.staffordshire")
    for words, said, marks in (
        ("Jordon Pelwurth", "with a name like", ["Jordan", "Pellworth"]),
        ("haskayne", "Other name: Jordan Haskayne", ["Haskayne"]),
        ("01632 960331", "Phone: 01632 960 331", ["01632", "960", "331"]),
        ("14 tannery", "Address: 14 Tannery Row, Stafford", ["14", "Tannery"]),
        ("tanery row", "with an address like", ["Tannery", "Row"]),
        ("09/48211P", "PNC: 2009/0048211P", ["2009/0048211P"]),
        ("pell 1991", "born in 1991", ["Pell", "1991"]),
    ):
        officer.open("/")
        officer.fill("Find a person", words)
        officer.press("Search")
        officer.sees(RECORD, said, "1 person")
        assert [mark for mark in marks if mark not in marked(officer)] == []
        if words == "tanery row":
            officer.picture("search-address")
        if words == "Jordon Pelwurth":
            officer.picture("search")

    officer.leave_by(officer.page.locator(".ecins-list").first.get_by_role("link", name=RECORD))
    officer.sees("Next due", "Who’s involved", "What happened last")


def test_a_number_of_a_record_one_cannot_see_leads_to_who_manages_it(reader):
    neighbour = reader("pc.staffordshire")

    neighbour.open("/profiles/?q=2009/0048211P")

    neighbour.sees("There is a matching record you cannot see.", "Staffordshire IOM Team")
    neighbour.does_not_see("Pellworth", "Tannery")
    neighbour.press("Ask for access")
    neighbour.sees("Staffordshire IOM Team")
    # What is only like it shows nothing.
    for near in ("pellworth", "Pelwurth", "tannery row", "01632 960 331"):
        neighbour.open(f"/profiles/?q={near}")
        neighbour.sees("No matching people found")


@with_and_without
def test_a_new_record_is_opened_after_a_search_and_a_warning(reader):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/?q=Jordan+Pelwarth")
    officer.press("Create a record")

    # The words that were looked for come along; people like them are shown first.
    officer.sees("Is it one of these?", RECORD, "A name like it")
    officer.picture("possible-duplicates")
    officer.press("None of these: create a record")
    assert officer.field("Surname").input_value() == "Pelwarth"
    officer.fill("Date of birth", "14 March 1991")
    officer.choose("Male")
    officer.press("Create the record")

    officer.sees(" created.", "Jordan Pelwarth")
    officer.open("/profiles/?q=pelwarth")
    officer.sees("1 person")


@with_and_without
def test_anyone_who_was_not_shown_yet_is_shown_before_a_record_is_made(reader):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/new/")
    officer.fill("Surname", "Quillandry")
    officer.press("Look for them")
    officer.fill("First names", "Jordan")
    officer.fill("Date of birth", "14 March 1991")
    officer.choose("Male")
    officer.press("Create the record")

    officer.sees("This person may have a record already", "Nothing is saved yet.", RECORD)
    assert officer.field("Surname").input_value() == "Quillandry"
    assert officer.field("Date of birth").input_value() == "14 March 1991"
    officer.press("None of these: create a record")
    officer.sees(" created.", "Jordan Quillandry")


@with_and_without
def test_the_record_that_is_there_is_opened_instead(reader):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/new/")
    officer.fill("Surname", "Pelworth")
    officer.fill("Date of birth", "14/3/91")
    officer.press("Look for them")

    officer.sees("Is it one of these?", "Same date of birth")
    officer.follow("Look again")
    assert officer.field("Date of birth").input_value() == "14 March 1991"
    officer.press("Look for them")
    officer.follow(RECORD, within="main")
    officer.sees("Next due")


@with_and_without
def test_a_narrowed_list_is_saved_opened_again_and_printed(reader):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/")
    officer.page.get_by_text("More filters").click()
    officer.choose_from("Role", "Offender")
    officer.choose_from("Risk", "High")
    officer.press("Filter")
    officer.sees(RECORD, "only people whose risk you may read")
    officer.does_not_see("Dean Ashlow")
    officer.picture("people")

    officer.follow("Save this view")
    officer.press("Save view")
    officer.sees("There is a problem", "Enter a name")
    officer.fill("Name of the view", "High risk offenders")
    officer.press("Save view")
    officer.sees("View “High risk offenders” saved.", RECORD)

    officer.follow("Remove filter Risk: High")
    officer.sees("Dean Ashlow")
    officer.follow("High risk offenders")
    officer.does_not_see("Dean Ashlow")
    officer.follow("Print this list")
    officer.sees("Only: Offender; Risk: High.", "OFFICIAL-SENSITIVE", RECORD)
    officer.open("/profiles/saved/")
    with officer.page.expect_navigation():
        officer.leave_by(officer.page.get_by_role("button", name="Delete"))
    officer.sees("No saved views yet.")


def open_record(officer, surname, forenames, born_on):
    officer.open("/profiles/new/")
    officer.fill("Surname", surname)
    officer.press("Look for them")
    if officer.page.get_by_role("button", name="None of these: create a record").count():
        officer.press("None of these: create a record")
    officer.fill("First names", forenames)
    officer.fill("Date of birth", born_on)
    officer.choose("Male")
    officer.press("Create the record")
    if officer.page.get_by_role("button", name="None of these: create a record").count():
        officer.press("None of these: create a record")
    officer.sees(" created.", "Not assessed")


@with_and_without
def test_a_name_is_found_in_every_spelling_and_what_is_like_it_below(reader):
    officer = reader("officer.staffordshire")
    for forenames, surname in (
        ("Dessie", "O'Harra"),
        ("Conn", "O’Harra"),
        ("Denny", "Oharra"),
        ("Nell", "O'Hara"),
    ):
        open_record(officer, surname, forenames, "3 May 1990")

    for words in ("O'Harra", "O’Harra", "OHarra"):
        officer.open(f"/profiles/?q={words}")
        officer.sees("3 people", "Dessie", "Conn", "Denny", "Similar names", "Nell O'Hara")
        assert officer.page.get_by_role("heading", name="Similar names").count() == 1
    officer.picture("similar-names")
    officer.follow("All people with a name like “OHarra”")
    officer.sees("4 people")


@with_and_without
def test_a_short_form_proposes_the_record_that_is_there(reader):
    officer = reader("officer.staffordshire")
    open_record(officer, "Blenkinsoppe", "Robert", "4 March 1979")
    for born_on in ("", "4 March 1980"):
        officer.open("/profiles/new/")
        officer.fill("Surname", "Blenkinsoppe")
        officer.fill("First names", "Bob")
        officer.fill("Date of birth", born_on)
        officer.press("Look for them")
        officer.sees("Is it one of these?", "Robert Blenkinsoppe", "A name like it")
    officer.picture("short-form")


def test_lists_and_paper_say_the_risk_or_that_there_is_none(reader):
    officer = reader("officer.staffordshire")
    officer.open("/profiles/")
    officer.sees("High risk", "Low risk", "Not assessed")
    officer.picture("list-with-risk")
    officer.follow(RECORD, within="main")
    officer.picture("overview-with-risk")
    officer.open("/profiles/print/")
    officer.sees("High risk", "Not assessed")
    officer.picture("print-with-risk")
