"""The filters of the list of tasks."""

import datetime
from typing import Any

from django.utils import timezone

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, LookupFilter, TextFilter
from tasks import handovers
from tasks.models import TaskKind, TaskPriority
from tasks.models.tasks import SOON
from tasks.selectors import ALL, DONE, HOLD, MINE, SENT, TEAM, UNASSIGNED

OVERDUE, DUE_SOON = "overdue", "soon"
TABS = {
    MINE: "Mine",
    TEAM: "My team’s",
    UNASSIGNED: "Unassigned",
    HOLD: "On hold",
    SENT: "Sent by me",
    DONE: "Done",
    ALL: "All",
}
HANDOVER_TABS = {
    handovers.MINE: "For me",
    handovers.TEAM: "My team’s",
    handovers.OVER: "Finished",
}


class Words(TextFilter):
    """Tasks that ask for something in these words."""

    name, label, in_sight = "q", "Words", True

    def narrow(self, tasks: Any) -> Any:
        return tasks.containing(self.chosen, user=self.user)

    def recorded(self) -> dict[str, Any]:
        """That there were words, and never which: they may name somebody."""
        return {self.name: True}


class Due(ChoiceFilter):
    """Tasks that are overdue, or due soon."""

    name, label, in_sight = "due", "Due", True
    choices = ((OVERDUE, "Overdue"), (DUE_SOON, f"In the next {SOON} days"))

    def narrow(self, tasks: Any) -> Any:
        today = timezone.localdate()
        if self.chosen == OVERDUE:
            return tasks.still_open().filter(due_on__lt=today)
        soon = today + datetime.timedelta(days=SOON)
        return tasks.still_open().filter(due_on__gte=today, due_on__lte=soon)


class OfKind(LookupFilter):
    """Tasks that ask for something of this kind."""

    name, label, model = "kind", "Kind", TaskKind
    offers_all = True

    def narrow(self, tasks: Any) -> Any:
        return tasks.filter(kind=self.chosen)


class OfPriority(LookupFilter):
    """Tasks of this priority."""

    name, label, model = "priority", "Priority", TaskPriority
    offers_all = True

    def narrow(self, tasks: Any) -> Any:
        return tasks.filter(priority=self.chosen)


class About(TextFilter):
    """Tasks about the record of this reference, or with this reference of their own."""

    name, label = "about", "Reference"
    most = 20

    def narrow(self, tasks: Any) -> Any:
        field = "reference" if self.reference.startswith("T-") else "object_reference"
        return tasks.filter(**{field: self.reference})

    @property
    def reference(self) -> str:
        return str(self.chosen).upper()


class TaskFilter(FilterSet):
    """The tab and the filters, as the address asks for them."""

    folds = True
    filters = (Words, Due, OfKind, OfPriority, About)
    kept = ("tab",)

    @property
    def tab(self) -> str:
        """The tab that is asked for; with a reference and no tab, all tasks about that record."""
        asked = self.values["tab"]
        if asked in TABS:
            return asked
        return ALL if self.part("about").is_used else MINE

    def recorded(self) -> dict[str, Any]:
        return {"tab": self.tab, **super().recorded()}


class HandoverFilter(FilterSet):
    """The tab of the handovers, as the address asks for it."""

    kept = ("tab",)

    @property
    def tab(self) -> str:
        asked = self.values["tab"]
        return asked if asked in HANDOVER_TABS else handovers.MINE
