"""Start-up of the ground floor."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Ground floor"

    def ready(self):
        from core import database, tracebacks  # noqa: F401 - database looks at every connection

        tracebacks.install()
