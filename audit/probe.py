"""Could an event be recorded now? Without that no page is shown."""

import secrets

from django.db import connection, transaction

from audit.models import Event

# No verb that anybody reads of: it never stays.
TRIED = "health.asked"


def try_to_record() -> None:
    """Add an event and take it back. Raises DatabaseError where the log is locked or full.

    Its number is below nought, so that the numbers of real events have no gap after it, and drawn
    by lot, so that two that ask at once do not wait for each other.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            cursor.execute("SET LOCAL statement_timeout = '3s'")
        Event(
            pk=-secrets.randbelow(2**62) - 1,
            verb=TRIED,
            operation=Event.ADMINISTRATION,
            actor_name="Load balancer",
        ).save(force_insert=True)
        transaction.set_rollback(True)
