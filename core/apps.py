"""Start-up of the ground floor."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Ground floor"

    def ready(self):
        from core import database  # noqa: F401 - looks at every new connection
