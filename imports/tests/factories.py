"""Makes imports of people: a file as somebody uploads it, read, checked and begun."""

import csv
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from access.tests.factories import LawfulBasisFactory
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from imports import services
from imports.models import Import, ImportRow
from imports.reading import read_file

HEADINGS = ["Surname", "First names", "Date of birth", "Sex", "PNC", "Role"]
ROWS = [
    ["Quillfeather", "Tamsin", "12/3/1988", "Female", "", "Victim"],
    ["Oakenthorpe", "Bram", "1 May 1990", "Male", "", "Offender"],
]


def as_csv(rows, headings=HEADINGS, encoding="utf-8", delimiter=",", name="people.csv"):
    """These rows as an uploaded CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return uploaded(text.getvalue().encode(encoding), name)


def as_workbook(rows, headings=HEADINGS, name="people.xlsx", change=None):
    """These rows as an uploaded workbook; `change` gets its sheet."""
    book = openpyxl.Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    if change:
        change(book.active)
    file = io.BytesIO()
    book.save(file)
    return uploaded(file.getvalue(), name)


def uploaded(content, name="people.csv"):
    """A file with this content."""
    return SimpleUploadedFile(name, content)


def upload(by, team=None, rows=ROWS, file=None, **said):
    """An import whose file was read and not checked yet."""
    return services.upload_import(
        team=team or by.acting_team,
        by=by,
        file=read_file(file or as_csv(rows)),
        **{"source": "IOM cohort", "basis": LawfulBasisFactory(), **said},
    )


def check(by, team=None, rows=ROWS, **said):
    """An import whose rows are checked."""
    return services.check_import(of=upload(by, team, rows, **said))


def compare(of, by):
    """Have it compared in the name of this manager, if nobody has."""
    of.refresh_from_db()
    if of.compared_by_id is None:
        services.check_import(of=services.compare_import(of=of, by=by))
        of.refresh_from_db()
    return of


def finish(of, by=None, size=500):
    """Begin an import, if somebody is named, and let every batch follow."""
    if by is not None:
        compare(of, by)
        services.start_import(of=of, by=by)
    while services.import_batch(of=of, size=size):
        pass
    of.refresh_from_db()
    return of


class ImportFactory(DjangoModelFactory):
    """A checked import of a team, by its manager."""

    class Meta:
        model = Import

    @classmethod
    def _create(cls, model_class, *args, by=None, team=None, rows=ROWS, **said):
        team = team or TeamFactory()
        return check(by or member(team, Membership.Role.MANAGER), team, rows, **said)


class ImportRowFactory(DjangoModelFactory):
    """A row of a checked import."""

    class Meta:
        model = ImportRow

    @classmethod
    def _create(cls, model_class, *args, of=None, **kwargs):
        return (of or ImportFactory()).rows.first()
