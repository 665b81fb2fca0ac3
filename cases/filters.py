"""The filters of the list of cases, and of the actions log."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from access.naming import Naming
from cases.models import ActionKind, ActionResult, Case, CaseKind, CaseStage, RagRating
from cases.querysets import ActionQuerySet, CaseQuerySet
from cases.selectors import agencies_of
from core.filter_sets import FilterSet
from core.filters import (
    ChoiceFilter,
    Choices,
    DateFilter,
    LookupFilter,
    TextFilter,
    TickFilter,
)
from core.paging import Page, capped
from core.questions import Steps
from core.tidy import folded

OPEN, CLOSED = "open", "closed"
ONLY_PLANNED, ONLY_OVERDUE, STANDS_OUT = "planned", "overdue", "stands-out"


# ---- The list of cases -------------------------------------------------------------------
class Words(TextFilter):
    """Cases with these words in their title, or this reference."""

    name, label, in_sight = "q", "Title or reference", True

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        """The list looks for the words in the holds; a reference is looked up."""
        return cases.filter(reference__iexact=self.chosen) if self.is_reference else cases

    @property
    def is_reference(self) -> bool:
        return self.value.upper().startswith(f"{Case.LETTER}-")

    def recorded(self) -> dict[str, Any]:
        """Never the words: a title may name somebody."""
        return {}


class OfKind(LookupFilter):
    """Cases of one kind."""

    name, label, model, offers_all, in_sight = "kind", "Kind", CaseKind, True, True

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.filter(kind=self.chosen)


class State(ChoiceFilter):
    """Open or closed."""

    name, label, in_sight = "state", "State", True
    choices = [(OPEN, "Open"), (CLOSED, "Closed")]

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.still_open() if self.chosen == OPEN else cases.closed()


class AtStage(LookupFilter):
    """Cases at one stage."""

    name, label, model, offers_all = "stage", "Stage", CaseStage, True

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.filter(stage=self.chosen)


class WithRag(LookupFilter):
    """Cases with one RAG rating."""

    name, label, model, offers_all = "rag", "RAG rating", RagRating, True

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.filter(rag=self.chosen)


class WithTag(TextFilter):
    """Cases with this tag."""

    name, label = "tag", "Tag"

    def read(self, typed: str) -> str:
        return super().read(typed).lower()

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.filter(tags__contains=[self.chosen])


class Mine(TickFilter):
    """Cases that the reader leads."""

    name, label = "mine", "I lead it"

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.filter(lead=self.filters.user)


class ReviewOverdue(TickFilter):
    """Cases whose review is overdue."""

    name, label = "late", "Review overdue"

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.review_overdue(timezone.localdate())


class WithoutLead(TickFilter):
    """Open cases that nobody leads who works in the team that manages them."""

    name, label = "leaderless", "No current lead"

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        return cases.still_open().without_lead_at_work()


class CaseFilter(FilterSet):
    """The list of cases that a reader may see: words, filters and order."""

    filters = (Words, OfKind, State, AtStage, WithRag, WithTag, Mine, ReviewOverdue, WithoutLead)
    orders = {"-activity": "Last activity", "name": "Title"}
    folds = names_what_is_gone = True

    @property
    def words(self) -> str:
        """What is looked for in titles."""
        part = self.part("q")
        return "" if part.is_reference else folded(part.value)

    @cached_property
    def cases(self) -> CaseQuerySet:
        return self.narrow(Case.objects.all())

    def page(self) -> Page:
        """The page that the address asks for."""
        return self.batch(self.after, self.size)

    def batch(self, after: str, size: int) -> Page:
        """So many after a cursor, as the pages of the list follow each other."""
        keys = self.cases.keys_for(
            self.user, order=self.order, after=after, size=size, words=self.words
        )
        found = Case.objects.visible_to(self.user).with_words().in_bulk(list(keys))
        return keys.filled(found)

    def count(self) -> str:
        """How many there are, counted no further than a thousand."""
        return capped(self.cases.count_for(self.user, words=self.words))


# ---- The actions log ---------------------------------------------------------------------
class ActionWords(TextFilter):
    """Actions with these words."""

    name, label, in_sight = "q", "Words", True

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.containing(self.chosen, hidden=self.filters.names.hidden_teams)

    def recorded(self) -> dict[str, Any]:
        """That there were words, and never which: they may name somebody."""
        return {self.name: True}


class ByAgency(ChoiceFilter):
    """Actions of one agency; offered are those that did one of these."""

    name, label, in_sight, nothing = "agency", "Agency", True, "All agencies"
    taken = "a name, as actions tell it"
    filters: "ActionFilter"

    @cached_property
    def agencies(self) -> list[str]:
        found: list[str] = agencies_of(self.filters.case, self.filters.names)
        return found

    def fetched(self) -> Steps:
        """Fetch the agencies beside what else the page asks."""
        if "agencies" not in vars(self):
            self.agencies = yield from agencies_of.steps(self.filters.case, self.filters.names)

    @cached_property
    def choices(self) -> Choices:
        return [(name, name) for name in self.agencies]

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.filter(done_by_agency=self.chosen)


class OfActionKind(LookupFilter):
    """Visits, letters, warnings."""

    name, label, model, offers_all = "kind", "Kind", ActionKind, True

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.filter(kind=self.chosen)


class WithResult(LookupFilter):
    """Actions with this result; planned or overdue ones; those that stand out."""

    name, label, model, offers_all, in_sight = "result", "Result", ActionResult, True, True
    nothing = "All results"
    OTHERS = {
        ONLY_PLANNED: "Planned",
        ONLY_OVERDUE: "Overdue",
        STANDS_OUT: "Not taken up, or not reached",
    }
    taken = f"{', '.join(OTHERS)}, or the code of one"

    @cached_property
    def choices(self) -> Choices:
        return [*super().choices, *self.OTHERS.items()]

    def read(self, typed: str) -> Any:
        return typed if typed in self.OTHERS else super().read(typed)

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        if self.chosen == ONLY_PLANNED:
            return actions.filter(result=None)
        if self.chosen == ONLY_OVERDUE:
            return actions.overdue()
        if self.chosen == STANDS_OUT:
            return actions.filter(result__stands_out=True)
        return actions.filter(result=self.chosen)

    @property
    def chosen_in_words(self) -> str:
        return self.OTHERS.get(str(self.chosen)) or super().chosen_in_words


class DoneBy(TextFilter):
    """Actions of somebody with this name."""

    name, label = "by", "Done by"

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        hidden = self.filters.names.hidden_teams
        named = actions.exclude(done_by_team_id__in=hidden)
        return named.filter(done_by_name__icontains=self.chosen)

    def recorded(self) -> dict[str, Any]:
        return {self.name: True}


class Since(DateFilter):
    """Actions of this day and later."""

    name, label, in_sight = "since", "From", True

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.filter(happened_on__gte=self.chosen)


class Until(DateFilter):
    """Actions of this day and earlier."""

    name, label, not_before = "until", "To", "since"

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.filter(happened_on__lte=self.chosen)


class ActionFilter(FilterSet):
    """The actions of one case that the reader may read."""

    filters = (ActionWords, ByAgency, WithResult, Since, Until, OfActionKind, DoneBy)
    kept = ("view",)
    folds = True

    def __init__(self, request: Any, case: Case, names: Naming) -> None:
        self.case, self.names = case, names
        super().__init__(request)
