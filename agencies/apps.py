"""Start-up of agencies."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Agencies"

    def ready(self):
        from agencies import panels, receivers, remit, rules  # noqa: F401 - registers them
