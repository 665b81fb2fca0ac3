"""What is in a finished file, read as spreadsheets read it."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from defusedxml import ElementTree

from exports import sheets, workbook
from exports.kinds import Column

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
# As they are sent to people who open lists: they run programs, fetch addresses, break files.
RUNS = [
    "=1+1",
    "+44 1632 960101",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '  =HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＠x",
]
RISKY = [
    *RUNS,
    "_x003D_1+1",
    "<r>one & <b>two</b></r>",
    '<r></r></is></c><c r="C4"><f>1+1</f></c><c r="D4" t="inlineStr"><is><r></r>',
    "http://example.org/",
    "{=1+1}",
]
COLUMNS = [Column("First", str), Column("Second", str)]


@pytest.fixture
def written():
    """The bytes of a file with these rows."""

    def write(file_format, rows, heading="People. Exported by Priya Nandra"):
        name = sheets.new_name(file_format)
        file = sheets.open_file(name, heading, COLUMNS)
        for row in rows:
            file.add(row)
        file.close("That is all.")
        return (sheets.folder() / name).read_bytes()

    return write


def sheet_of(body):
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def unescaped(text):
    """As Excel reads it: an underscore that would begin a sign of XML is written as one."""
    return text.replace("_x005F_", "_")


def lines_of(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", RISKY)
def test_no_text_becomes_a_formula_in_a_workbook(written, text):
    body = written("xlsx", [(text, "plain")], heading=text)

    xml = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml")
    cells = ElementTree.fromstring(xml).findall(".//m:c", NAMESPACE)
    assert not [cell for cell in cells if cell.find("m:f", NAMESPACE) is not None]
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert len(cells) == 7  # the marking, the heading, two headings, two cells, the ending
    cell = sheet_of(body)["A4"]
    assert unescaped(cell.value) == text.replace("\r", "\n")
    assert cell.data_type == "s"
    assert cell.quotePrefix == (not text[0].isalnum())


@pytest.mark.parametrize("text", RISKY)
def test_no_text_becomes_a_formula_in_csv(written, text):
    lines = lines_of(written("csv", [(text, "plain")], heading=text))

    kept = f"'{text}" if text in RUNS else text
    assert lines[1] == [kept]
    assert lines[3] == [kept, "plain"]


def test_a_workbook_has_one_sheet_in_sight_and_names_nobody(written):
    body = written("xlsx", [("one", "two")])

    archive = zipfile.ZipFile(io.BytesIO(body))
    assert sheet_of(body).sheet_state == "visible"
    assert sorted(archive.namelist()) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ]
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert not book.defined_names
    assert {one.date_time[0] for one in archive.infolist()} == {1980}
    assert not [one for one in archive.infolist() if one.comment]
    core = ElementTree.fromstring(archive.read("docProps/core.xml"))
    assert {one.text for one in core} == {None, "1980-01-01T00:00:00Z"}
    app = ElementTree.fromstring(archive.read("docProps/app.xml"))
    words = {one.tag.partition("}")[2]: one.text for one in app}
    assert words["Company"] is None
    assert not {"Manager", "HyperlinkBase", "Template"} & set(words)


def test_the_same_rows_are_the_same_file(written):
    rows = [("one", "two")]

    assert written("xlsx", rows) == written("xlsx", rows)


def test_a_workbook_is_marked_and_its_headings_stay_in_sight(written):
    sheet = sheet_of(written("xlsx", [("one", "two")]))

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["OFFICIAL-SENSITIVE", None],
        ["People. Exported by Priya Nandra", None],
        ["First", "Second"],
        ["one", "two"],
        ["That is all.", None],
    ]
    assert sheet.freeze_panes == "A4"


def test_csv_is_marked_and_says_what_it_is(written):
    assert lines_of(written("csv", [("one", None)])) == [
        ["OFFICIAL-SENSITIVE"],
        ["People. Exported by Priya Nandra"],
        ["First", "Second"],
        ["one", ""],
        ["That is all."],
    ]


def test_days_are_days_and_numbers_written_as_text_stay_text(written):
    moment = datetime.datetime(2026, 6, 4, 8, 32, 50, tzinfo=datetime.UTC)
    rows = [
        (datetime.date(1991, 3, 14), moment),
        ("0012345", 7),
        (datetime.date(1899, 1, 2), None),
    ]

    sheet = sheet_of(written("xlsx", rows))
    assert sheet["A4"].value.isoformat() == "1991-03-14T00:00:00"
    assert sheet["B4"].value.isoformat() == "2026-06-04T09:32:00"
    assert (sheet["A4"].number_format, sheet["B4"].number_format) == (
        workbook.DAY,
        workbook.MOMENT,
    )
    assert (sheet["A5"].value, sheet["B5"].value) == ("0012345", 7)
    assert sheet["A6"].value == "1899-01-02"
    assert lines_of(written("csv", rows))[3:6] == [
        ["1991-03-14", "2026-06-04 09:32+01:00"],
        ["0012345", "7"],
        ["1899-01-02", ""],
    ]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_signs_that_no_file_can_hold_are_left_out_and_others_kept(written, file_format):
    text = "a\x00b\x08c\x1bd\x7fe\ufffef\ud800g 👮🏽‍♀️ Łukasz\u00a0’"

    body = written(file_format, [(text, "")])

    kept = sheet_of(body)["A4"].value if file_format == "xlsx" else lines_of(body)[3][0]
    assert kept == "abcdefg 👮🏽‍♀️ Łukasz\u00a0’"


def test_a_text_longer_than_a_cell_is_cut_and_says_so(written):
    fits, long = "x" * workbook.LONGEST, "👮" * workbook.LONGEST

    sheet = sheet_of(written("xlsx", [(fits, long)]))
    assert sheet["A4"].value == fits
    assert sheet["B4"].value.endswith(workbook.CUT)
    assert len(sheet["B4"].value.encode("utf-16-le")) // 2 <= workbook.LONGEST
    assert lines_of(written("csv", [(fits, long)]))[3] == [fits, long]


def test_text_in_several_lines_stays_in_its_cell(written):
    sheet = sheet_of(written("xlsx", [("one\r\ntwo", "three")]))

    assert sheet["A4"].value == "one\ntwo"
    assert sheet["A4"].alignment.wrap_text


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nothing_is_left_of_a_file_that_is_dropped(file_format):
    file = sheets.open_file(sheets.new_name(file_format), "People", COLUMNS)
    file.add(("one", "two"))

    file.drop()

    assert list(sheets.folder().iterdir()) == []


def test_nothing_is_left_of_a_workbook_whose_disk_is_full(monkeypatch):
    file = sheets.open_file(sheets.new_name("xlsx"), "People", COLUMNS)
    file.add(("one", "two"))

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    file.drop()

    assert not list(sheets.folder().glob("*.xlsx"))


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nobody_else_on_the_machine_reads_a_file(written, file_format):
    written(file_format, [("one", "two")])

    (path,) = sheets.folder().iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sheets.folder().stat().st_mode & 0o777 == 0o700
