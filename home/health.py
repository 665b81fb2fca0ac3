"""For a load balancer: could a page be answered? Public; of the data numbers of deliveries alone.

Whether the process lives is answered by core.middleware.LivenessMiddleware, which asks nothing.
"""

import logging
import math

from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import JsonResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from audit.probe import try_to_record
from audit.selectors import delivery_state
from core import migrated
from core.errors import RETRY
from core.tracebacks import described

log = logging.getLogger(__name__)


@login_not_required
def ready(request):
    """What every page needs: a database of this version's shape, a session, and a log to write in.

    Nothing of it stays. The queue is not asked: without it work waits, and nothing is lost. How
    deliveries are getting on is told in numbers, and makes no server unready.
    """
    try:
        if why_not := migrated.misfit():
            return not_ready(why_not)
        try_to_keep_a_session()
        try_to_record()
        deliveries = how_deliveries_are()
    except (DatabaseError, InterfaceError) as error:
        return not_ready(f"The database does not take what it is told: {described(error)}")
    return JsonResponse({"status": "ok", **deliveries})


def how_deliveries_are():
    """Queue age, sweep lag and dead letters, by the names of `ecins-metrics`; null is never."""
    with transaction.atomic():
        _wait_briefly()
        state = delivery_state()
    return {name: value if math.isfinite(value) else None for name, (_, value) in state.items()}


def not_ready(why):
    log.error("not ready: %s", why)
    return JsonResponse({"status": "not ready"}, status=503, headers=RETRY)


def try_to_keep_a_session():
    with transaction.atomic():
        _wait_briefly()
        key = get_random_string(32)
        Session(session_key=key, expire_date=timezone.now()).save(force_insert=True)
        transaction.set_rollback(True)


def _wait_briefly():
    """A locked table is soon known."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")
