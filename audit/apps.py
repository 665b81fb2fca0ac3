"""Start-up of the log: receivers, rules and panels."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Events"

    def ready(self):
        from audit import consumers, panels, receivers, rules  # noqa: F401 - registers them
        from audit.append_only import keep_append_only

        autodiscover_modules("verbs")  # of every app, before anything is read in words
        # Sent for each app once all have migrated; listening to one of them is enough.
        post_migrate.connect(keep_append_only, sender=self, dispatch_uid="audit.append_only")
