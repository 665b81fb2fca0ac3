"""Parts of the log as files: asked for, made by a job, fetched by one person, deleted."""

import csv
import datetime
import hashlib
import io
import os
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit import services, sheets
from audit.jobs import delete_exported_files, drain_deliveries
from audit.models import AuditExport, Delivery, Event
from audit.services import ask_for_export, make_export, record
from audit.tests.factories import AuditExportFactory, EventFactory
from core import policy

pytestmark = pytest.mark.slow

LIST, NEW = "/audit/exports/", "/audit/exports/new/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def events(officer, person):
    return [
        record(verb="profile.edited", operation=Event.ALTERATION, actor=officer, target=person)
        for _ in range(3)
    ]


def ask(auditor, **ask):
    return ask_for_export(by=auditor, ask=ask, in_words="Teams: all", reason="A complaint")


def made(auditor, **filters):
    export = ask(auditor, **filters)
    assert drain_deliveries() == 1
    export.refresh_from_db()
    return export


def fetch(client, export):
    response = client.get(f"{LIST}{export.uuid}/")
    body = b"".join(response) if response.streaming else response.content
    return response, body


def rows_of(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


# ---- From the search to the file --------------------------------------------------------------


def test_an_export_from_the_search_to_the_file(as_auditor, auditor, events, person):
    search = as_auditor.get("/audit/", {"person": person.reference})
    address = search.context["export"]
    assert f"Person’s reference: {person.reference}" in as_auditor.get(address).content.decode()

    response = as_auditor.post(address, {"reason": "Complaint 12 of June"})
    assert response["Location"] == LIST
    assert "Being made" in as_auditor.get(LIST).content.decode()
    drain_deliveries()

    export = AuditExport.objects.get()
    assert (export.state, export.reason, export.asked_by) == (
        "ready",
        "Complaint 12 of June",
        auditor,
    )
    page = as_auditor.get(LIST).content.decode()
    assert f"{LIST}{export.uuid}/" in page
    assert export.sha256 in page.replace("<wbr>", "")
    response, body = fetch(as_auditor, export)
    assert response.status_code == 200
    assert hashlib.sha256(body).hexdigest() == export.sha256
    rows = rows_of(body)
    assert rows[0] == ["OFFICIAL-SENSITIVE"]
    assert "Complaint 12 of June" in rows[1][0]
    assert rows[2] == list(sheets.COLUMNS)
    seen = Event.objects.visible_to(auditor).about(person.pk).newest_first()
    assert [row[-1] for row in rows[3:-1]] == [str(event.pk) for event in seen]
    assert rows[-1] == [f"{len(seen)} events. That is all."]
    assert len(seen) == export.row_count


def test_how_a_file_is_sent(as_auditor, auditor, events):
    response, body = fetch(as_auditor, made(auditor))

    assert body.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"


def test_the_file_names_people_by_reference_alone(as_auditor, auditor, events, person):
    _, body = fetch(as_auditor, made(auditor))

    assert person.reference in body.decode()
    assert person.surname not in body.decode()


def test_the_disclosure_is_recorded_with_count_and_hash(auditor, events, person):
    export = made(auditor, person=person.pk)

    event = Event.objects.get(verb="audit.exported")
    assert (event.operation, event.actor_id) == (Event.DISCLOSURE, auditor.pk)
    assert (event.recipient, event.reason) == (auditor.name, "A complaint")
    assert event.detail["sha256"] == export.sha256
    assert event.detail["rows"] == export.row_count
    assert event.subjects == [person.pk]


def test_asking_and_fetching_are_recorded_too(as_auditor, auditor, events):
    export = made(auditor)
    fetch(as_auditor, export)

    asked = Event.objects.get(verb="audit.export_asked")
    fetched = Event.objects.get(verb="audit.export:file")
    assert asked.reason == "A complaint"
    assert (fetched.target_label, fetched.actor_id) == (f"Export {export.pk}", auditor.pk)
    assert fetched.detail["sha256"] == export.sha256


def test_a_reason_is_needed(as_auditor):
    for reason in ("", "   ", "\u200b"):
        response = as_auditor.post(NEW, {"reason": reason})

        assert response.status_code == 200
        assert "Enter why you need this file" in response.content.decode()
    assert not AuditExport.objects.exists()


def test_an_overlong_reason_comes_back_with_what_was_typed(as_auditor):
    page = as_auditor.post(NEW, {"reason": "x" * 501}).content.decode()

    assert "must be 500 characters or fewer" in page
    assert "x" * 501 in page


# ---- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", ["officer", "manager", "administrator", "operator"])
def test_nobody_else_asks_for_an_export(request, actor):
    user = request.getfixturevalue(actor)

    with pytest.raises(Http404), transaction.atomic():
        ask(user)
    assert not AuditExport.objects.exists()


def test_another_auditor_does_not_find_the_file(client, auditor, police, events):
    export = made(auditor)
    second = member(TeamFactory(areas=police.areas.all()), Membership.Role.AUDITOR)
    client.force_login(second)

    assert fetch(client, export)[0].status_code == 404
    assert client.get(f"{LIST}{uuid.uuid4()}/").status_code == 404
    assert str(export.uuid) not in client.get(LIST).content.decode()
    assert not policy.can(second, "audit.export", export)
    assert policy.can(auditor, "audit.export", export)


def test_an_export_asked_for_before_the_role_ended_is_refused_and_recorded(auditor, events, media):
    export = ask(auditor)
    auditor.memberships.update(valid_until=timezone.now())

    drain_deliveries()

    export.refresh_from_db()
    assert (export.state, export.file_name, export.row_count) == ("refused", "", None)
    assert not list(media.rglob("*.csv"))
    event = Event.objects.get(verb="audit.export_refused")
    assert (event.operation, event.target_id) == (Event.REFUSAL, export.pk)


def test_a_file_is_kept_from_who_is_no_longer_auditor(as_auditor, auditor, events):
    export = made(auditor)
    auditor.memberships.update(valid_until=timezone.now())

    assert fetch(as_auditor, export)[0].status_code == 403


def test_a_file_is_kept_from_an_auditor_of_another_area_now(
    as_auditor, auditor, events, norfolk, outsider
):
    export = made(auditor)
    for _ in range(20):
        EventFactory(actor_team_id=outsider.acting_team.pk)
    auditor.memberships.get().team.areas.set([norfolk])

    response, body = fetch(as_auditor, export)

    assert response.status_code == 403
    assert "Ask for a new one" in body.decode()


def test_a_file_is_kept_from_an_auditor_excluded_since(
    as_auditor, auditor, events, person, manager
):
    export = made(auditor)
    exclude_person(obj=person, by=manager, user=auditor, reason="A cousin")

    assert fetch(as_auditor, export)[0].status_code == 403


def test_more_events_are_no_reason_to_keep_a_file_back(as_auditor, auditor, events, officer):
    export = made(auditor)
    record(verb="page.refused", operation=Event.REFUSAL, actor=officer)

    assert fetch(as_auditor, export)[0].status_code == 200


def test_the_job_asks_again_what_is_in_scope(as_auditor, auditor, events, person, manager):
    export = ask(auditor)
    exclude_person(obj=person, by=manager, user=auditor, reason="A cousin")
    drain_deliveries()
    export.refresh_from_db()

    _, body = fetch(as_auditor, export)

    numbers = {row[-1] for row in rows_of(body)}
    assert not numbers & {str(event.pk) for event in events}


# ---- The file ---------------------------------------------------------------------------------


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


# ---- Twice, halfway, and afterwards -----------------------------------------------------------


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
