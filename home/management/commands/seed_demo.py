"""Makes the demo world: invented people, real areas. Safe to repeat; never in production."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from agencies.models import Area, User
from core.panels import gather
from home.demo import (
    agreements,
    cases,
    exports,
    factors,
    files,
    galleries,
    imports,
    justice,
    missing,
    notices,
    people,
    periods,
    plans,
    tasks,
    teams,
)
from home.demo.past import Past
from home.population import is_owner
from profiles.services import rebuild_due_reports


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
        if not is_owner():
            raise CommandError(
                "Only the owner of the tables can do this. Run: manage.py seed_demo"
            )
        with transaction.atomic():
            made = _make()
        self.stdout.write(
            f"The demo world is ready: {len(teams.ACCOUNTS)} accounts, {made} people."
        )


def _make():
    """The whole world, and then its past. Returns how many people."""
    with connection.cursor() as cursor:
        # What others write meanwhile is not seen here, so it keeps its times.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    past = Past()
    cast = teams.make(past)
    agreements.make(past)
    periods.make(cast, past)
    made = people.make(cast, past)
    made += cases.make(cast, past)
    files.make(past)
    tasks.make(past)
    justice.make(past)
    galleries.make(past)
    plans.arrange()
    missing.make(cast, past)
    imports.make(past)
    exports.make(cast, past)
    gather("demo", cast, past)
    past.settle()
    # Reports have the days on which they are said to have been submitted.
    rebuild_due_reports()
    factors.make(past)
    notices.make(past)
    past.settle()
    return made
