"""Start-up of alerts."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts"

    def ready(self):
        from alerts import consumers, panels, rules  # noqa: F401 - registers them
        from alerts.factors import consumers as factors  # noqa: F401 - registers them
        from alerts.factors import jobs  # noqa: F401 - Celery looks for jobs in apps alone
