"""Which cases, people in them and actions a user meets, and how they are narrowed."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from access.levels import Level
from access.querysets import ChildQuerySet, SharedQuerySet
from agencies.models import Membership
from core import prepared
from core.querysets import as_array
from core.questions import Steps, in_steps
from core.tidy import folded
from documents.querysets import DocumentQuerySet
from records.models.entries import NEWEST_FIRST

# As the database has it: queries are compiled on one day and asked on another.
TODAY = TruncDate(Now())


class CaseQuerySet(SharedQuerySet):
    """Cases."""

    def still_open(self) -> Self:
        """Those that are not closed."""
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        """Those that are closed."""
        return self.filter(closed_at__isnull=False)

    def with_words(self) -> Self:
        """With what a row about a case names."""
        return self.select_related("kind", "stage", "rag", "risk", "owner_team", "lead", "outcome")

    def with_subjects(self) -> Self:
        """With the people whose records each names."""
        people = self.model._meta.get_field("participants").related_model.objects
        in_it = people.filter(case_id=OuterRef("pk"))
        return self.annotate(found_subjects=ArraySubquery(in_it.subject_ids()))

    def review_overdue(self, today: datetime.date) -> Self:
        """Open ones whose review should have been by now."""
        return self.still_open().filter(review_on__lt=today)

    def needing_attention(self, user: Any, managed: Any, today: Any) -> Self:
        """Open ones of the user's, or of teams whose manager they are, where something is late.

        The review, or an action that is planned; or nobody leads it who works in its team now.
        """
        leads = Membership.objects.at_work(OuterRef("owner_team_id"), OuterRef("lead_id"))
        actions = self.model._meta.get_field("actions").related_model.objects
        late = actions.overdue(today).filter(case_id=OuterRef("pk"))
        mine = Q(lead=user.pk) | Q(owner_team__any=managed)
        return (
            self.still_open()
            .filter(mine)
            .annotate(has_late_action=Exists(late.order_by()), is_led=Exists(leads.order_by()))
            .filter(Q(review_on__lt=today) | Q(is_led=False) | Q(has_late_action=True))
        )

    def with_person(self, profile: Any) -> Self:
        """Cases in which this person takes part. Narrow to readers of people first."""
        people = self.model._meta.get_field("participants").related_model.objects
        of_person = people.filter(profile=profile).order_by()
        return self.filter(pk__in=of_person.values("case_id"))


class OfCaseQuerySet(ChildQuerySet):
    """What belongs to a case."""

    parent = "case"

    def of_case(self, case: Any) -> Self:
        """Of this case."""
        return self.filter(case=case)


class ParticipantQuerySet(OfCaseQuerySet):
    """People in cases."""

    section = "people"

    def with_words(self) -> Self:
        """With the role and the person."""
        return self.select_related("role", "profile", "profile__owner_team")

    def subject_ids(self) -> QuerySet:
        """The ids of the people of these parts who have a record."""
        named = self.filter(profile__isnull=False).order_by("profile_id")
        return named.values_list("profile_id", flat=True).distinct()

    def current(self, today: Any = None) -> Self:
        """Those who take part now."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today or TODAY))


class IncidentQuerySet(OfCaseQuerySet):
    """What happened, and the case is about."""

    section = "actions"

    def newest_first(self) -> Self:
        """By when it happened."""
        return self.order_by(*NEWEST_FIRST)


class CaseLinkQuerySet(OfCaseQuerySet):
    """Cases that belong together."""


class ActionQuerySet(OfCaseQuerySet):
    """The actions log."""

    section = "actions"

    def newest_first(self) -> Self:
        """By when it was done or is planned."""
        return self.order_by(*NEWEST_FIRST)

    def oldest_first(self) -> Self:
        """As the log is read on paper."""
        return self.order_by("happened_on", F("happened_at_time").asc(nulls_first=True), "pk")

    def with_words(self) -> Self:
        """With its kind and its result."""
        return self.select_related("kind", "result")

    def planned(self) -> Self:
        """Not done yet, the most urgent first."""
        return self.filter(result=None).order_by("planned_for", "pk")

    def overdue(self, today: datetime.date | None = None) -> Self:
        """Planned for a day that has passed."""
        return self.filter(result=None, planned_for__lt=today or timezone.localdate())

    def containing(self, words: str, hidden: list[int]) -> Self:
        """Actions with these words in what was written, folded as they are.

        Who did an action is not found by name for those from whom the team, by id, is hidden.
        """
        sought, found, texts = folded(words) or words, Q(), {}
        for name in ("text", "result_words", "told_by", "done_by_name"):
            texts[f"folded_{name}"] = Func(F(name), function="folded", output_field=TextField())
            found_here = Q(**{f"folded_{name}__contains": sought})
            is_name = name == "done_by_name"
            found |= found_here & ~Q(done_by_team_id__in=hidden) if is_name else found_here
        return self.alias(**texts).filter(found)


class ActionAmendmentQuerySet(ChildQuerySet):
    """What hangs on an action, and is read with it."""

    parent = "action"
    section = "actions"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """What hangs on actions that the user reads."""
        actions = self.model._meta.get_field("action").related_model.objects
        return self.filter(
            Exists(actions.visible_to(user, level=level).filter(pk=OuterRef("action_id")))
        )


class CaseDocumentQuerySet(DocumentQuerySet):
    """Files of cases."""

    parent = "case"

    def with_words(self) -> Self:
        """With the kind, and the action that it is attached to."""
        return super().with_words().select_related("action__kind")

    def attached_to(self, action: Any) -> Self:
        """What is attached to this action, in its last version."""
        return self.in_force().filter(action=action).order_by("pk")


@in_steps
def with_attachments(actions: Iterable[Any]) -> Steps:
    """Count the files attached to these actions, for all of them, by one statement.

    Readers of the actions know how many there are; who reads documents opens them.
    """
    rows = {action.pk: action for action in actions}
    for action in rows.values():
        action.attachments = 0
    if not rows:
        return
    back = next(iter(rows.values()))._meta.get_field("documents").field
    (counted,) = yield [_attachments.later(back.model, actions=as_array(rows))]
    for pk, number in counted:
        rows[pk].attachments = number


@prepared.query
def _attachments(model: Any, *, actions: Any) -> QuerySet:
    counted = model.objects.in_force().filter(action__any=actions).order_by()
    return counted.values("action_id").annotate(n=Count("pk")).values_list("action_id", "n")


@in_steps
def with_amendments(actions: Iterable[Any]) -> Steps:
    """Fetch what was added to these actions, for all of them, by one statement."""
    rows = {action.pk: action for action in actions}
    for action in rows.values():
        action.added = []
    if not rows:
        return
    back = next(iter(rows.values()))._meta.get_field("amendments").field
    (added,) = yield [_amendments.later(back.model, actions=as_array(rows))]
    for one in added:
        rows[one.action_id].added.append(one)


@prepared.query
def _amendments(model: Any, *, actions: Any) -> QuerySet:
    return model.objects.filter(action__any=actions).order_by("pk")
