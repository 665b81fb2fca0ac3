"""Start-up of missing persons."""

from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "missing"

    def ready(self):
        from missing import entry_drafts, panels, rules  # noqa: F401 - importing them registers them
