"""What a user asked of others: what nobody has answered yet, and questions that came back."""

from typing import Any

from django.db.models import QuerySet

from access.kinds import shared_models
from access.models import AccessRequest, ListingException, Transfer
from access.selectors import rows_with_records
from agencies.models import Membership
from core import prepared
from core.querysets import as_array
from core.questions import Steps, in_steps

MOST = 20


@in_steps
def questions_for(user: Any) -> Steps:
    """The user's own requests about which a manager wants to know more, each with its record."""
    return (yield from _own_requests(user, AccessRequest.State.MORE))


@in_steps
def own_requests_waiting(user: Any) -> Steps:
    """The user's own requests that nobody has answered yet, each with its record."""
    return (yield from _own_requests(user, AccessRequest.State.WAITING))


def _own_requests(user: Any, state: str) -> Steps:
    """The user's requests about records that they know exist and cannot read yet."""
    (asked,) = yield [_own_in_state.later(state, user=user)]
    if not asked:
        return []
    found = yield [
        _asked_about.later(model, user=user, asked=as_array(asked)) for model in shared_models()
    ]
    told = yield from rows_with_records(user, [row for rows in found for row in rows])
    return [(record, request) for record, request in told if not record.is_read]


@prepared.query
def _own_in_state(state: str, *, user: Any) -> QuerySet:
    asked = AccessRequest.objects.filter(asked_by=user.pk, state=state)
    return asked.values_list("pk", flat=True)


@prepared.query
def _asked_about(model: Any, *, user: Any, asked: Any) -> QuerySet:
    """Those of these requests that are about records of which the user may know."""
    known = model._default_manager.known_to(user)
    return AccessRequest.objects.filter(pk__any=asked).about(known)


@in_steps
def own_transfers_waiting(user: Any) -> Steps:
    """The user's proposals that nobody has answered, of records that their teams still manage."""
    if not user.has_role(Membership.Role.MANAGER):
        return []
    found = yield [_own_proposals.later(model, user=user) for model in shared_models()]
    return (yield from rows_with_records(user, [row for rows in found for row in rows]))


@prepared.query
def _own_proposals(model: Any, *, user: Any) -> QuerySet:
    managed = Membership.objects.managing(user).values("team_id")
    records = model._default_manager.visible_to(user).filter(owner_team_id__in=managed)
    own = Transfer.objects.proposed().filter(proposed_by=user.pk).about(records)
    return own.select_related("to_team")[:MOST]


@in_steps
def own_listings_waiting(user: Any) -> Steps:
    """What the user asked to list beyond the limit, as long as no manager has answered."""
    if not user.practises:
        return []
    (found,) = yield [_own_listings.later(user=user)]
    return found


@prepared.query
def _own_listings(*, user: Any) -> QuerySet:
    own = ListingException.objects.waiting().filter(user=user.pk)
    return own.select_related("team")[:MOST]
