"""What is looked at when a server starts."""

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)


def look_at_the_database():
    """Refuse to start on a database that is unfit; one that is away may come back."""
    try:
        connection.ensure_connection()
    except OperationalError:
        log.warning("the database does not answer yet; it is asked again with each request")
    finally:
        connection.close()
