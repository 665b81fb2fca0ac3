"""What tests of the auditors’ exports share."""

import csv
import io

from audit.jobs import drain_deliveries
from audit.services import ask_for_export

LIST, NEW = "/audit/exports/", "/audit/exports/new/"


def ask(auditor, **ask):
    return ask_for_export(by=auditor, ask=ask, in_words="Teams: all", reason="A complaint")


def made(auditor, **filters):
    export = ask(auditor, **filters)
    assert drain_deliveries() >= 1  # beside what follows from the events of a test
    export.refresh_from_db()
    return export


def fetch(client, export):
    response = client.get(f"{LIST}{export.uuid}/")
    body = b"".join(response) if response.streaming else response.content
    return response, body


def rows_of(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
