"""The project: settings, addresses, queue, launcher. The only package that knows every app."""

from ecins.celery import app as celery_app

__all__ = ["celery_app"]
