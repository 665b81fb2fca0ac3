"""Makes the demo world: invented people, real areas. Safe to repeat; never in production."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Area, User
from home.demo import agreements, people, teams


class Command(BaseCommand):
    help = "Make the demo world (once). Refuses to run with production settings."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "The demo world is not for production: its passwords are published. "
                "Set PRODUCTION=0 on a machine without real records."
            )
        if not Area.objects.exists():
            raise CommandError("There are no areas yet. Run: manage.py load_areas")
        if User.objects.filter(username="officer.staffordshire").exists():
            self.stdout.write("The demo world is there already.")
            return
        with transaction.atomic():
            cast = teams.make()
            agreements.make()
            made = people.make(cast)
        self.stdout.write(f"The demo world is ready: {len(cast)} accounts, {made} people.")
