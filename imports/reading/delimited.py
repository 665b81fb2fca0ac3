"""CSV: which sign stands between the columns, and rows that may go over several lines."""

import csv
import io
import re
from collections.abc import Iterator

from imports.columns import column_of
from imports.reading.problems import UnreadableFile
from imports.reading.table import TITLES, Table, filled

SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "strokes"}
# What Excel writes on top, to say which sign it is.
SAYS = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
LONGEST = 200_000

csv.field_size_limit(LONGEST)


def read_delimited(text: str, encoding: str) -> Table:
    """The table in a text. Raises UnreadableFile."""
    text = text.removeprefix("\ufeff")
    said = SAYS.match(text)
    sign = said[1] if said and said[1] in SIGNS else _sign(text)
    table = Table(f"CSV with {SIGNS[sign]} between the columns, saved as {encoding}")
    try:
        table.rows = list(filled(_rows(text, sign)))
    except csv.Error as problem:
        raise UnreadableFile(_because(text, problem)) from problem
    if said:
        table.rows = [row for row in table.rows if row[0] > 1]
    return table


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))


def _sign(text: str) -> str:
    """The sign that makes the most of the first rows into headings we know; else most columns."""
    return max(SIGNS, key=lambda sign: _fit(text, sign))


def _fit(text: str, sign: str) -> tuple[int, int]:
    known = widest = 0
    rows = csv.reader(io.StringIO(text[: 20 * LONGEST], newline=""), delimiter=sign)
    try:
        for _, cells in zip(range(TITLES), rows, strict=False):
            known = max(known, sum(column_of(cell) is not None for cell in cells))
            widest = max(widest, len(cells))
    except csv.Error:
        pass
    return known, widest


def _because(text: str, problem: csv.Error) -> str:
    if "field larger" in str(problem):
        return f"A cell of this file has more than {LONGEST:,} characters. Is a quote not closed?"
    if "unexpected end" in str(problem):
        return 'A quote (") in this file is opened and never closed.'
    number = sum(1 for _ in _until_wrong(text))
    return f'Row {number + 1} has a quote (") in the wrong place. Save the file as CSV again.'


def _until_wrong(text: str) -> Iterator[list[str]]:
    try:
        yield from _rows(text, _sign(text))
    except csv.Error:
        return
