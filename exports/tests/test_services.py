"""An export is asked for, made by the job, recorded, deleted after a week; or refused."""

import datetime
import hashlib
import os

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from exports import jobs, services, sheets
from exports.models import Export, ExportPart
from exports.querysets import STALLED
from exports.tests.factories import ExportFactory

pytestmark = pytest.mark.django_db


def text_of(export):
    return (sheets.folder() / export.file_name).read_text("utf-8-sig")


def verbs():
    return list(
        Event.objects.filter(verb__startswith="export.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def test_a_list_is_asked_for_made_and_recorded(made, numbers, officer, person):
    numbers.people = [person.pk]

    export = made()

    assert (export.state, export.row_count, export.rows_done) == ("ready", 3, 3)
    body = (sheets.folder() / export.file_name).read_bytes()
    assert export.sha256 == hashlib.sha256(body).hexdigest()
    assert export.keep_until - export.made_at == datetime.timedelta(days=7)
    heading = text_of(export).splitlines()[1]
    assert "Numbers. Exported by Priya Nandra, Staffordshire IOM Team, on " in heading
    assert "for: The cohort meeting." in heading
    assert verbs() == ["export.asked", "export.made"]
    event = Event.objects.get(verb="export.made")
    assert (event.operation, event.target_id) == ("disclosure", None)
    assert (event.reason, event.recipient) == ("The cohort meeting", "Priya Nandra")
    assert event.subjects == [person.pk]
    assert (event.detail["rows"], event.detail["sha256"]) == (3, export.sha256)


def test_many_people_are_named_in_several_events(made, numbers, monkeypatch, settings):
    settings.LISTING_LIMITS = {"practitioner": 10, "manager": 10}
    monkeypatch.setattr(services, "PEOPLE_OF_EVENT", 2)
    numbers.people = [5, 3, 4, 2, 1]

    made()

    events = Event.objects.filter(verb="export.made").order_by("pk")
    assert [event.subjects for event in events] == [[1, 2], [3, 4], [5]]
    assert [event.detail["part"] for event in events] == ["1 of 3", "2 of 3", "3 of 3"]


def test_rows_are_written_in_batches_and_the_reader_sees_how_far_it_is(ask, numbers, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    numbers.values = list("abcde")
    export = ask()
    seen = []
    follow = services.next_rows

    def watched(**batch):
        found = follow(**batch)
        seen.append(Export.objects.get().rows_done)
        return found

    monkeypatch.setattr(services, "next_rows", watched)
    jobs.make_exports()

    assert seen == [2, 4, 5]
    assert [part.rows for part in ExportPart.objects.order_by("number")] == [[0, 1], [2, 3], [4]]
    export.refresh_from_db()
    assert text_of(export).splitlines()[3:] == [
        *(f'"{n}","{letter}"' for n, letter in enumerate("abcde")),
        '"5 rows. That is all."',
    ]


def test_no_file_has_more_rows_than_the_most(made, numbers, monkeypatch):
    monkeypatch.setattr("exports.limits.MOST", 2)

    export = made()

    assert (export.row_count, export.is_cut_off) == (2, True)
    assert "The first 2 rows. There are more" in text_of(export)


def test_as_many_rows_as_the_most_are_all(made, numbers, monkeypatch):
    monkeypatch.setattr("exports.limits.MOST", 3)

    export = made()

    assert (export.row_count, export.is_cut_off) == (3, False)


def test_an_empty_list_is_a_file_with_its_headings(made, numbers):
    numbers.values = []

    export = made()

    assert text_of(export).splitlines()[2:] == ['"Number","Text"', '"0 rows. That is all."']


def test_the_job_twice_makes_one_file(made):
    export = made()

    assert jobs.make_exports() == 0
    assert Event.objects.filter(verb="export.made").count() == 1
    assert [path.name for path in sheets.folder().iterdir()] == [export.file_name]


def test_an_empty_reason_is_no_reason(ask):
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(reason=" ")


# ---- Who may ------------------------------------------------------------------------------------
def test_a_list_that_does_not_open_is_not_exported(ask, numbers):
    numbers.opens = False

    with pytest.raises(ValidationError):
        ask()


def close_account(numbers, officer):
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()


def end_membership(numbers, officer):
    officer.memberships.update(valid_until=timezone.now())


def shut_list(numbers, officer):
    numbers.opens = False


@pytest.mark.parametrize("end", [close_account, end_membership, shut_list])
def test_access_that_ends_before_the_job_leaves_no_file(ask, numbers, officer, end):
    export = ask()
    end(numbers, officer)

    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, export.file_name) == ("refused", "")
    assert verbs() == ["export.asked", "export.refused"]
    assert not list(sheets.folder().glob("*"))
    assert not ExportPart.objects.exists()


def test_access_that_ends_between_two_batches_leaves_no_file(ask, numbers, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 1)
    export = ask()
    follow = services.next_rows

    def ended(**batch):
        numbers.opens = batch["number"] < 2
        return follow(**batch)

    monkeypatch.setattr(services, "next_rows", ended)
    jobs.make_exports()

    export.refresh_from_db()
    assert export.state == "refused"
    assert not list(sheets.folder().glob("*"))


def test_access_that_ends_after_the_last_row_leaves_no_file(ask, numbers, monkeypatch):
    export = ask()
    finish = services.finish_export

    def ended(**finished):
        numbers.opens = False
        return finish(**finished)

    monkeypatch.setattr(services, "finish_export", ended)
    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, verbs()) == ("refused", ["export.asked", "export.refused"])
    assert not list(sheets.folder().glob("*"))


# ---- When something breaks ----------------------------------------------------------------------
def breaks(**batch):
    raise OSError("No space left on device")


def died(export):
    """The worker of an export has said nothing for some minutes."""
    Export.objects.filter(pk=export.pk).update(worked_at=timezone.now() - 2 * STALLED)


def test_an_export_whose_worker_died_is_made_by_another(ask, monkeypatch):
    export = ask()
    follow = services.next_rows
    monkeypatch.setattr(services, "next_rows", breaks)
    with pytest.raises(OSError, match="No space"):
        jobs.make_exports()
    monkeypatch.setattr(services, "next_rows", follow)
    assert jobs.make_exports() == 0  # the first may still be at work
    died(export)

    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, export.attempts) == ("ready", 2)
    assert [path.name for path in sheets.folder().iterdir()] == [export.file_name]


