"""`manage.py import_people`: the same services, as a named user, under the same rules."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from access.tests.factories import LawfulBasisFactory
from imports.management.commands.import_people import NAMED
from imports.models import Import
from imports.services import import_batch, start_import
from imports.tests.factories import ROWS, as_csv, check, compare, finish
from profiles.models import Profile
from profiles.tests.factories import make_person


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(as_csv([*ROWS, ["Quill", "", "31/2/1990", "", "", ""]]).read())
    return path


def run(file=None, **options):
    options = {
        "username": "manager",
        "team": "Staffordshire IOM Team",
        "source": "IOM cohort",
        "basis": LawfulBasisFactory().code,
        **options,
    }
    call_command("import_people", *([str(file)] if file else []), **options)


def test_a_file_is_checked_and_nothing_is_made(manager, file, capsys):
    run(file)

    out = capsys.readouterr().out
    assert "Ready: 2" in out
    assert "Row 4, Date of birth: There is no 31 February" in out
    assert "Nothing was imported." in out
    assert not Profile.objects.exists()


def test_a_long_list_of_problems_ends_with_how_many_more_there_are(manager, tmp_path, capsys):
    file = tmp_path / "people.csv"
    wrong = [["Quill", "", "31/2/1990", "", "", ""]] * (NAMED + 2)
    file.write_bytes(as_csv([ROWS[0], *wrong]).read())

    run(file)

    assert "And 2 more such rows: see the page of the import." in capsys.readouterr().out


def test_what_is_ready_is_imported(manager, file, capsys):
    run(file, commit=True)

    assert "2 records were created." in capsys.readouterr().out
    assert Profile.objects.count() == 2


def test_it_goes_on_with_an_import_by_its_number(manager, file, capsys):
    run(file)
    number = str(Import.objects.get().pk)

    run(resume=number, commit=True)

    assert Profile.objects.count() == 2
    with pytest.raises(CommandError, match="is over"):
        run(resume=number, commit=True)


def test_it_goes_on_where_half_of_it_was_done(manager, file, capsys):
    run(file)
    of = Import.objects.get()
    start_import(of=of, by=manager)
    import_batch(of=of, size=1)
    of.refresh_from_db()
    assert (of.state, of.position, Profile.objects.count()) == ("importing", 2, 1)

    run(resume=str(of.pk), commit=True)

    assert "2 records were created." in capsys.readouterr().out
    assert sorted(Profile.objects.values_list("surname", flat=True)) == [
        "Oakenthorpe",
        "Quillfeather",
    ]


def test_who_may_be_on_record_is_left_out_and_not_named(manager, tmp_path, capsys):
    person = make_person(
        by=manager, surname="Oakenthorpe", forenames="Bram", born_on=datetime.date(1990, 5, 1)
    )
    file = tmp_path / "people.csv"
    file.write_bytes(as_csv([*ROWS, ROWS[0]]).read())

    run(file, commit=True)

    out = capsys.readouterr().out
    assert "Row 3: may be on record. Decide on the page of the import." in out
    assert "Row 4: the same person as row 2. Decide on the page of the import." in out
    assert person.reference not in out
    assert "1 record was created." in out
    assert Profile.objects.count() == 2


def test_who_may_not_be_told_is_not_told_here_either(administrator, manager, police, file, capsys):
    make_person(
        by=manager, surname="Oakenthorpe", forenames="Bram", born_on=datetime.date(1990, 5, 1)
    )
    of = compare(check(administrator, police), manager)
    assert of.counts == {"ready": 1, "duplicate": 1}

    run(username="administrator", resume=str(of.pk))

    assert "on record" not in capsys.readouterr().out.lower()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": "nobody"}, "There is no open account “nobody”."),
        ({"team": "Nowhere"}, "There is no team “Nowhere”."),
        ({"basis": "none"}, "Choose a lawful basis: "),
        ({"source": ""}, "Say these too: source."),
        ({"resume": "12"}, "There is no import 12 that manager can see."),
        ({"resume": "x"}, "There is no import x that manager can see."),
    ],
)
def test_what_is_missing_is_said(manager, police, file, options, says):
    with pytest.raises(CommandError, match=says):
        run(file, **options)


def test_it_asks_the_same_rules(administrator, officer, outsider, police, manager, file):
    with pytest.raises(CommandError, match="Only a manager of the team"):
        run(file, username="administrator", commit=True)
    for username in ("officer", "outsider"):
        with pytest.raises(CommandError, match="may not do this, or it does not exist"):
            run(file, username=username)
    of = check(manager)
    with pytest.raises(CommandError, match="There is no import"):
        run(username="outsider", resume=str(of.pk))
    assert not Profile.objects.exists()


@pytest.mark.parametrize("state", ["importing", "done"])
def test_who_prepared_it_does_not_follow_it_here_either(
    administrator, manager, police, capsys, state
):
    of = compare(check(administrator, police), manager)
    start_import(of=of, by=manager)
    if state == "done":
        finish(of)

    with pytest.raises(CommandError, match="Only a manager of the team"):
        run(username="administrator", resume=str(of.pk), commit=True)

    of.refresh_from_db()
    assert of.state == state
    assert "Imported" not in capsys.readouterr().out


def test_a_file_that_is_not_there_or_no_table_is_refused(manager, police, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        run(tmp_path / "none.csv")
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="No headings were found"):
        run(bad)
