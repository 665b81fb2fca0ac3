"""What tests of the lists share: the rows of the file that somebody gets."""

import csv
import io

import pytest

from exports import jobs, services, sheets


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def exported():
    """The rows of a list as a file, as the reader gets them, by the headings."""

    def export(by, kind, query="", of=None, file_format="csv"):
        asked = services.ask_for_list(
            by=by,
            kind=kind,
            query=query,
            of=of and of.uuid,
            file_format=file_format,
            reason="The cohort meeting",
        )
        jobs.make_exports()
        asked.refresh_from_db()
        assert asked.state == "ready", asked.why_not
        body = (sheets.folder() / asked.file_name).read_text("utf-8-sig")
        _, _, headings, *rows, _ = csv.reader(io.StringIO(body, newline=""))
        assert len(rows) == asked.row_count
        return [dict(zip(headings, row, strict=True)) for row in rows]

    return export
