"""What is looked at when a server starts, and how a refusal is told: in one line, the last one."""

import contextlib
import logging
import sys
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError, OperationalError, connection

from core import migrated, role_settings

log = logging.getLogger(__name__)
# gunicorn stops, instead of trying again for ever, when a worker ends with this.
DID_NOT_BOOT = 3
# What was refused in this process, for gunicorn.conf.py to say last.
refused: list[str] = []


@contextlib.contextmanager
def refusing_in_one_line() -> Iterator[None]:
    """End the process with the remedy, and without a traceback, when the set-up is refused."""
    try:
        yield
    except (ImproperlyConfigured, NotSupportedError) as refusal:
        refused.append(f"E-CINS did not start: {refusal}")
        print(refused[-1], file=sys.__stderr__, flush=True)
        raise SystemExit(DID_NOT_BOOT) from None


def look_at_the_database() -> None:
    """Refuse to start on a database that is unfit; one that is away may come back."""
    try:
        if misfit := migrated.misfit():
            raise ImproperlyConfigured(misfit)
        with connection.cursor() as cursor:
            if told := role_settings.told_of_people(cursor):
                log.warning(told)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        log.warning("the database does not answer yet, and is asked with each request: %s", reason)
    finally:
        connection.close()
