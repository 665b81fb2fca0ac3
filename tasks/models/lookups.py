"""Lists of choices of tasks, which partnerships may change."""

from django.db import models

from records.models import Lookup


class TaskKind(Lookup):
    """What a task asks for: to do something, to visit, to give information."""

    class Meta(Lookup.Meta):
        verbose_name = "kind of task"
        verbose_name_plural = "kinds of tasks"


class TaskPriority(Lookup):
    """How soon a task matters among others."""

    stands_out = models.BooleanField("stands out in lists", default=False)

    class Meta(Lookup.Meta):
        verbose_name = "priority of tasks"
        verbose_name_plural = "priorities of tasks"

    class Sensitivity:
        public = "stands_out"

    @classmethod
    def usual(cls):
        """The priority of a task where nobody says otherwise."""
        return cls.objects.offered().filter(code="normal").first()


class TaskOutcome(Lookup):
    """How a task ended: done, done in part, not possible."""

    DONE, NOT_NEEDED = "done", "not-needed"

    class Meta(Lookup.Meta):
        verbose_name = "outcome of tasks"
        verbose_name_plural = "outcomes of tasks"
