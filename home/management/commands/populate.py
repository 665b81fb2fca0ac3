"""Fills a database with generated people, teams and users, to measure how quick the site is."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.models import Area
from home.population import is_owner, is_there, populate


class Command(BaseCommand):
    help = "Fill the database with generated data (once). Refuses to run in production."

    def add_arguments(self, parser):
        parser.add_argument("--profiles", type=int, default=10_000, help="how many people")
        parser.add_argument("--entries", type=int, help="how many entries of the RJ register")

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "Generated people are not for production. "
                "Set PRODUCTION=0 on a machine without real records."
            )
        if not 300 <= options["profiles"] <= 5_000_000:
            raise CommandError("Choose a number of people from 300 to 5,000,000.")
        if not Area.objects.exists():
            raise CommandError("There are no areas yet. Run: manage.py load_areas")
        if is_there():
            raise CommandError("Generated people are there already. Use an empty database.")
        if not is_owner():
            raise CommandError("Only the owner of the tables can do this. Run: manage.py populate")
        began = time.monotonic()
        populate(options["profiles"], self.stdout.write, options["entries"])
        self.stdout.write(
            f"{options['profiles']:,} people are there ({time.monotonic() - began:.0f} s)."
        )
