"""The filters of the log of a person."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from access.naming import Naming
from core.filter_sets import FilterSet
from core.filters import Choices, DateFilter, LookupFilter, ModelFilter, TextFilter, TickFilter
from profiles.models import ContactKind, ContactOutcome
from profiles.querysets import ContactQuerySet
from profiles.selectors import agencies_in, writers_of

ANY_OUTCOME = "any"


class Words(TextFilter):
    """Entries with these words."""

    name, label, in_sight = "q", "Words", True

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.containing(self.chosen)


class OfKind(LookupFilter):
    """Visits, calls, letters."""

    name, label, in_sight = "kind", "Kind", True
    model, offers_all = ContactKind, True

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(kind=self.chosen)


class ByAgency(ModelFilter):
    """Entries that people of an agency wrote; offered are those who wrote one of these."""

    name, label, key, in_sight = "agency", "Agency", "uuid", True
    filters: "LogFilter"

    def rows(self) -> QuerySet:
        return agencies_in(self.filters.entries)

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(written_by_team__agency=self.chosen)


class WrittenBy(ModelFilter):
    """Entries by one person; offered are those who wrote one of these."""

    name, label, key = "by", "Written by", "uuid"
    filters: "LogFilter"

    def rows(self) -> QuerySet:
        return writers_of(self.filters.entries, self.filters.names)

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(written_by=self.chosen)


class Since(DateFilter):
    """Dealings of this day and later."""

    name, label, in_sight, past = "since", "From", True, True

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(happened_on__gte=self.chosen)


class Until(DateFilter):
    """Dealings of this day and earlier."""

    name, label, not_before = "until", "To", "since"

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(happened_on__lte=self.chosen)


class WithOutcome(LookupFilter):
    """Entries with an outcome, any or this one."""

    name, label, model, offers_all = "outcome", "Outcome", ContactOutcome, True
    taken = f"{ANY_OUTCOME}, or the code of one"

    @cached_property
    def choices(self) -> Choices:
        return [(ANY_OUTCOME, "Has an outcome"), *super().choices]

    def read(self, typed: str) -> Any:
        return ANY_OUTCOME if typed == ANY_OUTCOME else super().read(typed)

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        if self.chosen == ANY_OUTCOME:
            return entries.filter(outcome__isnull=False)
        return entries.filter(outcome=self.chosen)

    @property
    def chosen_in_words(self) -> str:
        if self.chosen == ANY_OUTCOME:
            return "Has an outcome"
        return super().chosen_in_words


class ToFollowUp(TickFilter):
    """Entries with something that is still to be done."""

    name, label = "todo", "To follow up"

    def narrow(self, entries: ContactQuerySet) -> ContactQuerySet:
        return entries.filter(follow_up__isnull=False, follow_up__done_at=None)


class LogFilter(FilterSet):
    """The entries of one person's log that the reader may read."""

    filters = (Words, OfKind, ByAgency, WrittenBy, Since, Until, WithOutcome, ToFollowUp)
    kept = ("view",)
    folds = True

    def __init__(self, request: Any, entries: ContactQuerySet, names: Naming) -> None:
        self.entries, self.names = entries, names
        super().__init__(request)
