"""`manage.py restore BACKUP`: into an empty place; with `--check`, a rehearsal without trace."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.backups import BackupError, restoring


class Command(BaseCommand):
    help = "Restore a backup into an empty database and an empty MEDIA_ROOT, and compare."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the folder that manage.py backup made")
        parser.add_argument(
            "--check", action="store_true", help="restore into a throw-away database, and drop it"
        )
        parser.add_argument("--sha256", default="", help="what manage.py backup said at its end")

    def handle(self, *args, **options):
        act = restoring.rehearse if options["check"] else restoring.restore
        try:
            manifest = act(options["backup"], options["sha256"])
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        if not options["check"]:
            call_command("migrate", interactive=False, verbosity=0)  # the rights of the roles
        said = "can be restored" if options["check"] else "is restored"
        self.stdout.write(
            f"The backup of {manifest.made_at} {said}: {len(manifest.tables)} tables, "
            f"{manifest.rows:,} rows and {len(manifest.media):,} files are as they were."
        )
