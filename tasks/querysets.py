"""Which tasks a user meets.

Members of the sending and of the receiving team see a task, as long as they may know that the
record exists which it is about; those who may read the record also read what the task says.
"""

import datetime
from collections.abc import Callable
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Now, TruncDate

from access.kinds import shared_models
from agencies.models import Team
from core.policy import is_someone
from core.querysets import ExistsForRow, ProtectedQuerySet
from core.tidy import folded
from documents.querysets import DocumentQuerySet
from tasks.matters import matters

TODAY = TruncDate(Now())
# What is asked, as it is compared with words: an index has it.
DETAIL = Func(F("detail"), function="folded", output_field=models.TextField())


def _about(ask: Callable[[Any], list[models.QuerySet]]) -> Q:
    """About nothing, or about a record that is in one of these querysets of its kind.

    Each task asks about its own record, in the first queryset first.
    """
    found = Q(object_type="")
    for model in shared_models():
        here = Q()
        for records in ask(model):
            here |= Q(ExistsForRow(records.filter(pk=OuterRef("object_id"))))
        found |= Q(object_type=model._meta.label_lower) & here
    return found


def _about_matters(user: Any, *, read: bool = False) -> Q:
    """About something that is no shared record, and that the user sees, or reads the words of."""
    found = Q(pk__in=[])
    for model in matters():
        rows = model.objects.readable_by(user) if read else model.objects.visible_to(user)
        seen = ExistsForRow(rows.filter(pk=OuterRef("object_id")))
        found |= Q(object_type=model._meta.label_lower) & Q(seen)
    return found


class TaskQuerySet(ProtectedQuerySet):
    """Tasks."""

    is_compiled_once = True

    def of(self, record: models.Model) -> Self:
        """Those about this record."""
        return self.filter(object_type=record._meta.label_lower, object_id=record.pk)

    def visible_to(self, user: Any) -> Self:
        """Of the user's teams, sent or received; never about a record they may not know of."""
        if not is_someone(user):
            return self.none()
        known = _about(lambda model: _known(model, user)) | _about_matters(user)
        return self._of_teams(user).filter(known)

    def readable_by(self, user: Any) -> Self:
        """Those whose words the user reads too: about nothing, or about a record they may read."""
        if not is_someone(user):
            return self.none()
        read = _about(lambda model: [model._default_manager.visible_to(user)])
        return self._of_teams(user).filter(read | _about_matters(user, read=True))

    def _of_teams(self, user: Any) -> Self:
        teams = Team.objects.own_to(user).values("pk")
        return self.filter(Q(to_team__in=teams) | Q(from_team__in=teams))

    def received_by(self, user: Any) -> Self:
        """Those that a team of the user received."""
        return self.filter(to_team__in=Team.objects.own_to(user).values("pk"))

    def sent_by_teams_of(self, user: Any) -> Self:
        """Those that a team of the user sent."""
        return self.filter(from_team__in=Team.objects.own_to(user).values("pk"))

    def first_of_each_team(self, teams: Any, order: list[str], most: int) -> Self:
        """The first so many of these that each team has, read from that team's part of an index.

        Of several teams at once, an index has them in no order.
        """
        own = self.filter(to_team=OuterRef("pk")).order_by(*order)[:most]
        return self._of_each_team(teams, own)

    def _of_each_team(self, teams: Any, own: Self) -> Self:
        """Of each of these teams its `own` tasks, which refer to the team."""
        ids = Func(
            ArraySubquery(own.values("pk")),
            function="unnest",
            output_field=models.BigIntegerField(),
        )
        of_teams = Team.objects.filter(pk__any=teams).order_by().values_list(ids)
        return self.model._default_manager.filter(pk__any=ArraySubquery(of_teams))

    def due_between(self, first: datetime.date, last: datetime.date) -> Self:
        """Those that were due on one of these days."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def outcomes_for(self, user: Any) -> models.QuerySet:
        """How many came to what: the outcome; how many teams of the user received; and sent."""
        state = self.model.State
        outcome = Case(
            When(state=state.DECLINED, then=Value("declined")),
            When(state=state.COMPLETED, outcome__code="not-needed", then=Value("not needed")),
            When(
                state=state.COMPLETED,
                answered_on__lte=F("due_on"),
                then=Value("in time"),
            ),
            When(state=state.COMPLETED, then=Value("late")),
            When(due_on__lt=TODAY, then=Value("overdue")),
            default=Value("due"),
            output_field=models.CharField(),
        )
        teams = Team.objects.own_to(user).values("pk")
        found = self.annotate(answered_on=TruncDate("answered_at")).annotate(became=outcome)
        numbers = found.order_by().values("became")
        numbers = numbers.annotate(
            received=Count("pk", filter=Q(to_team__in=teams)),
            sent=Count("pk", filter=Q(from_team__in=teams)),
        )
        return numbers.values_list("became", "received", "sent")

    def with_words(self) -> Self:
        """With the rows that a line about it names."""
        return self.select_related(
            "kind", "priority", "outcome", "from_team", "to_team", "to_person", "from_user"
        )

    def containing(self, words: str, *, user: Any) -> Self:
        """Those that ask for something in these words, folded, of those that the user reads."""
        return self.readable_by(user).asking(folded(words) or words)

    def asking(self, words: Any) -> Self:
        """Tasks whose detail has these folded words, unscoped by user."""
        return self.alias(asked=DETAIL).filter(asked__contains=words)

    def asking_in(self, teams: Any, words: Any) -> Self:
        """Of these teams, those that ask in these words: read from each one's part of an index."""
        of_team = Q(to_team=OuterRef("pk")) | Q(from_team=OuterRef("pk"))
        return self._of_each_team(teams, self.filter(of_team).asking(words).order_by())

    def open_first(self) -> Self:
        """Open ones, then those that are over; of each the newest first."""
        is_over = ExpressionWrapper(Q(state__in=self.model.CLOSED), models.BooleanField())
        return self.order_by(is_over, "-pk")

    def by_due_day(self) -> Self:
        """Open ones, the next due first; then those that are over, the latest due first."""
        is_over = ExpressionWrapper(Q(state__in=self.model.CLOSED), models.BooleanField())
        next_due = Case(When(state__in=self.model.OPEN, then=F("due_on")))
        return self.order_by(is_over, next_due, "-due_on", "-pk")

    def still_open(self) -> Self:
        """Neither completed nor declined."""
        return self.filter(state__in=self.model.OPEN)

    def over(self) -> Self:
        """Completed or declined."""
        return self.filter(state__in=self.model.CLOSED)

    def at_hand(self) -> Self:
        """Open, and not on hold any more."""
        return self.still_open().exclude(held_until__gt=TODAY)

    def on_hold(self) -> Self:
        """Open, and on hold until a day to come."""
        return self.still_open().filter(held_until__gt=TODAY)


