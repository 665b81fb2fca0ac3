"""What happens around every request: odd bytes out, one transaction, no copy left behind."""

import logging
import time
import uuid

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse, UnreadablePostError
from django.middleware.common import CommonMiddleware
from django.utils.http import escape_leading_slashes

from core import errors
from core.request_cache import request_cache
from core.signals import request_refused
from core.tidy import UNSTORABLE

log = logging.getLogger("ecins.request")

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


class RequestLineMiddleware:
    """Numbers each request, turns away addresses that no page can read, logs one line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4()
        structlog.contextvars.bind_contextvars(request_id=str(request.id))
        started = time.perf_counter()
        try:
            return self.logged(request, started)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")

    def logged(self, request, started):
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if not request.path_info.startswith("/static/"):
            response["Cache-Control"] = "no-store"
            elapsed = round((time.perf_counter() - started) * 1000)
            log.info("%s %s %s ms", request.method, response.status_code, elapsed)
        return response

    def answer(self, request):
        # What a program sends is refused where it is known which program it is.
        if not errors.for_program(request) and is_unstorable(request):
            return errors.bad_request(request)
        return self.get_response(request)


def is_unstorable(request):
    """Has the address bytes that no column of text can hold?"""
    values = [text for key, items in request.GET.lists() for text in (key, *items)]
    return any(UNSTORABLE.search(text) for text in (request.path_info, *values))


class LivenessMiddleware:
    """Answers whether the process lives, before anything is asked: no session, no database."""

    address = "/health/live"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == self.address:
            return JsonResponse({"status": "ok"})
        return self.get_response(request)


class TransactionMiddleware:
    """One transaction a request: opened here, rendered inside, committed, and only then sent.

    An exception, a refusal or a status of 500 and above rolls back everything; a refusal is then
    recorded by itself. If the commit fails nothing of the page is sent.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.refusal = None
        try:
            with transaction.atomic(), request_cache(request.method):
                response = self.get_response(request)
                if response.status_code >= 500 or request.refusal is not None:
                    transaction.set_rollback(True)
            if request.refusal is not None:
                with transaction.atomic():
                    request_refused.send(None, request=request, exception=request.refusal)
        except (DatabaseError, InterfaceError):
            log.exception("the database did not answer")
            connection.close_if_unusable_or_obsolete()
            return errors.unavailable(request)
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Http404 | PermissionDenied):
            request.refusal = exception
        elif isinstance(exception, UnreadablePostError):
            log.warning("the browser broke off its request")


class MovedWithBody(HttpResponsePermanentRedirect):
    """Moved for good. What is sent is sent again there, not turned into a look, as after a 301."""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Sends who left out the last slash of an address to where it is, by the same method."""

    response_redirect_class = MovedWithBody

    def get_full_path_with_slash(self, request):
        # Django's own refuses to move what writes while DEBUG is on: a 301 would lose it.
        return escape_leading_slashes(request.get_full_path(force_append_slash=True))
