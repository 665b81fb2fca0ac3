"""Where pages get handovers: what waits for the reader, and what has become of the rest."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from cases.models import Case
from cases.rules import works_for_owner
from core import panels, policy, prepared
from core.paging import PAGE_SIZE, Page, above, below, downwards, page_of_rows, start_of
from core.querysets import as_array
from core.questions import Steps, in_steps, run
from tasks.models import Handover, Task
from tasks.naming import names_beside
from tasks.rules import is_addressed, leads
from tasks.selectors import attach

# The tabs of the list: what waits for the reader; all of their teams that wait; and the rest.
MINE, TEAM, OVER = "mine", "team", "over"


def minutes_for(of: Case | Task) -> int:
    """How long a handover may wait: an upper app may say so of its cases (`handover_minutes`)."""
    said: list[int] = panels.gather("tasks.handover_minutes", of)
    return max(1, min(said, default=settings.HANDOVER_MINUTES))


def signed_names(reader: Any, handover: Handover) -> Handover:
    """With the names that the reader may know, and whether it waits for them."""
    handover.names = names_beside(reader, None)
    handover.is_for_reader = handover.is_waiting and is_addressed(reader, handover)
    return handover


@in_steps
def attached(handovers: Iterable[Handover], user: Any) -> Steps:
    """With the names that the reader may know, and what the tasks are about."""
    shown = list(handovers)
    tasks = [one.task for one in shown if one.task is not None]
    if tasks:
        yield from attach.steps(tasks, user)
    return [signed_names(user, one) for one in shown]


@in_steps
def waiting_for(user: Any, most: int) -> Steps:
    """So many handovers that wait for the user to acknowledge them, the most urgent first."""
    if not user.practises:
        return []
    (found,) = yield [_waiting_for.later(most, user=user)]
    return (yield from attached.steps(found, user))


@prepared.query
def _waiting_for(most: int, *, user: Any) -> QuerySet:
    waiting = Handover.objects.visible_to(user).waiting().addressed_to(user)
    return waiting.with_words().order_by("due_at", "pk")[:most]


@in_steps
def handover_of(of: Case | Task, user: Any) -> Steps:
    """The handover of this case or task that waits, if the user may see it; or None."""
    (found,) = yield [_of_one.later(of._meta.model_name, user=user, of=of.pk)]
    for handover in found:
        setattr(handover, of._meta.model_name, of)
        return signed_names(user, handover)
    return None


@prepared.query
def _of_one(name: str, *, user: Any, of: Any) -> QuerySet:
    waiting = Handover.objects.visible_to(user).waiting().filter(**{f"{name}_id": of})
    return waiting.select_related("from_team", "to_team", "to_person")[:1]


@in_steps
def panel_of_case(case: Case, user: Any, held: Collection[str]) -> Steps:
    """For the page of a case: its handover that waits, or the way to hand it over; or None."""
    if "actions" not in held or not case.is_open or not works_for_owner(user, case):
        return None
    handover = yield from handover_of.steps(case, user)
    may_hand_over = leads(user, case)
    if handover is None and not may_hand_over:
        return None
    return {
        "template": "tasks/_handover_of_case.html",
        "handover": handover,
        "may_hand_over": may_hand_over,
        "case": case,
    }


@in_steps
def handovers_of(cases: Iterable[Case], user: Any) -> Steps:
    """The handover of each of these cases that waits, by the id of the case: one statement.

    Of those alone that the user may see.
    """
    of = {case.pk: case for case in cases}
    if not of:
        return {}
    (found,) = yield [_of_cases.later(user=user, cases=as_array(of))]
    for handover in found:
        handover.case = of[handover.case_id]
    return {one.case_id: signed_names(user, one) for one in found}


@prepared.query
def _of_cases(*, user: Any, cases: Any) -> QuerySet:
    waiting = Handover.objects.visible_to(user).waiting().filter(case__any=cases)
    return waiting.select_related("from_team", "to_team", "to_person").order_by("due_at")


def handovers_in(tab: str, user: Any) -> Any:
    """The handovers of a tab of the list, that the user sees."""
    seen: Any = policy.accessible(user, "handover.list", Handover).with_words()
    if tab == OVER:
        return seen.filter(Q(acknowledged_at__isnull=False) | Q(withdrawn_at__isnull=False))
    return seen.waiting().addressed_to(user) if tab == MINE else seen.waiting()


def page_in(tab: str, rows: Any, user: Any, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of the handovers of a tab: the most urgent first, of those over the latest."""
    is_over = tab == OVER
    keys = ("given_at", "pk") if is_over else ("due_at", "pk")
    start = start_of(after, Handover, keys)
    if start is not None:
        rows = below(rows, keys, start) if is_over else above(rows, keys[0], start)
    order = downwards(Handover, keys) if is_over else keys
    found = run(attached.steps(rows.order_by(*order)[: size + 1], user))
    return page_of_rows(found, keys, size, is_first=start is None)


def in_time(user: Any, cases: Any, since: Any, until: Any) -> tuple[int, int]:
    """Of the handovers of these cases that were due in this time: in time, and how many.

    Of those alone that the user sees. One that was withdrawn before it was due does not count.
    """
    seen: Any = policy.accessible(user, "handover.list", Handover)
    due = seen.filter(case__in=cases.values("pk"), due_at__gte=since, due_at__lt=until)
    counted = due.filter(due_at__lte=Now()).exclude(withdrawn_at__lte=F("due_at"))
    return counted.filter(acknowledged_at__lte=F("due_at")).count(), counted.count()
