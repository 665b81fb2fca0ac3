"""Start-up of the log: it listens at the door."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Events"

    def ready(self):
        from audit import receivers  # noqa: F401 - connects the signals
