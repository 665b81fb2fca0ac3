"""The news that travels upwards from the ground floor."""

from django.dispatch import Signal

# The door showed something: sender=model, obj=… or None, by=user, action=, section=, subjects=[…],
# operation="view" | "list" | "search" | "file" | "print" | "export", detail={},
# channel="web" | "api".
object_seen = Signal()

# The door refused: request=, exception=. Sent after the rollback, in a transaction of its own.
request_refused = Signal()
