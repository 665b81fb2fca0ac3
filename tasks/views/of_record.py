"""The tasks about one record, on a tab of the record."""

from cases.models import Case
from cases.views.base import CaseMixin
from core.filter_sets import AFTER
from core.questions import run, together_in_steps
from core.views import ObjectPage
from profiles.models import Profile
from profiles.views.base import PersonMixin
from tasks.selectors import CAP, closed_tasks_about, open_tasks_about

# Each kind with a tab of tasks (`tasks.panels`), and what frames its pages.
FRAMES = {Profile: PersonMixin, Case: CaseMixin}


class TasksOfRecord(ObjectPage, abstract=True):
    """Those that the reader sees: what is open, the most urgent first; below it, what is over."""

    tab = "tasks"
    template_name = "tasks/of_record.html"

    def get_context_data(self, **kwargs):
        user, after = self.request.user, self.request.GET.get(AFTER, "")[:300]
        steps = [
            open_tasks_about.steps(self.object, user, CAP),
            closed_tasks_about.steps(self.object, user, after),
        ]
        open_tasks, page = run(together_in_steps(steps))
        return super().get_context_data(
            record=self.object, open_tasks=open_tasks, page=page, **kwargs
        )


def pages():
    """Address, page and name for each kind of record."""
    for model, mixin in FRAMES.items():
        name = model._meta.model_name
        bases = (mixin, TasksOfRecord)
        body = {"__module__": __name__, "model": model, "action": f"{name}.view"}
        view = type(f"TasksOf{model.__name__}", bases, body)
        yield f"of/{name}/<uuid:uuid>/", view.as_view(), f"of-{name}"
