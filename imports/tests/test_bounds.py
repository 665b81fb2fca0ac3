"""Small files that unpack into something huge are refused before anything is built from them."""

import pytest
from django.core.exceptions import ValidationError

from imports.reading import read_file
from imports.reading.workbook import read_workbook
from imports.tests.factories import as_workbook
from imports.tests.test_reading import SHEET, changed

HEAD = ["Surname", "First names"]
END = b"</sheetData>"
A_LIST = [["Quill", "Tamsin"], ["Bram", "Jo"]]


def a_book(after=END, before=END, part=SHEET):
    return changed(as_workbook(A_LIST, HEAD), part, before, after)


def merged(*areas):
    cells = b"".join(b'<mergeCell ref="%s"/>' % area.encode() for area in areas)
    return END + b"<mergeCells>" + cells + b"</mergeCells>"


def refused(file):
    with pytest.raises(ValidationError) as found:
        read_file(file)
    return " ".join(found.value.messages)


def table_of(file):
    return read_workbook(file.read())


def test_merged_areas_count_where_there_are_rows_and_columns():
    table = table_of(a_book(merged(*(f"A{n}:XFD1048576" for n in range(2, 42)))))

    assert table.doubtful.keys() == {2, 3}
    assert all(places.keys() == {0, 1} for places in table.doubtful.values())
    assert table.covered.keys() == {(2, 1), (3, 0), (3, 1)}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: a_book(merged(*["A1:B2"] * 20_001)), "more than 20,000 merged cells"),
        (lambda: a_book(merged(*["A1:B3"] * 19_999)), "too many merged cells"),
        (lambda: a_book(b"<row/>" * 3_000_001 + END), "it is too large once it is unpacked"),
        (
            lambda: a_book(b'<row r="100001"><c><v>1</v></c></row>' + END),
            "Row 100001 is far below the list.",
        ),
        (
            lambda: a_book(b'<row r="4"><c r="ZZ4"><v>1</v></c></row>' + END),
            "Row 4 has more than 100 columns.",
        ),
        (lambda: a_book(b'<row r="1"><c><v>1</v></c></row>' + END), "damaged or incomplete"),
        (
            lambda: a_book(b"<a/>" * 20_001 + b"<sheetData>", b"<sheetData>"),
            "much more than a list of people",
        ),
    ],
)
def test_what_is_larger_than_a_list_is_refused(file, says):
    assert says in refused(file())


def test_tags_are_counted_over_all_parts(monkeypatch):
    monkeypatch.setattr("imports.reading.bounds.MOST_TAGS", 50)

    assert "much more than a list of people" in refused(a_book())


def test_parts_beside_the_list_are_small(monkeypatch):
    monkeypatch.setattr("imports.reading.bounds.MOST_TAGS_ELSEWHERE", 20)

    assert "much more than a list of people" in refused(a_book())


def test_an_encoding_that_hides_the_tags_is_refused():
    file = a_book(b'<?xml version="1.0" encoding="cp037"?><worksheet', b"<worksheet")

    assert "much more than a list of people" in refused(file)


def test_many_names_for_one_sheet_are_refused():
    part, old = "xl/workbook.xml", b"</sheets>"
    more = b'<sheet name="B" sheetId="2" state="visible" r:id="rId1"/></sheets>'
    file = changed(as_workbook(A_LIST, HEAD), part, old, more.replace(b"r:id", b"x:id"))
    file = changed(
        *(file, part, b"<sheets>"),
        b'<sheets xmlns:x="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    )

    assert "much more than a list of people" in refused(file)


def test_rows_below_the_list_that_hold_nothing_are_not_read():
    rows = read_file(a_book(b'<row r="1048576"><c r="A1048576"/></row>' + END)).rows

    assert [number for number, _, _ in rows] == [2, 3]


def test_one_long_text_in_many_cells_is_not_kept_many_times(monkeypatch):
    monkeypatch.setattr("imports.reading.table.MOST_CHARACTERS", 12_000)
    file = as_workbook([["Quill", "x" * 30_000], ["Bram", "x" * 30_000]], HEAD)

    assert len(read_file(file).rows[0][1]["forenames"]) == 4000
    monkeypatch.setattr("imports.reading.table.MOST_CHARACTERS", 8000)
    file.seek(0)
    assert "This file holds too much text." in refused(file)


def test_a_comment_that_looks_like_cells_is_a_comment():
    file = a_book(END + b"<!-- " + b'<c r="B2" ' * 200 + b"<c r='B2'><f>1</f></c> -->")

    read = read_file(file)

    assert [doubts for _, _, doubts in read.rows] == [{}, {}]


def test_a_formula_that_gives_nothing_is_no_problem():
    file = changed(
        as_workbook([["Quill", 7]], HEAD),
        *(SHEET, b'<c r="B2" t="n"><v>7</v>', b'<c r="B2" t="str"><f>""</f><v></v>'),
    )

    assert read_file(file).rows == [(2, {"surname": "Quill"}, {})]
