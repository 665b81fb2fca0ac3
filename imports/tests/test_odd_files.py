"""Odd files: cells that are too long, lists that were exported, accounts of programs."""

import pytest

from agencies.models import User
from agencies.tests.factories import member
from exports import sheets
from imports.reading import UnreadableFile, read_file
from imports.tests.factories import as_csv, as_workbook, check, uploaded
from imports.tests.test_reading import changed
from profiles.exports import PeopleExport

HEAD = ["Surname", "Other names"]
MANY = "; ".join(f"Name{n} Quill" for n in range(900))


@pytest.mark.parametrize("as_file", [as_csv, as_workbook])
def test_of_a_cell_that_is_too_long_nothing_is_left_out_silently(manager, as_file):
    of = check(manager, file=as_file([["Quill", MANY], ["Bram", "Jo Quill"]], HEAD))

    first, second = of.rows.all()
    assert first.state == "problem"
    assert first.problems["other_names"] == (
        "B2: This cell has more than 4,000 characters. Shorten it."
    )
    assert second.state == "ready"


def test_no_program_leads_the_records_that_are_imported(manager, police):
    account = member(police)
    User.objects.filter(pk=account.pk).update(is_program=True, email="", password="!")

    of = check(manager, rows=None, file=as_csv([["Quill", account.username]], ["Surname", "Lead"]))

    assert "is not the user name of anybody" in of.rows.get().problems["lead"]


def test_a_list_that_was_exported_says_what_it_lacks(officer, person, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    found = PeopleExport(officer)
    file = sheets.open_file("list.csv", "People", found.columns)
    for row in found.batch("", 10):
        file.add(column.of(row) for column in found.columns)
    file.close("1 row. That is all.")
    content = (sheets.folder() / "list.csv").read_bytes()

    with pytest.raises(UnreadableFile) as raised:
        read_file(uploaded(content))

    assert "There is no column “Surname”" in " ".join(raised.value.messages)


def test_the_name_of_a_sheet_that_excel_would_not_take_is_cut(manager):
    file = as_workbook([["Quill", "Jo Quill"]], HEAD)
    longer = b'name="' + b"S" * 5000 + b'"'

    of = check(manager, file=changed(file, "xl/workbook.xml", b'name="Sheet"', longer))

    assert of.read_as == f"Excel workbook, sheet “{'S' * 60}”"
    assert of.rows.get().state == "ready"
