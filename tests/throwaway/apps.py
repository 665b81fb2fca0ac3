"""Start-up of the throw-away kind."""

from django.apps import AppConfig


class ThrowawayConfig(AppConfig):
    name = "tests.throwaway"

    def ready(self):
        from tests.throwaway import rules  # noqa: F401 - registers them
