"""Start-up of imports of people."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self):
        from imports import consumers, panels, rules  # noqa: F401 - importing registers them
