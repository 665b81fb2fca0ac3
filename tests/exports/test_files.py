"""The file of an export: what is in it, asked twice, halfway, afterwards."""

import datetime
import os

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from audit import services, sheets
from audit.jobs import delete_exported_files, drain_deliveries
from audit.models import AuditExport, Delivery, Event
from audit.services import make_export
from audit.tests.factories import AuditExportFactory, EventFactory
from core import policy
from tests.exports.exporting import LIST, ask, fetch, made, rows_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1", "\u00a0=1"],
)
def test_no_cell_is_a_formula(as_auditor, auditor, officer, text):
    EventFactory(
        actor_team_id=officer.acting_team.pk, actor_name=text, recipient=text, reason=text
    )

    _, body = fetch(as_auditor, made(auditor))

    cells = [cell for row in rows_of(body) for cell in row]
    assert f"'{text}" in cells
    assert not [cell for cell in cells if cell.strip().startswith(sheets.FORMULA)]


def test_the_reason_in_the_head_is_no_formula_either():
    assert sheets.harmless("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"
    assert sheets.harmless("plain - text") == "plain - text"


def test_quotes_commas_and_lines_stay_in_their_cell(as_auditor, auditor, officer):
    text = 'He said "no", twice;\nand left'
    EventFactory(actor_team_id=officer.acting_team.pk, reason=text)

    _, body = fetch(as_auditor, made(auditor))

    assert [row for row in rows_of(body) if text in row and len(row) == len(sheets.COLUMNS)]


def test_a_large_export_is_cut_off_and_says_so(as_auditor, auditor, police, events, monkeypatch):
    monkeypatch.setattr(sheets, "MOST", 2)
    export = made(auditor)

    _, body = fetch(as_auditor, export)

    assert (export.row_count, export.is_cut_off) == (2, True)
    assert rows_of(body)[-1] == ["The newest 2 events. There are more: ask for fewer days."]
    assert "2 events: the newest of more" in as_auditor.get(LIST).content.decode()


def test_an_export_of_nothing_is_a_file_too(as_auditor, auditor):
    export = made(auditor, person=0)

    response, body = fetch(as_auditor, export)

    assert response.status_code == 200
    assert rows_of(body)[-1] == ["0 events. That is all."]


def test_only_the_service_may_read_the_file(auditor, events, media):
    export = made(auditor)
    path = media / "exports" / export.file_name

    assert os.stat(path).st_mode & 0o777 == 0o600
    assert os.stat(path.parent).st_mode & 0o777 == 0o700
    assert len(export.file_name) > 60
    assert str(export.pk) != export.file_name


def test_no_address_serves_the_folder(as_auditor, auditor, events):
    export = made(auditor)

    for path in (f"/media/exports/{export.file_name}", f"/exports/{export.file_name}"):
        assert as_auditor.get(path).status_code == 404


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_file_that_is_not_as_it_was_made_is_not_sent(as_auditor, auditor, events, media, damage):
    export = made(auditor)
    path = media / "exports" / export.file_name
    path.unlink() if damage == "gone" else path.write_text("something else")

    response, body = fetch(as_auditor, export)

    assert response.status_code == 403
    assert "The file is not as it was made." in body.decode()


def test_a_file_being_made_is_not_there_yet(as_auditor, auditor):
    assert fetch(as_auditor, ask(auditor))[0].status_code == 404


def test_a_file_is_made_once(auditor, events, media):
    export = made(auditor)

    services.consume("audit.exports", Event.objects.get(verb="audit.export_asked"))
    make_export(export=export)

    assert len(list(media.rglob("*.csv"))) == 1
    assert Event.objects.filter(verb="audit.exported").count() == 1


def test_a_failure_while_writing_leaves_nothing_and_is_tried_again(
    auditor, events, media, monkeypatch
):
    export = ask(auditor)
    with monkeypatch.context() as broken:
        broken.setattr(sheets, "ending", lambda *args: 1 / 0)
        drain_deliveries()
    export.refresh_from_db()
    assert export.state == "waiting"
    assert not list(media.rglob("*.csv"))
    assert not Event.objects.filter(verb="audit.exported")

    Delivery.objects.update(not_before=Event.objects.earliest("at").at)
    drain_deliveries()
    export.refresh_from_db()
    assert export.state == "ready"


def test_a_week_later_the_file_goes_and_the_row_stays(as_auditor, auditor, events, media):
    export = made(auditor)
    assert delete_exported_files() == 0
    assert list(media.rglob("*.csv"))

    long_ago = timezone.now() - datetime.timedelta(seconds=1)
    AuditExport.objects.filter(pk=export.pk).update(keep_until=long_ago)
    assert delete_exported_files() == 1
    assert delete_exported_files() == 0

    assert not list(media.rglob("*.csv"))
    before, export = export, AuditExport.objects.get()
    assert (export.state, export.file_name) == ("deleted", "")
    assert (export.sha256, export.row_count) == (before.sha256, before.row_count)
    assert Event.objects.get(verb="audit.export_deleted").operation == "erasure"
    assert fetch(as_auditor, export)[0].status_code == 404
    assert "File deleted" in as_auditor.get(LIST).content.decode()


def test_an_export_that_was_never_made_is_told(as_auditor, auditor):
    export = ask(auditor)
    a_day_ago = timezone.now() - datetime.timedelta(hours=25)
    AuditExport.objects.update(asked_at=a_day_ago)

    delete_exported_files()

    export.refresh_from_db()
    assert export.state == "failed"
    assert "Not made" in as_auditor.get(LIST).content.decode()
    assert Event.objects.filter(verb="audit.export_failed").exists()


def test_files_that_no_row_speaks_of_go_after_a_day(auditor, events, media):
    kept = made(auditor)
    stray, fresh = media / "exports" / "stray.csv", media / "exports" / "fresh.csv"
    for path in (stray, fresh):
        path.write_text("x")
    for path in (stray, media / "exports" / kept.file_name):
        os.utime(path, (0, 0))

    delete_exported_files()

    assert not stray.exists()
    assert fresh.exists()
    assert (media / "exports" / kept.file_name).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"reason": " \n"},
        {"state": "ready"},
        {"state": "ready", "file_name": "x.csv"},
        {"file_name": "x.csv"},
        {"state": "deleted"},
    ],
)
def test_the_database_refuses_what_cannot_be(auditor, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditExportFactory(asked_by=auditor, **fields)


def test_the_application_cannot_remove_an_export(auditor):
    AuditExportFactory(asked_by=auditor)

    denied = pytest.raises(DatabaseError, match="permission denied")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditexport")


def test_a_rule_that_refuses_says_why(auditor, events, norfolk):
    export = made(auditor)
    auditor.memberships.get().team.areas.set([norfolk])

    with pytest.raises(PermissionDenied, match="What you audit has changed"):
        policy.require(auditor, "audit.export", export)
