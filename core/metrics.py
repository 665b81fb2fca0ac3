"""What Prometheus is told of pages: by the name of their view, never by address or person.

Each process of the web server counts into files of its own in PROMETHEUS_MULTIPROC_DIR;
`manage.py metrics` adds them up, and answers at an address of its own.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

METHODS = {"GET", "HEAD", "POST"}
# An address that leads nowhere; each of them would be a name of its own.
NOWHERE, OTHER = "none", "other"

REQUESTS = Counter(
    "ecins_requests",
    "Requests answered, by kind of page, method and status; 503 is “the database does not answer”",
    ["page", "method", "status"],
)
SECONDS = Histogram(
    "ecins_page_seconds",
    "From the request to the answer",
    ["page"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20),
)
STATEMENTS = Histogram(
    "ecins_page_statements",
    "Statements asked of the database for one answer",
    ["page"],
    buckets=(0, 1, 3, 6, 12, 20, 30, 50, 100),
)


class MetricsMiddleware:
    """Counts each answer, its time and its statements."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        folder = settings.METRICS_FOLDER
        if folder and not (os.path.isdir(folder) and os.access(folder, os.W_OK)):
            raise ImproperlyConfigured(
                f"PROMETHEUS_MULTIPROC_DIR is {folder}, which is no folder that can be written. "
                "Make it, or unset the variable."
            )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with counted_statements() as asked:
            response = self.get_response(request)
        with contextlib.suppress(OSError):  # a full disk is no reason to show no page
            self.count(request, response.status_code, time.perf_counter() - began, len(asked))
        return response

    def count(self, request: HttpRequest, status: int, seconds: float, statements: int) -> None:
        page = page_of(request)
        method = request.method if request.method in METHODS else OTHER
        REQUESTS.labels(page, method, status).inc()
        SECONDS.labels(page).observe(seconds)
        STATEMENTS.labels(page).observe(statements)


def page_of(request: HttpRequest) -> str:
    """The name of the view, as the addresses have it."""
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name else NOWHERE


@contextlib.contextmanager
def counted_statements() -> Iterator[list[bool]]:
    """Grows by one for each statement."""
    asked: list[bool] = []

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        asked.append(many)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked
