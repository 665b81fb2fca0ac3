"""Start-up of galleries."""

from django.apps import AppConfig


class GalleriesConfig(AppConfig):
    name = "galleries"

    def ready(self):
        from galleries import known, panels, rules  # noqa: F401 - registers them
