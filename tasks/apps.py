"""Start-up of tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = "Tasks"

    def ready(self):
        from tasks import drafts, known, panels, receivers, rules  # noqa: F401 - registers them
