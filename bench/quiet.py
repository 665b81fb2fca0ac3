"""The same site without the event of a read, and a constant page: only for `python -m bench`.

What a page costs is compared with the same page that leaves no event. The product has no setting
for that, so it is done here, to this process alone.
"""

from ecins.wsgi import application

__all__ = ["application"]


def leave_no_events():
    from django.conf import settings

    from audit.receivers import write_what_was_seen  # noqa: F401 - it has to be connected first
    from core.signals import object_seen

    if settings.PRODUCTION:
        raise SystemExit("bench.quiet leaves no events: it is for measuring only.")
    if not object_seen.disconnect(dispatch_uid="audit.seen"):
        raise SystemExit("The event of a read is written elsewhere now: mend bench.quiet.")
    settings.ROOT_URLCONF = "bench.urls"


leave_no_events()
