"""The same site without the event of a read, and a constant page: only for `python -m bench`.

What a page costs is compared with the same page that leaves no event. The product has no setting
for that, so it is done here, to this process alone.
"""

from django.conf import settings

from audit.receivers import write_what_was_seen
from core.signals import object_seen
from ecins.wsgi import application as application  # first: it sets Django up

if settings.PRODUCTION:
    raise SystemExit("bench.quiet leaves no events: it is for measuring only.")

object_seen.disconnect(write_what_was_seen, dispatch_uid="audit.seen")
settings.ROOT_URLCONF = "bench.urls"
