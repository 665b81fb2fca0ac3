"""The template as an Excel workbook: a sheet with the headings, and one that explains them."""

import io

import openpyxl
from openpyxl.styles import Font

from imports.columns import COLUMNS, NOT_TAKEN


def template_as_workbook() -> bytes:
    """An empty workbook with our headings, and an example of each on a second sheet."""
    book = openpyxl.Workbook()
    people, help_sheet = book.active, book.create_sheet("How to fill it in")
    people.title = "People"
    people.append([column.heading for column in COLUMNS])
    help_sheet.append(["Column", "Example", "What to know"])
    for column in COLUMNS:
        help_sheet.append([column.heading, column.example, column.hint])
    help_sheet.append(["Notes", "", NOT_TAKEN])
    for sheet in (people, help_sheet):
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = 22
    # Text, so that a number keeps its noughts and a date stays as it was typed.
    for number in range(1, len(COLUMNS) + 1):
        people.column_dimensions[people.cell(1, number).column_letter].number_format = "@"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
