"""The news that travels upwards from the ground floor."""

from django.dispatch import Signal

# A page showed something: sender=model, obj=… or None, by=user, action=, section=, subjects=[…],
# operation="view" | "list" | "search" | "file" | "print" | "export", detail={},
# channel="web" | "api", recipient="" or the name of who is told the answer.
object_seen = Signal()

# A session ends with a request that came too late: request=. Before the person is signed out, so
# that what they sent can be kept for them; who kept something answers True.
session_ending = Signal()

# A request was refused: request=, exception=. Sent after the rollback, in a new transaction.
request_refused = Signal()
