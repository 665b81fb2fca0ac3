"""Start-up of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API"

    def ready(self):
        from api import demo, panels, receivers, rules, verbs, webhook_jobs  # noqa: F401 - importing registers
