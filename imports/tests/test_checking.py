"""Rows are checked as the pages check what is typed, and every problem stands by its column."""

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from imports.tests.factories import as_csv, check
from profiles.models import Identifier
from profiles.tests.factories import RiskLevelFactory, make_person

YEAR = timezone.localdate().year
FORMS = ["12/3/98", "12 March 1998", "1998-03-12", "35866", "12.03.1998"]


def only(of):
    """The one row of an import."""
    (row,) = of.rows.all()
    return row


def row_of(manager, **cells):
    """One checked row with these cells; what is not given is not in the file."""
    cells = {"Surname": "Quillfeather", **cells}
    return only(check(manager, file=as_csv([list(cells.values())], list(cells))))


# ---- Dates --------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", FORMS)
def test_dates_in_every_form_are_one_day(manager, typed):
    make_person(by=manager, surname="Quillfeather", forenames="", born_on="1998-03-12")

    row = row_of(manager, **{"Date of birth": typed})

    assert row.problems == {}
    assert [one["because"] for one in row.proposed] == ["Same name, same date of birth"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("3/25/1998", "“3/25/1998” has the month first. Put the day first, like 14/3/1991."),
        ("31/2/1998", "There is no 31 February. February has 28 days."),
        (f"1/1/{YEAR % 100:02}", f"Enter the year in full, {YEAR - 100} or {YEAR}"),
        ("about 1990", "Enter a date like 14 March 1991"),
        ("1/1/2090", "Date of birth must be today or earlier. You entered 1 January 2090."),
    ],
)
def test_dates_that_are_none_are_named(manager, typed, says):
    assert row_of(manager, DOB=typed).problems == {"born_on": says}


def test_dates_of_two_ways_are_read_day_first_and_said(manager):
    of = check(manager, file=as_csv([["Quill", "3/4/1998"]], ["Surname", "DOB"]))

    assert only(of).problems == {}
    assert of.notes == [
        "Dates that could be read in two ways were read day first: "
        "3/4/1998 as 3 April 1998. Row 2."
    ]


def test_a_day_that_came_as_a_number_is_said(manager):
    rows = [["Quill", "33000"], ["Bram", "1990"], ["Oaken", "25/3/1998"]]
    of = check(manager, file=as_csv(rows, ["Surname", "DOB"]))

    assert [bool(row.problems) for row in of.rows.all()] == [False, True, False]
    assert of.notes == [
        "Numbers in place of a date were read as Excel does: 33000 as 7 May 1990. Row 2."
    ]


def test_dates_of_two_ways_are_problems_where_others_put_the_month_first(manager):
    rows = [["Quill", "3/4/1998"], ["Bram", "3/25/1998"], ["Oaken", "25/3/1998"]]
    of = check(manager, file=as_csv(rows, ["Surname", "DOB"]))

    assert [bool(row.problems) for row in of.rows.all()] == [True, True, False]
    assert of.rows.first().problems["born_on"].startswith("“3/4/1998” could be read in two ways")


# ---- Every other column -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "typed", "key", "says"),
    [
        ("Surname", " ", "surname", "Enter the surname"),
        ("Surname", "1234", "surname", "Enter a name with letters"),
        ("Sex", "X", "sex", "“X” is not on the list. Choose Female, Male or Not known."),
        (
            *("Role", "Boss", "role"),
            "“Boss” is not on the list. Choose Suspect, Offender, ASB perpetrator, Victim, "
            "Complainant, Witness, Vulnerable or Missing person.",
        ),
        (
            *("PNC", "2009/48211X", "pnc"),
            "Check this PNC number: its last letter does not fit its digits",
        ),
        ("CRN", "12", "crn", "Enter a CRN like X123456: a letter and 6 digits"),
        ("NHS", "0000000000", "nhs", "Check this NHS number: its last digit does not fit"),
        ("Phone", "no", "phone", "Enter a phone number, like 01632 960 114"),
        (
            *("Phone", "1.63E+09", "phone"),
            "The spreadsheet has shortened this number to 1.63E+09. Enter it in full.",
        ),
        ("Postcode", "ST16 9ZZ", "address", "Enter the address too, or leave the postcode out"),
        ("Lead", "nobody", "lead", "“nobody” is not the user name of anybody who works in"),
        (
            *("First names", "SiÃ¢n", "forenames"),
            "“SiÃ¢n” was garbled when it was saved. It may be “Siân”. Correct it.",
        ),
        ("First names", "#N/A", "forenames", "The workbook shows an error here: #N/A."),
        ("Level of risk", "Awful", "risk_level", "“Awful” is not on the list. Choose"),
        ("Risk of what", "Harm", "risk_level", "Choose"),
    ],
)
def test_each_problem_stands_by_its_column(manager, heading, typed, key, says):
    RiskLevelFactory()
    cells = {heading: typed, "Postcode": ""} if heading == "Surname" else {heading: typed}
    if heading == "Surname" and not typed.strip():
        cells["Postcode"], cells["Address"] = "ST16 9ZZ", "1 Row"

    row = row_of(manager, **cells)

    assert row.state == "problem"
    assert row.problems[key].startswith(says)


