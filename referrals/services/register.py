"""Records and edits interventions, and who takes part in them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Team, User
from audit.models import Event
from core import policy
from core.stale import Opened, merge
from referrals.entries import (
    begin_intervention,
    check_ages,
    check_complete,
    save_intervention,
    write_party,
)
from referrals.indexing import index_party
from referrals.models import Intervention, Party, Term
from referrals.services.steps import write_change
from referrals.states import save
from referrals.tasks_sent import end_tasks, remind_of_entry_terms
from referrals.terms import NEEDED, Side, check_all_agree, check_days, check_kept, write_terms
from referrals.verbs import Verb

# Whether each side agreed, as who enters an intervention is asked.
AGREED: dict[str, str] = {Side.RESPONSIBLE: "agreed", Side.HARMED: "harmed_agreed"}


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
    if entry.agreement in Intervention.AGREED:
        check_all_agree(parties, AGREED)
    save_intervention(entry, by)
    for party in parties:
        write_party(party, entry, by)
    write_terms(entry, terms, by)
    remind_of_entry_terms(entry, by, terms)
    write_change(entry, by, Verb.RECORDED, operation=Event.COLLECTION)
    return entry


@transaction.atomic
def edit_intervention(
    *, intervention: Intervention, by: User, opened: Opened | None = None, **fields: Any
) -> Intervention:
    """Correct an intervention; what it was stays in its history. Raises StaleEditError."""
    entry = policy.lock(by, "rj.edit", intervention)
    was_agreed = entry.agreement in Intervention.AGREED
    for name, value in merge(entry, fields, opened).items():
        setattr(entry, name, value)
    if entry.registered_at is not None:
        named = entry.parties.with_words()
        check_complete(entry, named)
        check_ages(entry, named, "happened_on")
    if entry.agreement in Intervention.AGREED and not was_agreed:
        check_all_agree(entry.parties.with_words(), dict.fromkeys(NEEDED, "agreement"))
    check_kept(entry, entry.agreement)
    parties = list(entry.parties.all())
    check_days(entry, parties)
    save_intervention(entry, by)
    for party in parties:
        index_party(party)
        save(party, by)
    if entry.agreement in Intervention.OVER:
        end_tasks(entry, by, entry.get_agreement_display())
    write_change(entry, by, Verb.EDITED)
    return entry


@transaction.atomic
def add_party(*, intervention: Intervention, by: User, party: Party) -> Party:
    """Name somebody who takes part."""
    entry = policy.lock(by, "rj.edit", intervention)
    write_party(party, entry, by)
    write_change(entry, by, Verb.PARTY_ADDED, of=party, party=party.pk)
    return party


@transaction.atomic
def edit_party(*, party: Party, by: User, opened: Opened | None = None, **fields: Any) -> Party:
    """Correct what is said of somebody, or record their consent and satisfaction."""
    entry = policy.lock(by, "rj.edit", party.intervention)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
    agreed_on, linked_to = party.consented_on, party.profile_id
    for name, value in merge(party, fields, opened).items():
        setattr(party, name, value)
    if party.withdrew_on and party.consented_on != agreed_on:
        _agree_again(party)
    write_party(party, entry, by, linked_to=linked_to)
    write_change(entry, by, Verb.PARTY_EDITED, of=party, party=party.pk)
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
    removed = party.pk
    party._history_user = by
    party.delete()
    party.pk = removed
    write_change(entry, by, Verb.PARTY_REMOVED, of=party, party=removed)
