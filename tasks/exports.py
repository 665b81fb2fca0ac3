"""The lists of tasks and of handovers as files: a tab of their page, row by row."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from access.kinds import subjects_of
from core.paging import Page
from core.questions import run
from exports.kinds import Column, NamesPeople, listed
from tasks.filters import HANDOVER_TABS, TABS, HandoverFilter, TaskFilter
from tasks.handovers import attached, handovers_in, page_in
from tasks.models import Handover, Task
from tasks.selectors import attach, count_of_tab, page_of


def state_of(task: Task) -> str:
    """Where a task stands, as its tag says it."""
    if task.is_on_hold:
        return "On hold"
    if task.state == Task.State.COMPLETED:
        return str(task.outcome)
    return str(task.get_state_display())


def receiver_of(task: Task) -> str:
    """The person or the team that has it."""
    words = str(task.receiver_words)
    return words if task.to_person_id else f"{words} (unassigned)"


@listed
class TasksExport(NamesPeople):
    """The tasks of a tab, narrowed by the address, each as the reader may know it."""

    name, title = "tasks", "Tasks"
    model, action = Task, "task.list"
    columns = (
        Column("Reference", lambda task: task.reference),
        Column("Task", lambda task: task.title),
        Column("About", lambda task: task.object_reference),
        Column("State", state_of),
        Column("Priority", lambda task: str(task.priority)),
        Column("Due", lambda task: task.due_on),
        Column("On hold until", lambda task: task.held_until if task.is_on_hold else None),
        Column("From", lambda task: task.sender_words),
        Column("To", receiver_of),
    )

    @cached_property
    def filter(self) -> TaskFilter:
        return TaskFilter(self.request)

    @property
    def narrow(self) -> Any:
        return self.filter.narrow if self.filter.in_use else None

    def batch(self, after: str, size: int) -> Page:
        page: Page = page_of(self.filter.tab, self.user, after, self.narrow, size=size)
        return page

    def number(self, most: int) -> int:
        return count_of_tab(self.filter.tab, self.user, self.narrow, most)

    def subjects(self, rows: Any) -> list[int]:
        return list(subjects_of(task.record for task in rows))

    def again(self, rows: list[int]) -> list[Task]:
        """Of these tasks those that the reader may read now, with what each is about."""
        found = list(self.readable().filter(pk__in=rows).with_words())
        run(attach.steps(found, self.user))
        return found

    def of_section(self, rows: Any) -> list[int]:
        """Those that name what they are about: a case, it may be, with nobody in it."""
        return [task.pk for task in rows if task.record is not None]

    @property
    def in_words(self) -> str:
        return "; ".join([f"Tab: {TABS[self.filter.tab]}", super().in_words]).rstrip("; ")

    @property
    def page(self) -> str:
        return reverse("tasks:list")


def came_to(handover: Handover) -> str:
    """What became of a handover, as its line says it."""
    if handover.acknowledged_at:
        return f"Acknowledged by {handover.acknowledger_words}"
    if handover.withdrawn_at:
        return "Ended without an acknowledgement"
    return "Overdue" if handover.is_overdue else "Waiting"


@listed
class HandoversExport(NamesPeople):
    """The handovers of a tab, each with its note, as the reader may know it."""

    name, title = "handovers", "Handovers"
    model, action = Handover, "handover.list"
    columns = (
        Column("Reference", lambda one: one.of.reference),
        Column("What", lambda one: one.title),
        Column("Handed over", lambda one: one.given_at),
        Column("From", lambda one: one.giver_words),
        Column("To", lambda one: one.receiver_words),
        Column("Acknowledge by", lambda one: one.due_at),
        Column("State", came_to),
        Column("Since", lambda one: one.acknowledged_at or one.withdrawn_at),
        Column("What the next shift must know", lambda one: one.note),
    )

    @cached_property
    def filter(self) -> HandoverFilter:
        return HandoverFilter(self.request)

    def of_tab(self) -> Any:
        return handovers_in(self.filter.tab, self.user)

    def batch(self, after: str, size: int) -> Page:
        return page_in(self.filter.tab, self.of_tab(), self.user, after, size)

    def number(self, most: int) -> int:
        return int(self.of_tab().order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        return list(subjects_of(one.task.record for one in rows if one.task))

    def again(self, rows: list[int]) -> list[Handover]:
        """Of these handovers those that the reader may read now, with what each task is about."""
        readable = self.readable().filter(pk__in=rows).with_words()
        found: list[Handover] = run(attached.steps(readable, self.user))
        return found

    def of_section(self, rows: Any) -> list[int]:
        """Those that name a case, or what their task is about."""
        return [one.pk for one in rows if one.record is not None]

    @property
    def in_words(self) -> str:
        return f"Tab: {HANDOVER_TABS[self.filter.tab]}"

    @property
    def page(self) -> str:
        return reverse("tasks:handovers")
