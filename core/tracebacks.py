"""Tracebacks for the log: an error of the database is told without the values of its statement.

PostgreSQL's messages quote the line, and often the row, that it refused.
"""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import Error

from core.log_lines import without_people

FROM_THE_DATABASE = (Error, psycopg.Error)


def without_values(exc_info: Any) -> str:
    """The traceback in text, with causes first; database errors by class, code and constraint."""
    return without_people("\n".join(_lines(exc_info[1])).rstrip())


def _lines(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _lines(cause)
        yield "\nWhich led to:\n"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield described(error)


def described(error: BaseException) -> str:
    """One line for an error; of the database's, without its message."""
    if not isinstance(error, FROM_THE_DATABASE):
        return "".join(traceback.format_exception_only(error)).rstrip()
    source = error if isinstance(error, psycopg.Error) else error.__cause__
    code = getattr(source, "sqlstate", None) or "no SQLSTATE"
    constraint = source.diag.constraint_name if isinstance(source, psycopg.Error) else None
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name}: {code}{f' ({constraint})' if constraint else ''}"


def install() -> None:
    """Every log record of this process is made without values, whichever library formats it."""
    made = logging.getLogRecordFactory()

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = made(*args, **kwargs)
        if record.exc_info and record.exc_info[1]:
            record.exc_text = without_values(record.exc_info)
            if isinstance(record.args, dict):  # Celery tells what went wrong in its message too
                told = record.args.keys() & {"exc", "traceback"}
                record.args = {**record.args, **dict.fromkeys(told, record.exc_text)}
        told = record.getMessage()
        if told != (kept := without_people(told)):
            record.msg, record.args = kept, ()
        return record

    logging.setLogRecordFactory(make)
