"""Start-up of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self):
        from cases import bundles, drafts, panels, rules  # noqa: F401 - importing them registers them
