"""An export goes from the search to the file, for those who may."""

import hashlib
import uuid

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from access.services import exclude_person
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit import sheets
from audit.jobs import drain_deliveries
from audit.models import AuditExport, Event
from audit.services import record
from audit.tests.factories import EventFactory
from core import policy
from tests.exports.exporting import LIST, NEW, ask, fetch, made, rows_of

pytestmark = pytest.mark.slow


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
