"""What is answered when something is refused, missing or broken: plain pages, no details."""

import sys

from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

FORM_EXPIRED = (
    "This page was open too long, or your browser did not send its cookie. "
    "Go back, reload the page and send it again. What you typed is still there."
)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"reason": FORM_EXPIRED}, status=403)


def server_error(request):
    """A 503 when the database did not answer, a 500 otherwise; neither needs the database."""
    if isinstance(sys.exc_info()[1], DatabaseError | InterfaceError):
        return unavailable()
    return HttpResponseServerError(loader.render_to_string("500.html"))


def unavailable():
    """The page for a database that is down, restarting, locked or full."""
    page = loader.render_to_string(
        "503.html",
        {
            "what": "The database does not answer",
            "remedy": "Nothing was shown or saved. Go back in a minute and try again.",
        },
    )
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})
