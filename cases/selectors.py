"""What the pages of cases ask of several tables at once."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from access.naming import Naming
from agencies.models import Membership, User
from cases.models import Action, ActionResult, Case, CaseLink, Incident, Participant
from core import policy, prepared
from core.paging import PAGE_SIZE, page_of_rows
from core.querysets import as_array
from core.questions import Steps, in_steps
from core.tidy import folded
from profiles.models import Profile
from records.models.entries import HAPPENED

LATEST, PLANNED, INCIDENTS = 5, 8, 5
# Parts of one person in cases.
PARTS = 100


@dataclass(frozen=True)
class LogSummary:
    """How much was done, by how many agencies, since when, and what stands out."""

    number: int
    agencies: int
    first: datetime.date | None
    last: datetime.date | None
    planned: int
    overdue: int
    # What came of actions and stands out, each with how often.
    stands_out: list[tuple[ActionResult, int]]

    @property
    def done(self) -> int:
        return self.number - self.planned

    @property
    def months(self) -> int:
        if self.first is None or self.last is None:
            return 0
        return max(1, round((self.last - self.first).days / 30.4))


@in_steps
def summary_of(case: Case) -> Steps:
    """The actions log in figures. Callers must hold its section."""
    asked = _summary_of.later(case=case.pk, today=timezone.localdate())
    (found,) = yield [asked]
    counts = dict(found["counts"])
    results = [(result, counts[result.pk]) for result in found["results"] if result.pk in counts]
    row = next(iter(found["figures"]), (0, 0, None, None, 0, 0))
    return LogSummary(*row, results)


@prepared.query
def _summary_of(*, case: Any, today: Any) -> dict[str, QuerySet]:
    done = Q(result__isnull=False)
    actions = Action.objects.filter(case_id=case).order_by()
    standing_out = ActionResult.objects.filter(stands_out=True)
    figures = (
        actions.values("case_id")
        .annotate(
            number=Count("pk"),
            agencies=Count("done_by_agency", distinct=True),
            first=Min("happened_on", filter=done),
            last=Max("happened_on", filter=done),
            planned=Count("pk", filter=Q(result=None)),
            overdue=Count("pk", filter=Q(result=None, planned_for__lt=today)),
        )
        .values_list("number", "agencies", "first", "last", "planned", "overdue")
    )
    counts = actions.filter(result__in=standing_out.order_by().values("pk")).values("result_id")
    return {
        "figures": figures,
        "counts": counts.annotate(number=Count("pk")).values_list("result_id", "number"),
        "results": standing_out,
    }


@in_steps
def facts_of(case: Case) -> Steps:
    """What the first page shows of the log: what was done last, what is planned, what happened.

    The page asks this only for readers who hold the actions of the case.
    """
    (found,) = yield [_facts_of.later(case=case.pk)]
    for entry in (*found["latest"], *found["planned"], *found["incidents"]):
        entry.case = case
    return found


@prepared.query
def _facts_of(*, case: Any) -> dict[str, QuerySet]:
    actions = Action.objects.filter(case_id=case).with_words()
    return {
        "latest": actions.filter(result__isnull=False).newest_first()[:LATEST],
        "planned": actions.planned()[:PLANNED],
        "incidents": Incident.objects.filter(case_id=case).newest_first()[:INCIDENTS],
    }


@in_steps
def cases_needing_attention(user: User, most: int) -> Steps:
    """Open cases that the user leads, or whose owner team they manage, where something is late."""
    if not policy.is_someone(user) or not user.practises:
        return []
    places = user.live_memberships
    managed = as_array({p.team_id for p in places if p.role == Membership.Role.MANAGER})
    asked = _needing_attention.later(most, user=user, managed=managed, today=timezone.localdate())
    (found,) = yield [asked]
    return list(found)


@prepared.query
def _needing_attention(most: int, *, user: Any, managed: Any, today: Any) -> QuerySet:
    seen = policy.accessible(user, "case.list", Case)
    late = seen.needing_attention(user, managed, today).select_related("kind", "rag")
    return late.order_by(F("review_on").asc(nulls_last=True), "pk")[:most]


@in_steps
def linked_to(case: Case, user: User) -> Steps:
    """The cases that belong to this one, of those that the reader can see, each with its link."""
    (found,) = yield [_linked_to.later(user=user, case=case.pk)]
    others = {other.pk: other for other in found["cases"]}
    links = (
        (one.other_id if one.case_id == case.pk else one.case_id, one) for one in found["links"]
    )
    return [(others[pk], link) for pk, link in links if pk in others]


@prepared.query
def _linked_to(*, user: Any, case: Any) -> dict[str, QuerySet]:
    ahead, back = CaseLink.objects.filter(case_id=case), CaseLink.objects.filter(other_id=case)
    seen = policy.accessible(user, "case.view", Case).with_words()
    return {
        "links": ahead | back,
        "cases": seen.filter(
            Q(pk__any=ArraySubquery(ahead.order_by().values("other_id")))
            | Q(pk__any=ArraySubquery(back.order_by().values("case_id")))
        ),
    }


@in_steps
def agencies_of(case: Case, names: Naming) -> Steps:
    """The agencies that did something in a case whose actions the reader holds, by name.

    Only those that the reader may know.
    """
    asked = _agencies_of.later(case=case.pk, hidden=as_array(names.hidden_teams))
    (found,) = yield [asked]
    return list(found)


@prepared.query
def _agencies_of(*, case: Any, hidden: Any) -> QuerySet:
    done = Action.objects.filter(case_id=case).exclude(done_by_agency="")
    named = done.exclude(done_by_team__any=hidden).order_by("done_by_agency")
    return named.values_list("done_by_agency", flat=True).distinct()


@in_steps
def latest_actions(case: Case) -> Steps:
    """The first page of the whole actions log, of a case whose actions the reader holds."""
    (rows,) = yield [_latest_actions.later(case=case.pk)]
    return page_of_rows(rows, HAPPENED, is_first=True)


@prepared.query
def _latest_actions(*, case: Any) -> QuerySet:
    actions = Action.objects.filter(case_id=case).with_words()
    return actions.newest_first()[: PAGE_SIZE + 1]


@in_steps
def cases_found(user: User, words: str, most: int) -> Steps:
    """Cases whose title has these words, of those that the user can see, and open ones first."""
    sought = folded(words)
    if not sought:
        return []
    keys = list(Case.objects.keys_for(user, words=sought, size=most))
    if not keys:
        return []
    (rows,) = yield [_listed.later(user=user, ids=as_array(keys))]
    return sorted(rows, key=lambda case: (not case.is_open, keys.index(case.pk)))


def case_with_reference(user: User, reference: str) -> Case | None:
    """The case of this exact reference, if the user can see it."""
    if not reference.startswith(f"{Case.LETTER}-"):
        return None
    found: Case | None = (
        policy.accessible(user, "case.view", Case).filter(reference=reference).first()
    )
    return found


def parts_of(person: Profile, user: User) -> list[Participant]:
    """The parts of a person in cases of which the user reads the people, open ones first."""
    parts = Participant.objects.visible_to(user).filter(profile=person)
    parts = parts.select_related("role", "case__kind", "case__owner_team")
    open_first = F("case__closed_at").desc(nulls_first=True)
    return list(parts.order_by(open_first, "-case__opened_on", "-pk")[:PARTS])


@prepared.query
def _listed(*, user: Any, ids: Any) -> QuerySet:
    return Case.objects.visible_to(user).with_words().filter(pk__any=ids)