def _known(model: Any, user: Any) -> list[models.QuerySet]:
    """Records of this kind of which the user may know by a task that has reached a team of theirs.

    Not a restricted one, a discreet team's, or one the user is excluded from.
    """
    records = model._default_manager
    return [records.knowable_by(user), records.visible_to(user)]


class TaskStepQuerySet(ProtectedQuerySet):
    """Steps of tasks, read with what the task says."""

    is_compiled_once = True

    def with_words(self) -> Self:
        """With the team and the person it went to."""
        return self.select_related("to_team", "to_person")

    def visible_to(self, user: Any) -> Self:
        """Steps of tasks that the user reads."""
        return self.filter(_of_readable_tasks(self.model, user))


class HandoverQuerySet(ProtectedQuerySet):
    """Handovers of cases and of tasks."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of the user's teams, of cases whose actions they read and of tasks that they read.

        Who else works on the case or sent the task knows nothing of who hands it to whom.
        """
        if not is_someone(user):
            return self.none()
        cases = self.model._meta.get_field("case").related_model.objects
        tasks = self.model._meta.get_field("task").related_model.objects
        case = cases.visible_to(user, section="actions").filter(pk=OuterRef("case_id"))
        task = tasks.readable_by(user).filter(pk=OuterRef("task_id"))
        teams = Team.objects.own_to(user).values("pk")
        return self.filter(Q(Exists(case)) | Q(Exists(task)), to_team__in=teams)

    def waiting(self) -> Self:
        """Neither acknowledged nor withdrawn."""
        return self.filter(acknowledged_at=None, withdrawn_at=None)

    def to_escalate(self) -> Self:
        """Waiting for longer than they may, of which the managers have not been told."""
        return self.waiting().filter(escalated_at=None, due_at__lte=Now())

    def addressed_to(self, user: Any) -> Self:
        """To the user, or to a team of theirs by somebody else."""
        to_team = Q(to_person=None) & ~Q(from_user=user.pk)
        return self.filter(Q(to_person=user.pk) | to_team)

    def of(self, obj: models.Model) -> Self:
        """Of this case, or of this task."""
        return self.filter(**{str(obj._meta.model_name): obj})

    def with_words(self) -> Self:
        """With the rows that a line about it names."""
        return self.select_related(
            *("case", "from_team", "to_team", "to_person", "acknowledged_by"),
            *("task__kind", "task__from_team", "task__to_team"),
        )


class AttachedFormQuerySet(ProtectedQuerySet):
    """Forms that go with tasks, found with what the task says."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of tasks that the user reads; each form asks its own rule besides."""
        return self.filter(_of_readable_tasks(self.model, user))


class TaskDocumentQuerySet(DocumentQuerySet):
    """Files of tasks, read with what the task says."""

    parent, section = "task", ""

    def visible_to(self, user: Any, **limits: Any) -> Self:
        """Files of tasks that the user reads."""
        return self.filter(_of_readable_tasks(self.model, user))


def _of_readable_tasks(model: Any, user: Any) -> Exists:
    tasks = model._meta.get_field("task").related_model.objects
    return Exists(tasks.readable_by(user).filter(pk=OuterRef("task_id")))
