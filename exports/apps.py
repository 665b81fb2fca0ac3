"""Start-up of exports of lists."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "exports"
