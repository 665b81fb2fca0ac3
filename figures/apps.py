"""Start-up of statistics."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "figures"
