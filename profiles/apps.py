"""Start-up of profiles."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = "People"

    def ready(self):
        from profiles import (  # noqa: F401 - importing them registers them
            consumers,
            drafts,
            panels,
            prefill,
            receivers,
            remit,
            rules,
        )
