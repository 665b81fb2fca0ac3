"""What pages and panels ask about drafts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core import policy, prepared
from records.drafts import kind_named, kinds
from records.models import Draft


@dataclass(frozen=True)
class Line:
    """A draft as lists show it: never by the name of a person. No address where access ended."""

    draft: Draft
    words: str
    address: str


def lines_of(user: Any, drafts: list[Draft]) -> list[Line]:
    """Each draft with what it is, and where to go on; a query for each kind."""
    reached = {name: kind.objects_of(user, drafts) for name, kind in kinds().items()}
    lines = []
    for draft in drafts:
        kind = kind_named(draft.kind)
        obj = reached.get(draft.kind, {}).get(draft.object_id)
        words = f"{kind.words if kind else 'A form'}: {draft.reference}"
        lines.append(Line(draft, words, kind.address(obj) if kind and obj else ""))
    return lines


def newest_drafts(user: Any, number: int) -> list[Line]:
    """The user's latest drafts."""
    return lines_of(user, _newest(number, user=user))


@prepared.query
def _newest(number: int, *, user: Any) -> QuerySet:
    own = policy.accessible(user, "draft.list", Draft)
    return own.order_by("-updated_at", "-pk")[:number]
