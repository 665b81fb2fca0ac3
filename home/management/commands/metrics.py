"""`manage.py metrics`: answers Prometheus, at an address that the internet does not reach."""

import contextlib

from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from home.metrics import is_inside, registry


class Command(BaseCommand):
    """A program of its own beside the web server, which knows no address of the kind."""

    help = "Answer Prometheus until stopped. No figure names a person, a record or an address."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1", help="of this machine, or inside")
        parser.add_argument("--port", type=int, default=9180)

    def handle(self, *args, **options):
        address, port = options["address"], options["port"]
        if not is_inside(address):
            raise CommandError(
                f"{address} may be reached from outside. Use 127.0.0.1, or the address of this "
                "machine in your own network."
            )
        try:
            server, thread = start_http_server(port, address, registry())
        except (OSError, OverflowError) as error:
            raise CommandError(f"{address} port {port} cannot be used: {error}") from error
        self.stdout.write(f"Metrics are at http://{address}:{port}/metrics")
        self.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            thread.join()
        server.shutdown()
        server.server_close()
