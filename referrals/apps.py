"""Start-up of referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self):
        from referrals import drafts, panels, rules, tasks_sent  # noqa: F401 - registers them
