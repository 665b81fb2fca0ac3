"""Start-up of exports of lists."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExportsConfig(AppConfig):
    name = "exports"

    def ready(self):
        from exports import panels, rules, staff  # noqa: F401 - importing them registers them

        autodiscover_modules("exports")  # of every app: the lists that it declares
