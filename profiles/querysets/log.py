"""Which entries of the log a user meets, and how they are narrowed."""

from collections.abc import Iterable
from typing import Any, Self

from django.db.models import (
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
)

from access.levels import Level
from access.querysets import ChildQuerySet
from core import prepared
from core.querysets import as_array
from core.questions import Steps, in_steps
from core.tidy import folded
from records.models.entries import NEWEST_FIRST
from records.models.lookups import LookupQuerySet


class ContactKindQuerySet(LookupQuerySet):
    """Kinds of contact."""

    def offered_to(self, team: Any) -> Self:
        """Those that can be chosen today by people of this team."""
        kinds = [team.agency.kind] if team else []
        return self.offered().filter(Q(agency_kinds=[]) | Q(agency_kinds__overlap=kinds))


class LogEntryQuerySet(ChildQuerySet):
    """What is read by those who hold the section log."""

    parent = "profile"
    section = "log"


class ContactQuerySet(LogEntryQuerySet):
    """Entries of the log."""

    def newest_first(self) -> Self:
        """By when it happened."""
        return self.order_by(*NEWEST_FIRST)

    def with_words(self) -> Self:
        """With what an entry is told in: its kind, its outcome, what is to follow."""
        return self.select_related("kind", "outcome", "follow_up")

    def took_place(self) -> Self:
        """Dealings, without those whose outcome says that nothing took place."""
        outcomes = self.model._meta.get_field("outcome").related_model.objects
        nothing = outcomes.filter(speaks_for_itself=True).order_by().values("pk")
        return self.filter(Q(outcome=None) | ~Q(outcome__in=nothing))

    def containing(self, words: str) -> Self:
        """Entries with these words anywhere in what was written, folded as they are."""
        sought, found, texts = folded(words) or words, Q(), {}
        for name in ("text", "response", "anxieties", "told_by"):
            texts[f"folded_{name}"] = Func(F(name), function="folded", output_field=TextField())
            found |= Q(**{f"folded_{name}__contains": sought})
        return self.alias(**texts).filter(found)


class OfEntryQuerySet(ChildQuerySet):
    """What hangs on an entry of the log, and is seen with it."""

    parent = "contact"
    section = "log"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """What hangs on entries that the user reads."""
        contacts = self.model._meta.get_field("contact").related_model.objects
        return self.filter(
            Exists(contacts.visible_to(user, level=level).filter(pk=OuterRef("contact_id")))
        )


class AmendmentQuerySet(OfEntryQuerySet):
    """What was added to entries of the log."""


class FollowUpQuerySet(OfEntryQuerySet):
    """What is to follow entries of the log."""

    def to_do(self) -> Self:
        """Not done yet, the most urgent first."""
        return self.filter(done_at=None).order_by("due_on", "pk")


@in_steps
def with_amendments(entries: Iterable[Any]) -> Steps:
    """Fetch what was added to these entries and raised from them, for all, by one statement."""
    rows = {entry.pk: entry for entry in entries}
    for entry in rows.values():
        entry.added, entry.raised = [], []
    if not rows:
        return
    meta, asked = next(iter(rows.values()))._meta, as_array(rows)
    backs = [meta.get_field(name).field for name in ("amendments", "needs")]
    added, raised = yield [_hanging_on.later(b.model, b.name, entries=asked) for b in backs]
    for one in added:
        rows[one.contact_id].added.append(one)
    for one in raised:
        rows[one.contact_id].raised.append(one)


@prepared.query
def _hanging_on(model: Any, back: str, *, entries: Any) -> QuerySet:
    found = model.objects.with_words().filter(**{f"{back}__any": entries})
    return found.order_by("pk")
