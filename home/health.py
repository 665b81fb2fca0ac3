"""For a load balancer: is the process alive, and is what it needs there? Public, without data."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse


@login_not_required
def live(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request):
    """The database answers. The queue is not asked: without it work waits, and nothing is lost."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM agencies_team LIMIT 1")
    return JsonResponse({"status": "ok"})
