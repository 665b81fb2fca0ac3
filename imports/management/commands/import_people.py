"""`manage.py import_people FILE`: checks a file of people and, with --commit, imports it."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from agencies.models import Team, User
from core import policy
from imports.models import Import
from imports.outcomes import Outcomes
from imports.reading import ENCODINGS, read_file
from imports.services import (
    check_import,
    compare_import,
    import_batch,
    start_import,
    upload_import,
)
from profiles.models import Role
from records.models import LawfulBasis

NOT_YOURS = "{} may not do this for {}."
NAMED = 50


class Command(BaseCommand):
    """Acts as a user of the site, under the same rules as the pages."""

    help = "Check a file of people (CSV or .xlsx). Nothing is made without --commit."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="the file; none with --resume")
        parser.add_argument("--as", dest="username", required=True, help="act as this user")
        parser.add_argument("--team", help="the team that will manage the records, by its name")
        parser.add_argument("--source", help="who says so, for example: IOM cohort, June 2026")
        parser.add_argument("--basis", help="the code of the lawful basis")
        parser.add_argument(
            "--role", default="", choices=["", *Role.Kind.values], help="of rows without a role"
        )
        parser.add_argument(
            "--encoding", default="", choices=["", *ENCODINGS], help="how a CSV file was saved"
        )
        parser.add_argument(
            "--commit", action="store_true", help="import at once what is ready, as a manager"
        )
        parser.add_argument("--resume", metavar="NUMBER", help="go on with an import")

    def handle(self, *args, **options):
        by = User.objects.filter(username=options["username"], is_active=True).first()
        if by is None:
            raise CommandError(f"There is no open account “{options['username']}”.")
        try:
            of = self.resumed(by, options) if options["resume"] else self.checked(by, options)
            if options["commit"]:
                of = self.compared(of, by)
            self.report(of, by)
            if options["commit"]:
                self.finish(of, by)
            elif not of.is_over:
                self.stdout.write(
                    f"Nothing was imported. To import: --resume {of.pk} --commit --as USERNAME"
                )
        except ValidationError as problem:
            raise CommandError("\n".join(problem.messages)) from problem
        except (Http404, PermissionDenied) as refused:
            words = str(refused) or f"{by.username} may not do this, or it does not exist."
            raise CommandError(words) from refused

    def checked(self, by, options):
        """A file is read and checked."""
        missing = [name for name in ("file", "team", "source", "basis") if not options[name]]
        if missing:
            raise CommandError(f"Say these too: {', '.join(missing)}.")
        team = Team.objects.open().filter(name=options["team"]).first()
        if team is None:
            raise CommandError(f"There is no team “{options['team']}”.")
        bases = LawfulBasis.objects.offered()
        basis = bases.filter(code=options["basis"]).first()
        if basis is None:
            codes = ", ".join(bases.values_list("code", flat=True))
            raise CommandError(f"Choose a lawful basis: {codes}.")
        try:
            content = options["file"].read_bytes()
        except OSError as problem:
            raise CommandError(
                f"{options['file']} cannot be read: {problem.strerror}."
            ) from problem
        of = upload_import(
            team=team,
            by=by,
            file=read_file(SimpleUploadedFile(options["file"].name, content), options["encoding"]),
            source=options["source"],
            basis=basis,
            role=options["role"],
        )
        return check_import(of=of)

    def resumed(self, by, options):
        """An import that was prepared before, by its number; its rows are checked if need be."""
        number = options["resume"]
        of = Import.objects.visible_to(by).filter(pk=number if number.isdecimal() else 0).first()
        if of is None:
            raise CommandError(f"There is no import {number} that {by.username} can see.")
        return check_import(of=of)

    def compared(self, of, by):
        """What somebody else prepared is compared with records before it begins."""
        if of.compared_by_id or of.is_over:
            return of
        return check_import(of=compare_import(of=of, by=by))

    def report(self, of, by):
        """Numbers first, then problems by row and column."""
        self.stdout.write(f"Import {of.pk}: {of.file_name} for {of.team}. {of.read_as}.")
        outcomes = Outcomes(by, of)
        for state in outcomes.numbers():
            self.stdout.write(f"  {state.label}: {state.number:,}")
        if of.left_out:
            self.stdout.write(f"  Columns that are not imported: {', '.join(of.left_out)}")
        for note in of.notes:
            self.stdout.write(f"  {note}")
        self.report_rows(of.rows.in_state("problem"), self.problems)
        if outcomes.is_told:
            self.report_rows(outcomes.rows("duplicate"), self.duplicate)

    def report_rows(self, rows, in_words):
        for row in rows[:NAMED]:
            for words in in_words(row):
                self.stdout.write(f"  Row {row.number}{words}")
        more = rows.count() - NAMED
        if more > 0:
            self.stdout.write(f"  And {more:,} more such rows: see the page of the import.")

    def problems(self, row):
        return [f", {heading}: {words}" for heading, words in row.problems_in_words]

    def duplicate(self, row):
        """Who it may be is said on the page alone, which leaves a trace of who was told."""
        same = f"the same person as row {row.same_as}" if row.same_as else "may be on record"
        return [f": {same}. Decide on the page of the import."]

    def finish(self, of, by):
        """Batch after batch; a second run goes on where the first ended."""
        policy.require(by, "import.start", of)
        if of.is_over:
            raise CommandError(f"Import {of.pk} is over.")
        if of.state != Import.State.IMPORTING:
            of = start_import(of=of, by=by)
        while import_batch(of=of):
            of.refresh_from_db()
            self.stdout.write(f"  up to row {of.position:,}")
        of.refresh_from_db()
        if of.state == Import.State.STOPPED:
            raise CommandError(f"It stopped. {of.stopped_because}")
        made = Outcomes(by, of).number("imported")
        came = "record was" if made == 1 else "records were"
        self.stdout.write(f"{made:,} {came} created.")
