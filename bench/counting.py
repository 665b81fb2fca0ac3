"""The same site, with the constant page, and each answer says what it asked of the database.

Only for `python -m bench --pages`. A statement is whatever waits for the server: also the look
whether a kept connection still lives, but neither BEGIN nor COMMIT.
"""

import time
from contextvars import ContextVar

from ecins.wsgi import application as site

__all__ = ["application"]

STATEMENTS, SECONDS = "X-Statements", "X-Database-Seconds"
_asked: ContextVar[list[float]] = ContextVar("asked")


def application(environ, start_response):
    asked: list[float] = []
    _asked.set(asked)

    def start(status, headers, *rest):
        told = [(STATEMENTS, str(len(asked))), (SECONDS, f"{sum(asked):.6f}")]
        return start_response(status, [*headers, *told], *rest)

    return site(environ, start)


def count_statements():
    from django.conf import settings
    from django.db.backends.postgresql.base import DatabaseWrapper
    from django.db.backends.utils import CursorWrapper

    if settings.PRODUCTION:
        raise SystemExit("bench.counting is for measuring only.")

    def counted(method):
        def call(*args, **kwargs):
            began = time.perf_counter()
            try:
                return method(*args, **kwargs)
            finally:
                _asked.get([]).append(time.perf_counter() - began)

        return call

    CursorWrapper.execute = counted(CursorWrapper.execute)
    CursorWrapper.executemany = counted(CursorWrapper.executemany)
    DatabaseWrapper.is_usable = counted(DatabaseWrapper.is_usable)
    settings.ROOT_URLCONF = "bench.urls"


count_statements()
