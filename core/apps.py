"""Start-up of the ground floor."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Ground floor"

    def ready(self):
        from core import database, tracebacks  # noqa: F401 - database looks at every connection
        from core.role_settings import keep_role_settings

        tracebacks.install()
        # Sent for each app with models once all have migrated; one of them is enough.
        sender = apps.get_app_config("contenttypes")
        post_migrate.connect(keep_role_settings, sender=sender, dispatch_uid="core.role_settings")
