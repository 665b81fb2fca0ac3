"""The tasks about one record, on a tab of the record: whatever its kind."""

from access.kinds import shared_models
from access.views.record import RecordMixin
from cases.models import Case
from cases.views.base import CaseMixin
from core.filter_sets import AFTER
from core.views import ObjectPage
from profiles.models import Profile
from profiles.views.base import PersonMixin
from tasks.selectors import CAP, closed_tasks_about, open_tasks_about

FRAMES = {Profile: PersonMixin, Case: CaseMixin}


class TasksOfRecord(ObjectPage, abstract=True):
    """Those that the reader sees: what is open, the most urgent first; below it, what is over."""

    tab = "tasks"
    template_name = "tasks/of_record.html"

    def get_context_data(self, **kwargs):
        user, after = self.request.user, self.request.GET.get(AFTER, "")[:300]
        return super().get_context_data(
            record=self.object,
            open_tasks=open_tasks_about(self.object, user, CAP),
            page=closed_tasks_about(self.object, user, after),
            **kwargs,
        )


def pages():
    """Address, page and name for each kind of record."""
    for model in shared_models():
        name = model._meta.model_name
        bases = (FRAMES.get(model, RecordMixin), TasksOfRecord)
        body = {"__module__": __name__, "model": model, "action": f"{name}.view"}
        view = type(f"TasksOf{model.__name__}", bases, body)
        yield f"of/{name}/<uuid:uuid>/", view.as_view(), f"of-{name}"
