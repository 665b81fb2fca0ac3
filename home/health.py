"""For a load balancer: is what the process needs there? Public, without data.

Whether the process lives is answered by core.middleware.LivenessMiddleware.
"""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse


@login_not_required
def ready(request):
    """The database answers. The queue is not asked: without it work waits, and nothing is lost."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM agencies_team LIMIT 1")
    return JsonResponse({"status": "ok"})
