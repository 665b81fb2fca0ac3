"""Start-up of statistics."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "figures"

    def ready(self):
        from figures import panels, rules  # noqa: F401 - importing them registers them
