"""What access says on the pages of lower apps."""

from typing import Any

from django.urls import reverse

from access.asked import (
    own_listings_waiting,
    own_requests_waiting,
    own_transfers_waiting,
    questions_for,
)
from access.kinds import address_of, shared_models
from access.naming import called, naming
from access.selectors import (
    glass_waiting_for,
    how_many_samples,
    listings_waiting_for,
    requests_waiting_for,
    transfers_with_records,
)
from agencies.models import Membership, Team
from core.panels import WaitingLine, register
from core.questions import Steps
from core.wording import counted

# Of each kind of thing that waits, on Home.
MOST_WAITING = 20


@register("agencies.keeps_team_open", order=10)
def owned_records(team: Team) -> str | None:
    """A team that manages records cannot close: nobody would manage them."""
    owned = [
        (model._base_manager.filter(owner_team=team)[:1000].count(), model._meta)
        for model in shared_models()
    ]
    words = [
        counted(count, meta.verbose_name, meta.verbose_name_plural)
        for count, meta in owned
        if count
    ]
    if not words:
        return None
    return f"The team manages {' and '.join(words)}. Another team must take these over first."


@register("navigation", order=75)
def sharing(request: Any) -> dict[str, Any] | None:
    """Administrators share records of their area without reading them."""
    if request.user.has_role(Membership.Role.ADMINISTRATOR):
        return {"label": "Sharing", "url": reverse("access:find")}
    return None


@register("home", order=3)
def share_by_reference(request: Any) -> dict[str, Any] | None:
    """For administrators: to the sharing of a record of their area."""
    if request.user.has_role(Membership.Role.ADMINISTRATOR):
        return {"template": "access/_home_find.html"}
    return None


# ---- What waits for the reader, on Home ---------------------------------------------------------
@register("home.waiting", order=10)
def emergencies_to_review(request: Any) -> Steps:
    """First, because a review may be late."""
    found = yield from glass_waiting_for.steps(request.user)
    return [
        WaitingLine(
            address_of(type(record), "review", record.uuid, glass.uuid),
            glass.broken_at,
            f"{glass.user} opened {_called(record)} in an emergency",
            f"{glass.membership.team}: {glass.reason}",
            late=glass.is_late,
            record=_named(record),
        )
        for record, glass in found[:MOST_WAITING]
    ]


@register("home.waiting", order=20)
def transfers_to_answer(request: Any) -> Steps:
    found = yield from transfers_with_records.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            reverse("access:transfer", args=[transfer.uuid]),
            transfer.proposed_at,
            f"Take over {_called(record)} from {_asking(request.user, record, transfer)}?",
            f"{transfer.to_team} is asked: {transfer.note}",
            record=_named(record),
        )
        for record, transfer in found
    ]


def _asking(reader: Any, record: Any, transfer: Any) -> str:
    return naming(reader, record).team(transfer.from_team)


def _called(record: Any) -> str:
    return called(record, reads=record.is_read)


def _named(record: Any) -> Any:
    """The record, for those who read it."""
    return record if record.is_read else None


@register("home.waiting", order=30)
def requests_to_answer(request: Any) -> Steps:
    found = yield from requests_waiting_for.steps(request.user)
    return [
        WaitingLine(
            address_of(type(record), "answer", record.uuid, asked.uuid),
            asked.asked_at,
            f"{asked.asked_by} asks for access to {_called(record)}",
            f"{asked.membership.team}. {asked.get_reason_display()}: {asked.words}",
            record=_named(record),
        )
        for record, asked in found[:MOST_WAITING]
    ]


@register("home.waiting", order=45)
def listings_to_answer(request: Any) -> Steps:
    """Colleagues who ask to list more people than an hour allows."""
    found = yield from listings_waiting_for.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            asked.get_absolute_url(),
            asked.asked_at,
            f"{asked.user} asks to list more people",
            f"{asked.team}: {asked.reason}",
        )
        for asked in found
    ]


@register("home.waiting", order=50)
def questions_to_answer(request: Any) -> Steps:
    """What a manager wants to know about the reader's own requests."""
    found = yield from questions_for.steps(request.user)
    return [
        WaitingLine(
            address_of(type(record), "request-access", record.uuid),
            asked.asked_at,
            f"{record.owner_team} wants to know more about your request for {_called(record)}",
            asked.question,
        )
        for record, asked in found[:MOST_WAITING]
    ]


# ---- What the reader asked, and waits for -------------------------------------------------------
@register("home.asked", order=10)
def own_requests(request: Any) -> Steps:
    """By reference: the reader cannot read these records yet."""
    found = yield from own_requests_waiting.steps(request.user)
    return [
        WaitingLine(
            address_of(type(record), "request-access", record.uuid),
            asked.asked_at,
            f"You asked for access to {_called(record)}",
            f"{record.owner_team} has not answered yet",
        )
        for record, asked in found[:MOST_WAITING]
    ]


@register("home.asked", order=20)
def own_transfers(request: Any) -> Steps:
    found = yield from own_transfers_waiting.steps(request.user)
    return [
        WaitingLine(
            address_of(type(record), "sharing", record.uuid),
            transfer.proposed_at,
            f"You asked {transfer.to_team} to take over {_called(record)}",
            f"{transfer.to_team} has not answered yet",
            record=_named(record),
        )
        for record, transfer in found
    ]


@register("home.asked", order=30)
def own_listings(request: Any) -> Steps:
    found = yield from own_listings_waiting.steps(request.user)
    return [
        WaitingLine(
            reverse("access:listing-ask"),
            asked.asked_at,
            "You asked to list more people",
            f"No manager of {asked.team} has answered yet",
        )
        for asked in found
    ]


@register("home", order=12)
def unusual_accesses(request: Any) -> Steps:
    """How many unusual accesses the manager has to review; counted to 100."""
    count = yield from how_many_samples.steps(request.user)
    return {"template": "access/_unusual.html", "count": count} if count else None