def test_a_phone_without_its_nought_gets_it_back(manager, police):
    row = row_of(manager, Phone="1632960114")

    assert row.state == "ready"


# ---- Duplicates ---------------------------------------------------------------------------------
def test_two_rows_of_one_person_in_a_file(manager):
    rows = [["Quill", "X123456"], ["Quill", "X123456"], ["Oaken", "X654321"]]
    of = check(manager, file=as_csv(rows, ["Surname", "CRN"]))

    assert [(row.state, row.same_as) for row in of.rows.all()] == [
        ("ready", None),
        ("duplicate", 2),
        ("ready", None),
    ]


@pytest.mark.parametrize(
    ("born", "then", "same_as"),
    [
        (" ", " ", 2),
        (" ", "12 March 1988", 2),
        ("12 March 1988", " ", 2),
        ("12 March 1988", "12 March 1988", 2),
        ("12 March 1988", "19 May 1990", None),
    ],
)
def test_two_rows_of_one_name_in_a_file(manager, born, then, same_as):
    rows = [["Quill", "Tamsin", born], ["Quill", "Tamsin", then], ["Quill", "Bram", then]]
    of = check(manager, file=as_csv(rows, ["Surname", "First names", "DOB"]))

    assert [row.same_as for row in of.rows.all()] == [None, same_as, None]


def test_a_number_finds_a_record_whatever_the_name(manager):
    person = make_person(by=manager, surname="Other")
    Identifier.objects.create(profile=person, kind="crn", value="X123456", added_by=manager)

    row = row_of(manager, CRN="x 123456")

    assert row.proposed == [
        {"person": person.pk, "because": "Has the number X123456", "held": True}
    ]


@pytest.mark.parametrize(
    ("surname", "forenames", "born", "because"),
    [
        ("Quilfeather", "Tamsin", "12/3/1988", "A part of the name like it, same date of birth"),
        ("Married", "Tamsin", "12/3/1988", "A part of the name like it, same date of birth"),
        ("O'Quillfeather", "Tamsin", "", "Same name"),
    ],
)
def test_names_like_it_are_proposed(manager, surname, forenames, born, because):
    make_person(by=manager, surname="O’Quillfeather", forenames="Tamsin", born_on="1988-03-12")

    row = row_of(manager, **{"Surname": surname, "First names": forenames, "DOB": born or " "})

    assert [one["because"] for one in row.proposed] == [because]


@pytest.mark.parametrize("born", [" ", "12 March 1988"])
def test_one_name_is_proposed_where_no_date_of_birth_is_known(manager, born):
    make_person(by=manager, surname="Quillfeather", forenames="Tamsin", born_on=None)
    make_person(by=manager, surname="Quillfeather", forenames="Bram", born_on=None)

    row = row_of(manager, **{"First names": "Tamsin", "DOB": born})

    assert [one["because"] for one in row.proposed] == ["Same name, date of birth not known"]


def test_records_of_others_are_proposed_by_exact_particulars_and_to_managers_alone(
    manager, administrator, police, council
):
    other = member(council)
    make_person(by=other, surname="Quillfeather", forenames="Tamsin", born_on="1988-03-12")
    make_person(by=other, surname="Quilfeather", forenames="Tamsin", born_on="1988-03-12")
    rows = [["Quillfeather", "Tamsin", "12 March 1988"]]
    heads = ["Surname", "First names", "DOB"]

    as_manager = only(check(manager, file=as_csv(rows, heads)))
    as_administrator = only(check(administrator, police, file=as_csv(rows, heads)))

    assert [one["held"] for one in as_manager.proposed] == [False]
    assert as_administrator.proposed == []


@pytest.mark.parametrize("hide", ["discreet", "restricted", "excluded"])
def test_hidden_records_are_proposed_to_nobody(manager, police, council, hide):
    if hide == "discreet":
        council.is_discreet = True
        council.save()
    team = council if hide == "discreet" else police
    chief = member(team, Membership.Role.MANAGER)
    person = make_person(by=chief, surname="Quillfeather", forenames="", born_on="1988-03-12")
    if hide == "restricted":
        restrict(person, chief)
    if hide == "excluded":
        exclude_person(obj=person, by=chief, user=manager, reason="A cousin")

    row = row_of(manager, DOB="12 March 1988")

    assert row.proposed == []
    assert row.state == "ready"


def test_a_record_of_a_team_far_away_is_not_proposed(manager):
    far = member(TeamFactory())
    make_person(by=far, surname="Quillfeather", forenames="", born_on="1988-03-12")

    assert row_of(manager, DOB="12 March 1988").proposed == []
