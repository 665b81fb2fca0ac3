"""Which notices ask for an answer, and which of them somebody has answered.

A notice that asks is new until somebody answers. What waits for the reader is on Home under what
waits for an answer, and not a second time under what is new.
"""

from typing import Any

from django.db.models import BigIntegerField, DateField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from access.models import AccessRequest, BreakGlass, SampledAccess, Transfer
from access.verbs import Verb as Access
from agencies.models import Agreement, JoiningProposal, Team, User
from agencies.verbs import Verb as Agencies
from audit.selectors import acts_with
from cases.models import Case
from exports.models import Export
from exports.verbs import Verb as Exports
from galleries.models import Offer
from galleries.verbs import Verb as Galleries
from profiles.models import Need, Profile, Report
from profiles.verbs import Verb as Profiles
from tasks.models import Handover, Task
from tasks.verbs import Verb as Tasks

NEEDS = (Profiles.NEED_RAISED, Profiles.NEED_HANDED_ON)
# Of a task that waits for an answer: the person who has it finds it on Home under their tasks.
TASKS = (Tasks.SENT, Tasks.HANDED_ON, Tasks.HANDED_BACK, Tasks.REASSIGNED, Tasks.REOPENED)
# It goes to the people it was handed over to; to managers too, until somebody acknowledges it.
HANDOVERS = (Tasks.HANDOVER_GIVEN, Tasks.HANDOVER_OVERDUE)
# Everybody who is told of these can answer them, and finds them on Home under what waits.
WAIT_FOR_ALL = (
    Access.ASKED,
    Access.REPLIED,
    Access.QUESTIONED,
    Access.GLASS_BROKEN,
    Access.TRANSFER_PROPOSED,
    Access.SAMPLED,
    Profiles.REPORT_SENT,
    Galleries.OFFER_MADE,
    Tasks.HANDOVER_GIVEN,
    Exports.OVER_LIMIT,
    *NEEDS,
)
LAPSES = (Agencies.AGREEMENT_LAPSING, Agencies.AGREEMENT_LAPSED)
LEFT = (Agencies.MEMBERSHIP_ENDED, Agencies.MEMBERSHIP_LAPSED)
ASKS = (
    *WAIT_FOR_ALL,
    *TASKS,
    *LAPSES,
    *LEFT,
    Tasks.HANDOVER_OVERDUE,
    Agencies.USER_DISABLED,
    Agencies.USER_EDITED,
    Agencies.MEMBERSHIP_PROPOSED,
    Agencies.TEAM_LISTING_ASKED,
)
# What the events of these verbs say they are about, by the name in their detail.
DETAIL = {
    "request": BigIntegerField(),
    "glass": BigIntegerField(),
    "need": BigIntegerField(),
    "offer": BigIntegerField(),
    "handover": BigIntegerField(),
    "report": BigIntegerField(),
    "transfer": BigIntegerField(),
    "team": BigIntegerField(),
    "week": DateField(),
    "last_day": DateField(),
}


def with_matter(notices: Any) -> Any:
    """With what the event of each is about, for `unanswered`."""
    return notices.alias(
        **{
            f"of_{name}": Cast(KeyTextTransform(name, "event__detail"), of)
            for name, of in DETAIL.items()
        }
    )


def unanswered(notices: QuerySet) -> Q:
    """The condition that a notice asks for nothing, or that nobody has answered yet."""
    found = ~Q(event__verb__in=ASKS)
    for verbs, condition in [*_of_records(), *_of_teams(notices)]:
        found |= Q(condition, event__verb__in=verbs)
    return found


