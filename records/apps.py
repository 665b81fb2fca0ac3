"""Start-up of records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"

    def ready(self):
        from records import forms_sent, panels, receivers, rules  # noqa: F401 - registers them
