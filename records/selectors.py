"""What pages and panels ask about drafts."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet

from core import policy, prepared
from core.questions import Steps, in_steps
from records.drafts import kind_named, kinds
from records.models import Draft


@dataclass(frozen=True)
class Line:
    """A draft as lists show it. Where access ended: no record, no name, and no address."""

    draft: Draft
    what: str
    address: str
    record: Any = None

    @property
    def words(self) -> str:
        """Contact: Callum Drayfield; by the reference, where access ended.

        RJ intervention, by itself, while it is about nobody yet.
        """
        if self.address and self.record is None:
            return self.what
        return f"{self.what}: {self.record or self.draft.reference}"


@in_steps
def lines_of(user: Any, drafts: list[Draft]) -> Steps:
    """Each draft with what it is, and where to go on: the objects of all kinds at once."""
    here = {draft.kind for draft in drafts}
    asked = {name: kind for name, kind in kinds().items() if name in here}
    found = yield [kind.objects_of(user, drafts) for kind in asked.values()]
    reached = {
        name: {obj.pk: obj for obj in rows} for name, rows in zip(asked, found, strict=True)
    }
    lines = []
    for draft in drafts:
        kind = kind_named(draft.kind)
        obj = reached.get(draft.kind, {}).get(draft.object_id)
        if kind is None or obj is None:
            lines.append(Line(draft, kind.words if kind else "A form", ""))
        else:
            lines.append(Line(draft, kind.words, kind.address(obj), kind.record(obj)))
    return lines


@in_steps
def draft_begun(user: Any, kind: str, obj: Any) -> Steps:
    """What the user has begun to write in this form about this object; or None."""
    (found,) = yield [_begun.later(type(obj), kind, user=user, obj=obj.pk)]
    return next(iter(found), None)


@prepared.query
def _begun(model: Any, kind: str, *, user: Any, obj: Any) -> QuerySet:
    about: Any = SimpleNamespace(_meta=model._meta, pk=obj)
    return policy.accessible(user, "draft.view", Draft).kept().about(kind, about)[:1]


@in_steps
def newest_drafts(user: Any, number: int) -> Steps:
    """The user's latest drafts."""
    (drafts,) = yield [_newest.later(number, user=user)]
    return (yield from lines_of.steps(user, drafts))


@prepared.query
def _newest(number: int, *, user: Any) -> QuerySet:
    own = policy.accessible(user, "draft.list", Draft).kept()
    return own.order_by("-updated_at", "-pk")[:number]
