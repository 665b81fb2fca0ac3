"""`manage.py rebuild_facts`: writes what trigger factors count, for the time before they came."""

from django.core.management.base import BaseCommand

from alerts.factors.services import KEPT, rebuild_facts


class Command(BaseCommand):
    help = (
        "Write the facts that trigger factors count, from the records. Nothing fires. Repeatable."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=KEPT, help="how far to look back")

    def handle(self, *args, **options):
        written = rebuild_facts(days=options["days"])
        self.stdout.write(f"{written:,} facts written.")
