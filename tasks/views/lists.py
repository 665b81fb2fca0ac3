"""The list of tasks: its tabs and filters."""

from django.urls import reverse
from django.utils.functional import cached_property

from access.kinds import subjects_of
from core.questions import run, together_in_steps
from core.views import SEARCH, ListPage
from tasks.filters import TABS, TaskFilter
from tasks.models import Task
from tasks.selectors import ALL, CAP, counts_of, page_of


class TaskList(ListPage):
    """Tasks of the reader and of their teams, the most urgent first; those sent; those done."""

    model, action = Task, "task.list"
    template_name = "tasks/task_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = TaskFilter(request)

    def get_page(self):
        asked, user = self.filter, self.request.user
        narrow = asked.narrow if asked.in_use else None
        return page_of(asked.tab, user, asked.after, narrow, size=asked.size)

    @cached_property
    def counts(self):
        """How many are in each tab; asked with the entries of the filters, where those show."""
        shown = ("kind", "priority") if self.filter.builds_more else ()
        entries = [self.filter.part(name).fetched() for name in shown]
        counts, *_ = run(together_in_steps([counts_of.steps(self.request.user), *entries]))
        return counts

    @property
    def operation(self):
        sought = (self.filter.part("q"), self.filter.part("about"))
        return SEARCH if any(part.is_used for part in sought) else super().operation

    def seen_detail(self):
        return self.filter.recorded()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter, tabs=self.tabs(), tab=self.filter.tab, **kwargs
        )

    def subjects(self):
        return subjects_of(task.record for task in self.page)

    def tabs(self):
        counts, current = self.counts, self.filter.tab
        return [
            {
                "label": label,
                "url": f"?tab={tab}",
                "current": tab == current,
                "count": f"{CAP}+" if counts.get(tab, 0) >= CAP else counts.get(tab),
            }
            for tab, label in TABS.items()
            if tab != ALL or tab == current
        ] + [{"label": "Handovers", "url": reverse("tasks:handovers"), "current": False}]
