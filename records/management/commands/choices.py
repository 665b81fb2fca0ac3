"""`manage.py choices`: shows and changes the lists from which people choose."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from records.choices import as_csv, changes_in, lists, make


class Command(BaseCommand):
    """At the server, by whoever runs it for the partnership."""

    help = (
        "Name the lists of choices; print one as CSV; or check a changed file. "
        "Nothing is changed without --commit."
    )

    def add_arguments(self, parser):
        parser.add_argument("list", nargs="?", help="for example profiles.contactkind")
        parser.add_argument("file", nargs="?", type=Path, help="the list as it is to be")
        parser.add_argument("--commit", action="store_true", help="make the changes")

    def handle(self, *args, **options):
        known = lists()
        if options["list"] is None:
            for name, model in sorted(known.items()):
                self.stdout.write(f"{name:<26} {model._meta.verbose_name_plural}")
            return
        model = known.get(options["list"].lower())
        if model is None:
            raise CommandError(
                f"There is no list {options['list']}. Without a name, all are named."
            )
        if options["file"] is None:
            self.stdout.write(as_csv(model), ending="")
        else:
            self.take(model, options["file"], options["commit"])

    def take(self, model, path, is_meant):
        try:
            changes = changes_in(model, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        except ValidationError as problem:
            raise CommandError("\n".join(["Nothing was changed.", *problem.messages])) from problem
        for change in changes:
            self.stdout.write(str(change))
        if not changes:
            self.stdout.write("The file says what the list says.")
        elif is_meant:
            make(changes)
            self.stdout.write(f"{len(changes)} changed.")
        else:
            self.stdout.write("Nothing was changed. Add --commit to make these changes.")
