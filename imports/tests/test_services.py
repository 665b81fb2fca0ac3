"""An import is checked, agreed to and done: each batch whole or not at all, each row once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from audit.jobs import drain_deliveries
from audit.models import Event
from imports import services
from imports.jobs import erase_rows_of_imports
from imports.models import Import, ImportRow
from imports.services import running
from imports.tests.factories import ROWS, as_csv, check, compare, finish, upload
from profiles.models import Profile
from profiles.services import create_profiles
from profiles.tests.factories import RiskLevelFactory, make_person

TEN = [
    [f"Quill{letter}feather", "Tamsin", f"{n}/3/1988"] for n, letter in enumerate("abcdefghij", 13)
]
HEADS = ["Surname", "First names", "DOB"]


def ten(by, team=None):
    return check(by, team, file=as_csv(TEN, HEADS))


def names():
    return sorted(Profile.objects.values_list("surname", flat=True))


def test_every_column_becomes_part_of_the_record(manager, police, officer):
    RiskLevelFactory()
    cells = {
        "Surname": "O’Quillfeather",
        "First names": "Tamsin Jo",
        "Date of birth": "12/3/1988",
        "Sex": "Female",
        "Other names": "Tam; Bann, Jo",
        "PNC": "2009/0048211P",
        "CRN": "x123456",
        "Prison number": "A1234BC",
        "NHS": "9434765919",
        "Address": "14 Tannery Row, Stafford",
        "Postcode": "st169zz",
        "Phone": "01632 960114",
        "Role": "Victim; offender",
        "Level of risk": "High",
        "Risk of what": "Serious harm",
        "Reasons for the risk": "As assessed in June",
        "Lead": "OFFICER",
    }
    of = check(manager, file=as_csv([list(cells.values())], list(cells)))

    finish(of, manager)

    person = Profile.objects.get()
    assert (person.name, person.sex, person.lead) == (
        "Tamsin Jo O’Quillfeather",
        "female",
        officer,
    )
    assert person.born_on == datetime.date(1988, 3, 12)
    assert [str(name) for name in person.other_names.all()] == ["Tam", "Jo Bann"]
    assert [str(one) for one in person.identifiers.all()] == [
        "PNC 2009/0048211P",
        "CRN X123456",
        "Prison number A1234BC",
        "NHS number 943 476 5919",
    ]
    assert str(person.addresses.get()) == "14 Tannery Row, Stafford, ST16 9ZZ"
    assert [(role.kind, role.source) for role in person.roles.all()] == [
        ("victim", "IOM cohort"),
        ("offender", "IOM cohort"),
    ]
    assert person.risk_assessments.get().rationale == "As assessed in June"
    assert person.created_by == manager
    assert person.owner_team == police


def test_each_step_is_an_event_and_what_follows_is_delivered(manager, police):
    of = upload(manager)

    drain_deliveries()
    of.refresh_from_db()
    assert of.state == "checked"
    services.start_import(of=of, by=manager)
    drain_deliveries()

    of.refresh_from_db()
    assert (of.state, of.counts) == ("done", {"imported": 2})
    verbs = Event.objects.filter(target_type="imports.import").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "import.uploaded",
        "import.checked",
        "import.started",
        "import.done",
    ]
    assert verbs.last().subjects == sorted(Profile.objects.values_list("pk", flat=True))


def test_an_import_by_an_administrator_waits_for_a_manager(administrator, manager, police):
    of = check(administrator, police)

    with pytest.raises(PermissionDenied, match="Only a manager of the team"):
        services.start_import(of=of, by=administrator)
    assert not services.import_batch(of=of)
    assert not Profile.objects.exists()
    finish(of, manager)
    assert Profile.objects.filter(created_by=manager).count() == 2


def test_a_batch_is_whole_or_not_at_all(manager, monkeypatch):
    of = ten(manager)
    made = []

    def fails_in_the_second(**kwargs):
        profiles = create_profiles(**kwargs)
        made.append(len(profiles))
        if len(made) == 2:
            raise ValidationError("The fifth is wrong.")
        return profiles

    monkeypatch.setattr(running, "create_profiles", fails_in_the_second)
    finish(of, manager, size=4)

    assert made == [4, 4]
    assert (of.state, of.position, of.counts) == ("stopped", 5, {"imported": 4, "ready": 6})
    assert of.stopped_because == "The fifth is wrong. Rows 6 to 9 were not imported."
    assert len(names()) == 4

    finish(of, manager, size=4)
    assert of.state == "done"
    assert names() == sorted(row[0] for row in TEN)


def test_after_a_kill_it_goes_on_where_the_last_batch_ended(manager, monkeypatch):
    of = ten(manager)
    services.start_import(of=of, by=manager)
    services.import_batch(of=of, size=4)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(running, "_go_on", killed)
        with pytest.raises(KeyboardInterrupt):
            services.import_batch(of=of, size=4)
    assert len(names()) == 4

    finish(of, size=4)
    assert names() == sorted(row[0] for row in TEN)


def test_run_twice_is_run_once(manager):
    of = ten(manager)
    finish(of, manager)

    assert not services.import_batch(of=of)
    assert len(names()) == 10
    with pytest.raises(ValidationError, match="This import has begun already, or is over."):
        services.start_import(of=of, by=manager)


def test_a_second_check_changes_nothing(manager):
    of = check(manager)

    services.check_import(of=of)

    assert Event.objects.filter(verb="import.checked").count() == 1


def test_a_record_that_came_since_the_check_is_not_made_again(manager):
    of, same = check(manager), check(manager)
    finish(same, manager)

    finish(of, manager)

    assert of.counts == {"skipped": 2}
    assert Profile.objects.count() == 2
    row = of.rows.first()
    assert row.problems == {
        "": "Since the check, somebody has created a record that may be about the same person."
    }


def test_a_file_without_dates_of_birth_makes_nobody_twice(manager):
    rows = [["Quillfeather", "Tamsin", "", "", "", ""]]
    of, same = check(manager, rows=rows), check(manager, rows=rows)
    finish(same, manager)

    finish(of, manager)

    assert of.counts == {"skipped": 1}
    assert check(manager, rows=rows).counts == {"duplicate": 1}
    assert Profile.objects.count() == 1


def test_rows_that_may_be_on_record_are_left_out_until_somebody_says_otherwise(manager):
    known = make_person(by=manager, surname="Oakenthorpe", forenames="Bram", born_on="1990-05-01")
    of = check(manager)
    assert of.counts == {"ready": 1, "duplicate": 1}

    services.choose_rows(of=of, by=manager, chosen={2: False, 3: True})
    of.refresh_from_db()
    assert of.counts == {"ready": 2}
    services.choose_rows(of=of, by=manager, chosen={2: False, 3: False})
    services.choose_rows(of=of, by=manager, chosen={3: True})
    of.refresh_from_db()
    finish(of, manager)

    assert Profile.objects.filter(surname="Oakenthorpe").count() == 2
    created = Event.objects.filter(verb="profile.created").latest("pk")
    assert created.detail == {"unlike": [known.reference]}


def test_what_was_chosen_on_other_rows_stays(manager, second_manager):
    of = check(manager, rows=[ROWS[0], ROWS[0], ROWS[0]])

    services.choose_rows(of=of, by=manager, chosen={3: True})
    services.choose_rows(of=of, by=second_manager, chosen={4: True})
    services.choose_rows(of=of, by=manager, chosen={})

    of.refresh_from_db()
    assert of.counts == {"ready": 3}
    chosen = Event.objects.filter(verb="import.chosen").order_by("pk")
    assert [one.detail for one in chosen] == [
        {"rows": 1, "another": [3]},
        {"rows": 1, "another": [4]},
    ]


def test_two_rows_of_one_person_may_both_be_made(manager):
    of = check(manager, rows=[ROWS[0], ROWS[0]])
    services.choose_rows(of=of, by=manager, chosen={3: True})
    of.refresh_from_db()

    finish(of, manager, size=1)

    assert of.counts == {"imported": 2}


def test_who_agreed_is_asked_again_with_each_batch(manager, second_manager, police):
    of = ten(manager)
    services.start_import(of=of, by=second_manager)
    services.import_batch(of=of, size=4)
    second_manager.memberships.update(valid_until=timezone.now())

    services.import_batch(of=of, size=4)

    of.refresh_from_db()
    assert of.state == "stopped"
    assert of.stopped_because == "Wren Ashdown may no longer import for Staffordshire IOM Team."
    assert len(names()) == 4


def test_a_row_that_is_ready_no_more_stops_the_import(manager, officer):
    of = check(manager, file=as_csv([["Quill", "officer"]], ["Surname", "Lead"]))
    officer.memberships.update(valid_until=timezone.now())

    finish(of, manager)

    assert of.stopped_because.startswith("Row 2 was ready, and is not any more. “officer” is not")
    assert not Profile.objects.exists()


def test_a_stop_holds_between_two_batches(manager):
    of = ten(manager)
    services.start_import(of=of, by=manager)
    services.import_batch(of=of, size=4)

    services.stop_import(of=of, by=manager)

    assert not services.import_batch(of=of, size=4)
    assert len(names()) == 4
    of.refresh_from_db()
    services.cancel_import(of=of, by=manager)
    of.refresh_from_db()
    assert (of.state, of.is_over) == ("cancelled", True)


def test_an_import_with_nothing_ready_does_not_begin(manager):
    of = check(manager, rows=[["Quill", "", "nonsense", "", "", ""]])

    with pytest.raises(ValidationError, match="No row of this import is ready"):
        services.start_import(of=of, by=manager)


def test_others_do_nothing_with_it(manager, outsider, police):
    of = check(manager)
    for act in (
        lambda: services.choose_rows(of=of, by=outsider, chosen={2: True}),
        lambda: services.start_import(of=of, by=outsider),
        lambda: services.stop_import(of=of, by=outsider),
        lambda: services.cancel_import(of=of, by=outsider),
        lambda: upload(outsider, police),
    ):
        with pytest.raises(Http404):
            act()


def test_a_check_asks_again_whether_the_preparer_may(administrator, police):
    of = upload(administrator, police)
    administrator.memberships.update(valid_until=timezone.now())

    services.check_import(of=of)

    of.refresh_from_db()
    assert of.state == "cancelled"
    assert set(of.rows.values_list("state", flat=True)) == {"waiting"}


def test_nobody_has_more_than_ten_unfinished(manager):
    for _ in range(10):
        upload(manager)

    with pytest.raises(ValidationError, match="You have 10 imports that are not finished"):
        upload(manager)


@pytest.mark.parametrize(
    ("ended", "asked", "left"), [(31, 31, 0), (29, 31, 2), (None, 31, 0), (None, 29, 2)]
)
def test_rows_are_erased_after_30_days_and_numbers_stay(manager, ended, asked, left):
    of, now = check(manager), timezone.now()
    if ended:
        services.cancel_import(of=of, by=manager)
        Import.objects.filter(pk=of.pk).update(ended_at=now - datetime.timedelta(days=ended))
    Import.objects.filter(pk=of.pk).update(asked_at=now - datetime.timedelta(days=asked))

    erase_rows_of_imports()
    erase_rows_of_imports()

    of.refresh_from_db()
    assert ImportRow.objects.filter(of=of).count() == left
    assert of.counts == {"ready": 2}
    assert (of.erased_at is None) == bool(left)
    assert Event.objects.filter(verb="import.erased").count() == (0 if left else 1)


@pytest.mark.parametrize(("begun", "state"), [(1, "stopped"), (31, "cancelled")])
def test_a_stopped_one_waits_30_days_from_when_it_was_begun(manager, begun, state):
    of, now = check(manager), timezone.now()
    services.start_import(of=of, by=manager)
    services.stop_import(of=of, by=manager)
    Import.objects.update(
        asked_at=now - datetime.timedelta(days=60), agreed_at=now - datetime.timedelta(days=begun)
    )

    erase_rows_of_imports()

    of.refresh_from_db()
    assert of.state == state
    assert of.rows.exists() == (state == "stopped")


@pytest.mark.parametrize("is_done", [False, True])
def test_what_was_begun_since_the_clock_looked_keeps_its_rows(manager, is_done):
    of = compare(check(manager), manager)
    Import.objects.update(asked_at=timezone.now() - datetime.timedelta(days=31))
    (seen,) = Import.objects.forgotten(30)
    services.start_import(of=of, by=manager)
    if is_done:
        finish(of)

    assert services.erase_old_rows(of=seen) is False

    of.refresh_from_db()
    assert (of.state, of.erased_at) == ("done" if is_done else "importing", None)
    assert ImportRow.objects.filter(of=of).count() == 2
    assert not Event.objects.filter(verb__in=["import.erased", "import.cancelled"]).exists()


def test_checking_many_rows_asks_as_often_as_checking_few(manager, django_assert_max_num_queries):
    rows = [[f"Quill{'abcdefghij'[n % 10] * (n // 10 + 1)}", "T", "1 May 1990"] for n in range(60)]
    of = upload(manager, file=as_csv(rows, HEADS))

    with django_assert_max_num_queries(35):
        services.check_import(of=of)
