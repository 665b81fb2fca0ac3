"""Hands a record over to another team."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.agreements import missing_agreement
from access.ledger import close_grant, enter_grant, in_words
from access.levels import Level
from access.models import Grant, SharedModel, Transfer
from access.projection import object_of, project
from access.selectors import possible_leads
from access.verbs import Verb
from access.while_open import ends_with
from agencies.models import FOREVER, Agreement, Membership, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from records.models import LawfulBasis

State, Keep = Transfer.State, Transfer.Keep


@transaction.atomic
def propose_transfer(
    *,
    obj: SharedModel,
    by: User,
    to_team: Team,
    note: str,
    keep: int,
    basis: LawfulBasis,
    keep_until: datetime.datetime = FOREVER,
) -> Transfer:
    """Ask another team to manage a record from now on. Nothing changes until it accepts."""
    obj = policy.lock(by, "owner.transfer", obj)
    _check_proposal(obj, to_team, keep, keep_until)
    transfer = Transfer.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        from_team=obj.owner_team,
        to_team=to_team,
        note=note,
        keep=keep,
        keep_until=keep_until if keep else FOREVER,
        basis=basis,
        proposed_by=by,
    )
    _record(Verb.TRANSFER_PROPOSED, transfer, obj, by, to_team, note)
    return transfer


def _check_proposal(
    obj: SharedModel, to_team: Team, keep: int, keep_until: datetime.datetime
) -> None:
    managers = Membership.objects.live().filter(team=to_team, role=Membership.Role.MANAGER)
    if Transfer.objects.of(obj).proposed().exists():
        raise ValidationError("A transfer of this record is waiting for an answer already.")
    problems: dict[str, str] = {}
    if to_team.pk == obj.owner_team_id:
        problems["to_team"] = f"{to_team.name} already manages this record."
    elif not managers.exists():
        problems["to_team"] = f"{to_team.name} has no manager who could accept."
    elif missing_agreement(obj, to_team):
        problems["to_team"] = missing_agreement(obj, to_team)
    elif obj.is_restricted and not managers.filter(user__in=_named(obj)).exists():
        problems["to_team"] = (
            f"This record is restricted. Name a manager of {to_team.name} on it first."
        )
    if keep not in Keep.values:
        problems["keep"] = "Choose what your team keeps."
    if keep and keep_until <= timezone.now():
        problems["keep_until"] = "Enter a date after today."
    if problems:
        raise ValidationError(problems)


def _named(obj: SharedModel) -> Any:
    """The people who read a restricted record."""
    excluded = obj.exclusions.filter(ended_at=None).values("user")
    return obj.user_holds.live().exclude(user__in=excluded).values("user")


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, by: User, because: str) -> Transfer:
    """Take a proposal back before it is answered."""
    target: Any = object_of(transfer)
    obj = policy.lock(by, "owner.transfer", target)
    transfer = _still_proposed(transfer)
    _decide(transfer, by, State.WITHDRAWN, because)
    _record(Verb.TRANSFER_WITHDRAWN, transfer, obj, by, transfer.to_team, because)
    return transfer


@transaction.atomic
def decline_transfer(*, transfer: Transfer, by: User, because: str) -> Transfer:
    """Refuse to take a record over; the reason goes back."""
    obj = _locked_for_answer(transfer, by)
    transfer = _still_proposed(transfer)
    _decide(transfer, by, State.DECLINED, because)
    _record(Verb.TRANSFER_DECLINED, transfer, obj, by, transfer.from_team, because)
    return transfer


@transaction.atomic
def accept_transfer(
    *, transfer: Transfer, by: User, basis: LawfulBasis, lead: User | None = None
) -> Transfer:
    """Take a record over. What the old owner keeps begins, on the lawful basis given here.

    Somebody of the new owner leads from now on: the one named here, else the present lead if they
    work there, else who accepts. Access of third parties stays as it is: neither more nor less.
    """
    obj = _locked_for_answer(transfer, by)
    transfer = _still_proposed(transfer)
    if transfer.keep and transfer.keep_until <= timezone.now():
        raise ValidationError(
            "The other team asked to keep access until a day that has passed. "
            "Decline, and ask them to propose it again."
        )
    missing = missing_agreement(obj, transfer.to_team)
    if missing:
        raise ValidationError(missing)
    _hand_over(obj, transfer, by, lead)
    _settle_named_people(obj, transfer, by, basis)
    if transfer.keep:
        transfer.kept = enter_grant(obj, by, **_kept(transfer, basis))
    _decide(transfer, by, State.ACCEPTED, "")
    project(obj)
    record(
        verb=Verb.TRANSFERRED,
        operation=Event.DISCLOSURE,
        actor=by,
        target=obj,
        recipient=transfer.to_team.name,
        reason=transfer.note,
        history=obj.history.first(),
        detail={
            "transfer": transfer.pk,
            "team": transfer.to_team_id,
            "basis": basis.name,
            "kept": in_words(transfer.kept) if transfer.kept else None,
        },
    )
    return transfer


def _locked_for_answer(transfer: Transfer, by: User) -> Any:
    """The record, locked before the proposal: the order in which the old owner locks them."""
    target: Any = object_of(transfer)
    obj = type(target)._base_manager.select_for_update().get(pk=target.pk)
    policy.lock(by, "owner.accept", transfer)
    return obj


def _still_proposed(transfer: Transfer) -> Transfer:
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not transfer.is_waiting:
        raise ValidationError(
            f"This proposal was answered already: {transfer.get_state_display().lower()}. "
            "Nothing was changed."
        )
    return transfer


def _decide(transfer: Transfer, by: User, state: str, answer: str) -> None:
    transfer.state, transfer.answer = state, answer
    transfer.decided_at, transfer.decided_by = timezone.now(), by
    transfer.save()


def _hand_over(obj: Any, transfer: Transfer, by: User, lead: User | None) -> None:
    obj.owner_team = transfer.to_team
    obj.lead = _chosen_lead(obj, transfer, by, lead)
    obj.version += 1
    obj._history_user = by
    obj.save()


def _chosen_lead(obj: Any, transfer: Transfer, by: User, lead: User | None) -> User:
    able = possible_leads(obj, transfer.to_team, by)
    if lead is None:
        return able.filter(pk=obj.lead_id).first() or by
    if not able.filter(pk=lead.pk).exists():
        raise ValidationError(
            {"lead": f"{lead.name} cannot lead for {transfer.to_team.name}. Choose another."}
        )
    return lead


def _settle_named_people(
    obj: SharedModel, transfer: Transfer, by: User, basis: LawfulBasis
) -> None:
    """The new owner's people need no grants; of a restricted record, old and new are named."""
    grants = Grant.objects.of(obj).unended().select_related("team", "membership__user")
    for grant in grants.filter(team=transfer.to_team):
        if grant.user_id is None or not obj.is_restricted:
            close_grant(grant, by, "Their team manages the record now")
    for grant in grants.filter(team=transfer.from_team, user__isnull=False):
        if transfer.keep and min(grant.valid_until, grant.membership.valid_until) > timezone.now():
            # No more than they had.
            kept = {
                **_kept(transfer, basis),
                "level": min(grant.level, transfer.keep),
                "sections": grant.sections,
                "until": min(grant.valid_until, transfer.keep_until),
                "while_open": ends_with(grant),
            }
            enter_grant(obj, by, membership=grant.membership, **kept)
        else:
            close_grant(grant, by, "Their team no longer manages the record")
    if obj.is_restricted:
        place = by.memberships.managing(by).filter(team=transfer.to_team, valid_until=FOREVER)
        if not place.exists():
            raise ValidationError(
                "Your role as manager has an end date, and a restricted record must not be left "
                "without a manager. Ask a manager whose role has no end date to accept."
            )
        enter_grant(
            obj,
            by,
            team=transfer.to_team,
            membership=place.get(),
            level=Level.CONTRIBUTE,
            sections=obj.SECTIONS,
            purpose="Manages this restricted record",
            basis=basis,
        )


def _kept(transfer: Transfer, basis: LawfulBasis) -> dict[str, Any]:
    model: Any = type(object_of(transfer))
    return {
        "team": transfer.from_team,
        "level": transfer.keep,
        "sections": model.SECTIONS,
        "purpose": f"Managed the record before: {transfer.note}"[:500],
        "basis": basis,
        "until": transfer.keep_until,
        "agreement": Agreement.objects.covering(
            transfer.from_team.agency, transfer.to_team.agency
        ),
    }


def _record(
    verb: str, transfer: Transfer, obj: SharedModel, by: User, to: Team, words: str
) -> None:
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=to.name,
        reason=words,
        detail={"transfer": transfer.pk, "team": to.pk},
    )
