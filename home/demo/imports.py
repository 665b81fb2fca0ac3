"""An import of the demo world: prepared by the administrator, waiting for the team's manager."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import User
from imports.reading import read_file
from imports.services import check_import, upload_import
from records.models import LawfulBasis

HEADINGS = ("Surname", "First names", "DOB", "Sex", "PNC ID", "Address", "Postcode", "Role")
ROWS = [
    ("Thorncliffe", "Marcus", "3/4/1987", "Male", "", "8 Weir Close, Stafford", "ST16 9ZY", ""),
    ("Abberly", "Kayleigh Ann", "21 June 1994", "Female", "", "", "", "Offender; Victim"),
    ("Osgathorpe", "Lewis", "1979-11-30", "Male", "", "2 Tannery Row, Stafford", "ST16 9ZZ", ""),
    # On record already, with a short form of the name.
    ("Pellworth", "Jordan", "14/3/1991", "Male", "", "", "", ""),
    ("Wrenbury", "Dale", "31/2/1988", "Male", "", "", "", ""),
    ("Kingsnorth", "Tia", "9 May 2001", "F", "", "", "", "Ringleader"),
    ("Abberly", "Kayleigh Ann", "21/6/94", "Female", "", "", "", "Offender"),
    ("Fenwick-Hale", "Owen", "2 Jan 1983", "M", "", "77 Mill Bank, Stone", "ST15 9ZX", ""),
]


def make(past):
    """The dry run of a small cohort, for the manager to agree to."""
    cast = {user.username: user for user in User.objects.all()}
    by, manager = cast["admin.staffordshire"], cast["lead.staffordshire"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *ROWS])
    file = SimpleUploadedFile("iom-cohort-june.csv", text.getvalue().encode("utf-8-sig"))
    with past.act("import", 2):
        of = upload_import(
            team=manager.acting_team,
            by=by,
            file=read_file(file),
            source="Staffordshire IOM selection meeting",
            basis=LawfulBasis.objects.offered().first(),
            role="offender",
        )
    with past.act("import"):
        check_import(of=of)
