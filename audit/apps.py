"""Start-up of the log: it listens at the door, and opens to auditors."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Events"

    def ready(self):
        from audit import consumers, panels, receivers, rules  # noqa: F401 - registers them
