"""What is answered when something is refused, missing or broken: plain pages, no details.

Programs, which ask under /api/, are told the same in JSON.
"""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader

from core.once import FIELD as ONCE
from core.stale import KEEP_THEIRS, OPENED

FORM_EXPIRED = (
    "This page was open since before you last signed in, or your browser did not send its "
    "cookie. Nothing was saved. Copy what you typed, then open the page again and send it."
)
# Hidden fields and buttons: nobody typed them.
UNTYPED = {OPENED, KEEP_THEIRS, ONCE, "csrfmiddlewaretoken", "draft", "draft_kind", "draft_of"}
UNTYPED |= {"open", "useful", "on", "test"}
NO_KEY = "Send a key or token as Authorization: Bearer, or sign in."
RETRY = {"Retry-After": "30"}
PROBLEM_TYPE = "application/problem+json"
# Where programs are told what a kind of problem means and how to go on.
PROBLEMS = "/api/v1/docs/"


def for_program(request):
    """Is this a request to the API?"""
    return request.path_info.startswith("/api/")


def problem(status, words, code="", **more):
    """What went wrong, for programs, as RFC 9457 has it."""
    title = HTTPStatus(status).phrase
    kind = f"{PROBLEMS}#{code}" if code else "about:blank"
    return {"type": kind, "title": title, "status": status, "detail": words, **more}


class OurFaultError(Exception):
    """A call that failed on our side: it is recorded where refusals are."""


def in_json(status, words, headers=None, code="", **more):
    return JsonResponse(
        problem(status, words, code, **more),
        status=status,
        headers=headers,
        content_type=PROBLEM_TYPE,
    )


def not_signed_in(why=NO_KEY):
    """For programs; people are sent to the page where they sign in."""
    return in_json(401, why, {"WWW-Authenticate": "Bearer"}, "unauthorised")


def bad_request(request, exception=None):
    if for_program(request):
        return in_json(400, "This request cannot be read. Look for odd characters in its address.")
    too_large = isinstance(exception, RequestDataTooBig)
    told, status = {"too_large": too_large}, 413 if too_large else 400
    return render(request, "400.html", told, status=status)


def typed(request, *, is_ours=False):
    """What was typed into a form about a thing that is gone or closed by now, to be copied.

    Only for who is signed in and sent a page of ours, and never a password.
    """
    is_ours = is_ours or getattr(request, "csrf_processing_done", False)
    user = getattr(request, "user", None)
    if request.method != "POST" or not is_ours or user is None or not user.is_authenticated:
        return []
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, values in request.POST.lists()
        if name not in UNTYPED and "password" not in name
        for value in values
        if value.strip()
    ]


def permission_denied(request, exception=None):
    if for_program(request):
        return in_json(403, str(exception or "You may not do this."))
    words = {"reason": str(exception or ""), "typed": typed(request), "refusal": exception}
    return render(request, "403.html", words, status=403)


def page_not_found(request, exception=None):
    if for_program(request):
        return in_json(404, "There is nothing here that you can see.")
    return render(request, "404.html", {"typed": typed(request)}, status=404)


def csrf_failure(request, reason=""):
    # Only a browser says this, and only of a page of ours: what was typed goes back to its author.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    told = {"reason": FORM_EXPIRED, "typed": typed(request, is_ours=is_ours)}
    return render(request, "403.html", told, status=403)


def server_error(request):
    """A 503 when the database did not answer, a 500 otherwise; neither needs the database."""
    if isinstance(sys.exc_info()[1], DatabaseError | InterfaceError):
        return unavailable(request)
    if for_program(request):
        return in_json(500, "Something is broken on our side. Nothing was saved.")
    return HttpResponseServerError(loader.render_to_string("500.html"))


def unavailable(request):
    """The answer of a database that is down, restarting, locked or full."""
    what = "The database does not answer"
    if for_program(request):
        return in_json(503, f"{what}. Nothing was shown or saved. Try again.", headers=RETRY)
    page = loader.render_to_string(
        "503.html",
        {
            "what": what,
            "remedy": "Nothing was shown or saved. Go back in a minute and try again.",
        },
    )
    return HttpResponse(page, status=503, headers=RETRY)
