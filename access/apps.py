"""Start-up of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = "Access"

    def ready(self):
        from access import panels, receivers, remit, rules  # noqa: F401 - registers them
        from access.kinds import shared_models
        from audit import vocabulary

        for model in shared_models():
            vocabulary.sections(model.SECTIONS)
