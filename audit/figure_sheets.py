"""Tables of figures as a file for a spreadsheet: marked, without formulas."""

import csv
import io
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

from audit.sheets import harmless
from core.figures import Table
from core.views import as_file


def sheet(*, heading: str, tables: Iterable[Table], name: str) -> HttpResponse:
    """The file as the answer: marking, heading, then each table below what it means."""
    file = io.StringIO()
    lines = csv.writer(file, quoting=csv.QUOTE_ALL)
    lines.writerow([settings.MARKING])
    lines.writerow([harmless(heading)])
    for table in tables:
        lines.writerow([])
        for row in ((table.title,), (table.about,), table.columns, *table.rows):
            lines.writerow([harmless(value) for value in row])
    body = file.getvalue().encode("utf-8-sig")
    return as_file(body, name=name, content_type="text/csv; charset=utf-8")