def test_an_export_that_breaks_each_time_is_given_up_and_says_so(ask, monkeypatch):
    export = ask()
    monkeypatch.setattr(services, "next_rows", breaks)
    for _ in range(services.ATTEMPTS):
        with pytest.raises(OSError, match="No space"):
            jobs.make_exports()
        died(export)

    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, verbs()) == ("failed", ["export.asked", "export.failed"])
    assert "Ask for it again" in export.why_not
    assert not list(sheets.folder().glob("*"))


def test_the_next_is_made_when_one_is_given_up(ask):
    given_up, next_one = ask(), ask()
    Export.objects.filter(pk=given_up.pk).update(attempts=services.ATTEMPTS)

    assert jobs.make_exports() == 1

    states = Export.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(given_up.pk, "failed"), (next_one.pk, "ready")]


def test_a_worker_that_was_too_slow_writes_into_nobody_elses_file(ask, monkeypatch):
    export = ask()
    follow = services.next_rows

    def overtaken(**batch):
        monkeypatch.setattr(services, "next_rows", follow)
        died(export)
        jobs.make_exports()
        return follow(**batch)

    monkeypatch.setattr(services, "next_rows", overtaken)
    jobs.make_exports()

    export.refresh_from_db()
    assert export.state == "ready"
    assert Event.objects.filter(verb="export.made").count() == 1
    assert [path.name for path in sheets.folder().iterdir()] == [export.file_name]


# ---- After a week -------------------------------------------------------------------------------
def test_a_file_is_deleted_after_a_week_and_its_row_stays(made):
    kept, over = made(), made()
    Export.objects.filter(pk=over.pk).update(keep_until=timezone.now())

    assert jobs.delete_expired_exports() == 1

    over.refresh_from_db()
    assert (over.state, over.file_name, over.row_count) == ("deleted", "", 3)
    assert [path.name for path in sheets.folder().iterdir()] == [kept.file_name]
    assert {part.export_id for part in ExportPart.objects.all()} == {kept.pk}
    event = Event.objects.get(verb="export.deleted")
    assert (event.operation, event.actor_name) == ("erasure", "The clock")


def test_files_that_no_row_speaks_of_go_after_a_day(made):
    export = made()
    old, new = (sheets.folder() / name for name in ("old.csv", "new.part"))
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))

    jobs.delete_expired_exports()

    assert {path.name for path in sheets.folder().iterdir()} == {export.file_name, "new.part"}


def test_who_asked_is_never_who_decided(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportFactory(asked_by=officer, decided_by=officer, decided_at=timezone.now())
