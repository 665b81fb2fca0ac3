"""`manage.py backup FOLDER`: what is needed to start again elsewhere, save keys and passwords."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backups import BackupError, making


class Command(BaseCommand):
    help = "Make a backup of the database and the files, as a new folder in FOLDER."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, **options):
        try:
            made, manifest, digest = making.make(options["folder"])
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{made}: {len(manifest.tables)} tables, {manifest.rows:,} rows, "
            f"{len(manifest.media):,} files.\nSHA-256 of its manifest: {digest}"
        )
