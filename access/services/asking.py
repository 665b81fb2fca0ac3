"""Finds that a record exists; asks to be let in; answers."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import AccessRequest, Discovery, SharedModel
from access.projection import object_of
from access.services.giving import give_access
from access.verbs import Verb
from agencies.models import Membership, User
from audit.models import Event
from audit.services import record
from core import policy

# How long somebody who found a record by exact particulars sees its limited view.
KNOWN_FOR = datetime.timedelta(days=30)


@transaction.atomic
def find_record(*, obj: SharedModel, by: User) -> Discovery:
    """Give somebody who found a record by exact particulars its limited view for a while."""
    policy.require(by, "access.find", obj)
    finding, _ = Discovery.objects.update_or_create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        user=by,
        defaults={"valid_until": timezone.now() + KNOWN_FOR},
    )
    record(verb=Verb.FOUND, operation=Event.CONSULTATION, actor=by, target=obj)
    return finding


@transaction.atomic
def ask_for_access(
    *, obj: SharedModel, by: User, membership: Membership, reason: str, words: str
) -> AccessRequest:
    """Ask the managers of the owner team to be let in."""
    obj = policy.lock(by, "access.request", obj)
    if not Membership.objects.with_record_access(by).filter(pk=membership.pk).exists():
        raise ValidationError("Ask as a practitioner or manager of one of your teams.")
    if AccessRequest.objects.of(obj).unanswered().filter(asked_by=by).exists():
        raise ValidationError("You have already asked. The team has not answered yet.")
    request = AccessRequest.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        membership=membership,
        asked_by=by,
        reason=reason,
        words=words,
    )
    _record(Verb.ASKED, request, obj, by, obj.owner_team.name, request.get_reason_display())
    return request


@transaction.atomic
def decide_request(
    *,
    request: AccessRequest,
    by: User,
    give: bool,
    answer: str = "",
    **terms: Any,
) -> AccessRequest:
    """Give what was asked for, on these terms, or refuse it with the reason."""
    obj = policy.lock(by, "access.decide", object_of(request))
    request = _unanswered(request)
    if not give and not answer:
        raise ValidationError({"answer": "Enter why you are refusing."})
    if give:
        membership = request.membership
        request.grant = give_access(
            obj=obj, by=by, team=membership.team, membership=membership, **terms
        )
    request.state = AccessRequest.State.GIVEN if give else AccessRequest.State.REFUSED
    request.decided_at, request.decided_by, request.answer = timezone.now(), by, answer
    request.save()
    if not give:
        _record(Verb.REFUSED, request, obj, by, request.asked_by.name, answer)
    return request


@transaction.atomic
def ask_for_more(*, request: AccessRequest, by: User, question: str) -> AccessRequest:
    """Ask the person who asked for access to say more before an answer is given."""
    obj = policy.lock(by, "access.decide", object_of(request))
    request = _unanswered(request)
    if request.state == AccessRequest.State.MORE:
        raise ValidationError("They have been asked for more already and have not replied yet.")
    request.state, request.question, request.reply = AccessRequest.State.MORE, question, ""
    request.save()
    _record(Verb.QUESTIONED, request, obj, by, request.asked_by.name, question)
    return request


@transaction.atomic
def reply_to_question(*, request: AccessRequest, by: User, reply: str) -> AccessRequest:
    """Say more about why one needs access; the request waits for an answer again."""
    obj = policy.lock(by, "access.request", object_of(request))
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.asked_by_id != by.pk or request.state != AccessRequest.State.MORE:
        raise ValidationError("This request needs no more information from you.")
    request.state, request.reply = AccessRequest.State.WAITING, reply
    request.save()
    _record(Verb.REPLIED, request, obj, by, obj.owner_team.name, reply)
    return request


def _unanswered(request: AccessRequest) -> AccessRequest:
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.decided_at is not None:
        raise ValidationError(
            f"{request.decided_by} has already answered this request. Nothing was changed."
        )
    return request


def _record(
    verb: str, request: AccessRequest, obj: SharedModel, by: User, to: str, words: str
) -> None:
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=to,
        reason=words,
        detail={"request": request.pk, "concerns": request.asked_by_id},
    )
