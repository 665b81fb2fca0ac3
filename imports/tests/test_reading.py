"""Bad files: each is read as it was meant, or refused with words that say what to do."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from imports.reading import UnreadableFile, read_file
from imports.tests.factories import as_csv, as_workbook, uploaded

HEAD = ["Surname", "First names", "Date of birth"]
ROW = ["O’Quillfeather", "Siân", "12 March 1998"]


def cells_of(file, encoding=""):
    return [cells for _, cells, _ in read_file(file, encoding).rows]


def refused(file, encoding=""):
    """What is said, by the field."""
    with pytest.raises(UnreadableFile) as found:
        read_file(file, encoding)
    return found.value.message_dict


def changed(file, part, before, after):
    """The workbook with other words in one of its parts."""
    old, new = zipfile.ZipFile(file), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                assert before in data
                data = data.replace(before, after)
            archive.writestr(name, data)
    return uploaded(new.getvalue(), "people.xlsx")


SHEET = "xl/worksheets/sheet1.xml"


# ---- Characters ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows"),
        ("mac_roman", "Mac"),
    ],
)
def test_the_encoding_is_found_from_the_file(encoding, name):
    file = read_file(as_csv([ROW], HEAD, encoding))

    assert file.rows[0][1]["surname"] == "O’Quillfeather"
    assert file.rows[0][1]["forenames"] == "Siân"
    assert name in file.read_as


def test_what_may_be_read_in_two_ways_is_asked_about():
    data = b"Surname,First names\nQUILL,REN\xc9\n"

    said = refused(uploaded(data))

    assert "We cannot tell how this file was saved" in said["encoding"][0]
    assert "as Windows (Western European): “RENÉ”" in said["encoding"][0]
    assert "as Mac: “REN…”" in said["encoding"][0]
    assert cells_of(uploaded(data), "cp1252")[0]["forenames"] == "RENÉ"


def test_an_encoding_that_does_not_fit_is_said():
    said = refused(as_csv([ROW], HEAD, "cp1252"), "utf-8")

    assert "This file was not saved as UTF-8: byte" in said["encoding"][0]


# ---- Columns ------------------------------------------------------------------------------------
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_found(sign):
    assert cells_of(as_csv([["Quillfeather", "Tamsin; Jo", "1"]], HEAD, delimiter=sign)) == [
        {"surname": "Quillfeather", "forenames": "Tamsin; Jo", "born_on": "1"}
    ]


def test_excel_says_which_sign_it_is():
    assert cells_of(uploaded(b"sep=;\r\nSurname;Address\r\nQuill;1 Row, Stafford\r\n")) == [
        {"surname": "Quill", "address": "1 Row, Stafford"}
    ]


def test_a_cell_goes_over_several_lines():
    read = read_file(uploaded(b'Surname,Address\nQuill,"1 Row\nStafford"\nBram,"2 Row"\n'))

    assert read.rows[0][1]["address"] == "1 Row\nStafford"
    assert [number for number, _, _ in read.rows] == [2, 3]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            b'Surname,Address\nQuill,"1 Row\n',
            'A quote (") in this file is opened and never closed.',
        ),
        (b'Surname,Address\nQuill,"1" Row\n', 'Row 2 has a quote (") in the wrong place.'),
        (b"Surname,Address\n", "There is no row below the headings."),
        (b"\n\n,,\n", "This file is empty."),
        (b"a,b\n1,2\n", "No headings were found in the first 10 rows."),
        (
            b"Surname,Surname,Postcode\nQuill,Bram,\n",
            "Columns A and B are both headed “Surname” or mean the same. Keep one of them.",
        ),
        (
            b"Surname,Last name,Family name\nQuill,Bram,x\n",
            "Columns A, B and C are all headed “Surname” or mean the same. Keep one of them.",
        ),
        (b"First names,DOB\nTamsin,1/1/90\n", "There is no column “Surname”."),
        (
            b"Surname,Date of brth\nQuill,1/1/90\n",
            "“Date of brth” (column B) is not a heading we know. Did you mean “Date of birth”?",
        ),
        (b"Surname,DOB,\nQuill,1/1/90,Offender\n", "Column C has no heading."),
    ],
)
def test_what_is_wrong_with_the_table_is_said(text, says):
    assert any(words.startswith(says) for words in refused(uploaded(text))["file"])


def test_a_heading_like_none_of_ours_is_left_out_and_named():
    read = read_file(uploaded(b"Surname,Shoe size\nQuill,9\n"))

    assert read.left_out == ["Shoe size"]
    assert read.rows == [(2, {"surname": "Quill"}, {})]


def test_a_million_empty_rows_are_passed_by():
    text = b"Surname,DOB\n" + b",\n" * 1_000_000 + b"Quill,1/1/1990\n"

    assert [number for number, _, _ in read_file(uploaded(text)).rows] == [1_000_002]


def test_too_many_rows_are_refused():
    text = b"Surname,DOB\n" + b"Quill,1/1/1990\n" * 20_001

    said = refused(uploaded(text))["file"]

    assert said == ["This file has more than 20,000 rows. Split it, and import each part."]


# ---- Workbooks ----------------------------------------------------------------------------------
def test_a_workbook_is_read_with_its_dates_numbers_and_values_of_formulas():
    born = datetime.date(1998, 3, 12)
    file = as_workbook([["Quill", 12, born]], HEAD)

    assert cells_of(file) == [{"surname": "Quill", "forenames": "12", "born_on": "1998-03-12"}]


def test_a_formula_gives_its_saved_value():
    file = changed(
        as_workbook([["Quill", 7]], ["Surname", "First names"]),
        *(SHEET, b"<v>7</v>", b"<f>3+4</f><v>7</v>"),
    )

    assert cells_of(file)[0]["forenames"] == "7"


def test_a_formula_without_a_saved_value_is_a_problem_of_its_cell():
    read = read_file(as_workbook([["Quill", "=1+1"]], ["Surname", "First names"]))

    assert read.rows == [
        (
            2,
            {"surname": "Quill"},
            {
                "forenames": "B2: This is a formula without a saved result. "
                "Open the file in Excel and save it."
            },
        )
    ]


def test_headings_in_two_rows_with_merged_ones_are_joined():
    def merge(sheet):
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:D1")

    file = as_workbook(
        [["Surname", "First names", "Number", "Number"], ["Quill", "Tamsin", "1", "2"]],
        ["Name", None, "NHS", None],
        change=merge,
    )

    said = refused(file)["file"]

    # The merged NHS stands over both numbers.
    assert said == [
        "Columns C and D are both headed “NHS number” or mean the same. Keep one of them."
    ]


def test_titles_above_the_headings_are_passed_by():
    rows = [[], HEAD, ["Quill", "Tamsin", "1"]]
    file = as_workbook(rows, ["IOM cohort, June 2026"])

    assert cells_of(file)[0]["surname"] == "Quill"


def test_a_heading_that_is_merged_over_two_columns_is_refused():
    file = as_workbook(
        [["Quill", "Tamsin", "1/1/90"]],
        ["Surname", None, "DOB"],
        change=lambda sheet: sheet.merge_cells("A1:B1"),
    )

    assert refused(file)["file"] == [
        "Column B has no heading of its own: “Surname” is merged over it. "
        "Give each column one heading."
    ]


def test_a_merged_cell_in_the_list_is_a_problem_of_every_row_it_covers():
    file = as_workbook(
        [["Quill", "1 Row"], ["Bram", None]],
        ["Surname", "Address"],
        change=lambda sheet: sheet.merge_cells("B2:B3"),
    )

    doubts = [doubt for _, _, doubt in read_file(file).rows]

    assert doubts[1] == {
        "address": "B3: This cell is merged with others (B2:B3). Unmerge them, and fill in each "
        "row."
    }
    assert doubts[0].keys() == {"address"}


def test_only_the_sheet_with_the_list_is_read_and_the_others_are_named():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Made by Priya"])
    people = book.create_sheet("People")
    people.append(["Surname", "DOB"])
    people.append(["Quill", "1/1/90"])
    file = io.BytesIO()
    book.save(file)

    read = read_file(uploaded(file.getvalue(), "people.xlsx"))

    assert read.rows[0][1]["surname"] == "Quill"
    assert read.notes == ["Only the sheet “People” was read, not “Notes”."]


# ---- What does not come in ----------------------------------------------------------------------
def bomb():
    """A workbook whose sheet is nothing but noughts."""
    file = as_workbook([["Quill"]], ["Surname"])
    return changed(file, SHEET, b"</sheetData>", b" " * 60_000_000 + b"</sheetData>")


ENCRYPTED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: uploaded(b"", "people.csv"), "it is empty"),
        (lambda: uploaded(b"x" * 10_000_001), "it is larger than 10 MB"),
        (bomb, "it is too large once it is unpacked"),
        (
            lambda: uploaded(ENCRYPTED, "people.xlsx"),
            "it is protected by a password. Save it without one",
        ),
        (
            lambda: uploaded(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "people.xls"),
            "it is an older Office file. Open it, choose Save As, and save it as “Excel Workbook",
        ),
        (
            lambda: as_workbook([["Quill"]], ["Surname"], name="people.xlsm"),
            "“people.xlsm” was not read: it is an Excel workbook for macros. Open it, choose Save",
        ),
        (lambda: uploaded(b"%PDF-1.4", "people.csv"), "it is a PDF. Choose a CSV file"),
        (lambda: uploaded(b"MZ\0\0", "people.csv"), "it is a program"),
        (lambda: uploaded(b"\x01\x02\x03", "people.csv"), "it is not plain text"),
        (
            lambda: uploaded(b"Surname\nQuill", "people.xlsx"),
            "its name ends in .xlsx, but it is not an Excel workbook",
        ),
        (
            lambda: as_workbook([["Quill"]], ["Surname"], name="people.csv"),
            "it is an Excel workbook, but its name does not end in .xlsx",
        ),
        (lambda: uploaded(b"Surname\nQuill", "people.doc"), "its name does not end in .csv"),
        (lambda: uploaded(b"PK\x03\x04nothing", "people.xlsx"), "it is damaged or incomplete"),
        (
            lambda: changed(
                as_workbook([["Quill"]], ["Surname"]),
                *("[Content_Types].xml", b"sheet.main+xml", b"macroEnabled.main+xml"),
            ),
            "it holds macros, which can run by themselves. Save it without macros",
        ),
    ],
)
def test_what_could_act_or_is_no_table_is_refused(file, says):
    assert says in refused(file())["file"][0]
