"""Start-up of imports of people."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