# These ask of every row, unscoped: they say only whether a notice of the reader's own has been
# answered, and show nothing of the row.
def _of_records() -> list[tuple[tuple[str, ...], Any]]:
    request = AccessRequest.objects.filter(pk=OuterRef("of_request"))
    glass = BreakGlass.objects.to_review().filter(pk=OuterRef("of_glass"))
    transfer = Transfer.objects.proposed().filter(pk=OuterRef("of_transfer"))
    sample = SampledAccess.objects.to_review().filter(
        owner_team_id=OuterRef("of_team"), week=OuterRef("of_week")
    )
    report = Report.objects.filter(pk=OuterRef("of_report"), state="waiting")
    need = Need.objects.still_open().filter(
        pk=OuterRef("of_need"),
        picked_up_at=None,
        team__memberships__user_id=OuterRef("recipient_id"),
    )
    offer = Offer.objects.waiting().filter(pk=OuterRef("of_offer"))
    handover = Handover.objects.waiting().filter(pk=OuterRef("of_handover"))
    export = Export.objects.held().filter(pk=OuterRef("object_id"))
    task = Task._base_manager.filter(pk=OuterRef("object_id"), state=Task.State.WAITING)
    about = OuterRef("object_id")
    of_place = {"lead__memberships": about, "owner_team__memberships": about}
    of_user = {"lead": about, "owner_team__memberships__user_id": OuterRef("recipient_id")}
    return [
        ((Access.ASKED,), Exists(request.waiting().filter(reply=""))),
        ((Access.REPLIED,), Exists(request.waiting().exclude(reply=""))),
        ((Access.QUESTIONED,), Exists(request.filter(state=AccessRequest.State.MORE))),
        ((Access.GLASS_BROKEN,), Exists(glass)),
        ((Access.TRANSFER_PROPOSED,), Exists(transfer)),
        ((Access.SAMPLED,), Exists(sample)),
        ((Exports.OVER_LIMIT,), Exists(export)),
        ((Profiles.REPORT_SENT,), Exists(report)),
        ((Galleries.OFFER_MADE,), Exists(offer)),
        (NEEDS, Exists(need)),
        (TASKS, Exists(task)),
        (HANDOVERS, Exists(handover)),
        ((Agencies.USER_DISABLED,), _leads(**of_user)),
        (LEFT, _leads(**of_place)),
    ]


def _leads(**which: Any) -> Any:
    """Has a record or an open case, described so, a lead who is gone?"""
    cases = Case.objects.still_open()
    return Exists(Profile.objects.filter(**which)) | Exists(cases.filter(**which))


def _of_teams(notices: QuerySet) -> list[tuple[tuple[str, ...], Any]]:
    about = {"pk": OuterRef("object_id")}
    confirmed = acts_with(Agencies.ADDRESS_CONFIRMED, User).filter(
        target_id=OuterRef("object_id"), pk__gt=OuterRef("event_id")
    )
    agreement = Agreement.objects.not_ended().filter(
        **about, in_force_until=OuterRef("of_last_day")
    )
    later = notices.model._base_manager.filter(
        recipient=OuterRef("recipient"),
        object_type=OuterRef("object_type"),
        object_id=OuterRef("object_id"),
        event__verb__in=LAPSES,
        event_id__gt=OuterRef("event_id"),
    )
    listing = Team.objects.filter(**about, is_discreet=True, listing_asked_by__isnull=False)
    return [
        (
            (Agencies.MEMBERSHIP_PROPOSED,),
            Exists(JoiningProposal.objects.waiting().filter(**about)),
        ),
        ((Agencies.TEAM_LISTING_ASKED,), Exists(listing)),
        ((Agencies.USER_EDITED,), ~Exists(confirmed)),
        (LAPSES, Exists(agreement) & ~Exists(later)),
    ]


def waits_for(user: Any) -> Q:
    """The condition that what a notice asks is on Home already, under what waits for the user."""
    about = {"pk": OuterRef("object_id")}
    own_task = Task.objects.visible_to(user).at_hand().filter(**about, to_person_id=user.pk)
    places = JoiningProposal.objects.to_decide(user).filter(**about)
    listings = Team.objects.listings_to_decide(user).filter(**about)
    addresses = User.objects.active().addresses_to_confirm(user).filter(**about)
    return (
        Q(event__verb__in=WAIT_FOR_ALL)
        | Q(Exists(own_task), event__verb__in=TASKS)
        | Q(Exists(places), event__verb=Agencies.MEMBERSHIP_PROPOSED)
        | Q(Exists(listings), event__verb=Agencies.TEAM_LISTING_ASKED)
        | Q(Exists(addresses), event__verb=Agencies.USER_EDITED)
    )
