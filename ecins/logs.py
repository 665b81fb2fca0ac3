"""What the processes write as they run: a line of JSON for each, without values of people."""

from typing import Any

import structlog

from core import tracebacks


def settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: lines of this level and above go to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processor": structlog.processors.JSONRenderer(),
                "foreign_pre_chain": [
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.processors.TimeStamper(fmt="iso"),
                    structlog.processors.ExceptionRenderer(tracebacks.without_values),
                ],
            }
        },
        "filters": {"route": {"()": "core.log_lines.RouteForPath"}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django.security": {"level": "ERROR"},
            "django.request": {"filters": ["route"]},
            "django.security.csrf": {"filters": ["route"]},
        },
    }
