"""Records and edits interventions, and who takes part in them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from referrals.entries import (
    begin_intervention,
    check_complete,
    save_intervention,
    write_party,
)
from referrals.indexing import index_party
from referrals.models import Intervention, Party, Term
from referrals.states import save
from referrals.terms import check_kept, write_terms
from referrals.verbs import Verb


@transaction.atomic
def record_intervention(
    *, by: User, team: Team, parties: Sequence[Party], terms: Sequence[Term] = (), **fields: Any
) -> Intervention:
    """Enter an intervention that took place into the register of the area: all or nothing.

    With it, who took part, and what was agreed.

    Raises ValidationError, by field.
    """
    team = policy.lock(by, "rj.record", team)
    entry = begin_intervention(by, team, **fields)
    entry.registered_at = timezone.now()
    check_complete(entry, parties)
    save_intervention(entry, by)
    for party in parties:
        write_party(party, entry, by)
    write_terms(entry, terms, by)
    record(
        verb=Verb.RECORDED,
        operation=Event.COLLECTION,
        actor=by,
        target=entry,
        history=entry.history.first(),
    )
    return entry


@transaction.atomic
def edit_intervention(
    *, intervention: Intervention, by: User, opened: Opened | None = None, **fields: Any
) -> Intervention:
    """Correct an intervention; what it was stays in its history. Raises StaleEditError."""
    entry = policy.lock(by, "rj.edit", intervention)
    fields = merge(entry, fields, opened)
    for name, value in fields.items():
        setattr(entry, name, value)
    if entry.registered_at is not None:
        check_complete(entry, entry.parties.select_related("role"))
    check_kept(entry, entry.agreement)
    save_intervention(entry, by)
    for party in entry.parties.all():
        index_party(party)
        save(party, by)
    _edited(entry, by)
    return entry


@transaction.atomic
def add_party(*, intervention: Intervention, by: User, party: Party) -> Party:
    """Name somebody who takes part."""
    entry = policy.lock(by, "rj.edit", intervention)
    write_party(party, entry, by)
    _edited(entry, by)
    return party


@transaction.atomic
def edit_party(*, party: Party, by: User, opened: Opened | None = None, **fields: Any) -> Party:
    """Correct what is said of somebody, or record their consent and satisfaction."""
    entry = policy.lock(by, "rj.edit", party.intervention)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
    agreed_on = party.consented_on
    for name, value in merge(party, fields, opened).items():
        setattr(party, name, value)
    if party.withdrew_on and party.consented_on != agreed_on:
        _agree_again(party)
    write_party(party, entry, by)
    _edited(entry, by)
    return party


def _agree_again(party: Party) -> None:
    """Who agrees after they withdrew takes part again. Raises ValidationError."""
    given, withdrawn = party.consented_on, party.withdrew_on
    if given is None:
        raise ValidationError({"consented_on": "They agreed, and withdrew later. Enter the day"})
    if withdrawn is not None and given >= withdrawn:
        party.withdrew_on, party.withdrew_because = None, ""


@transaction.atomic
def remove_party(*, party: Party, by: User) -> None:
    """Take out somebody who was named by mistake; who was named stays in the history."""
    entry = policy.lock(by, "rj.edit", party.intervention)
    if entry.registered_at is not None:
        check_complete(entry, entry.parties.exclude(pk=party.pk).select_related("role"))
    party._history_user = by
    party.delete()
    _edited(entry, by)


def _edited(entry: Intervention, by: User) -> None:
    record(
        verb=Verb.EDITED,
        operation=Event.ALTERATION,
        actor=by,
        target=entry,
        history=entry.history.first(),
    )
