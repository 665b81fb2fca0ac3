"""Records and edits interventions, and who takes part in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Area, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from profiles.models import Profile
from records.services import next_reference
from referrals.indexing import index_intervention, index_party
from referrals.models import Intervention, Party, PartyRole
from referrals.services.steps import save
from referrals.verbs import Verb

Side = PartyRole.Side


def force_of(team: Team) -> Area:
    """The police force area in whose register a team records. Raises ValidationError."""
    area: Area | None = team.areas.order_by("pk").select_related("parent").first()
    if area is None:
        raise ValidationError("Your team works in no area. Ask your administrator.")
    return area.parent or area


@transaction.atomic
def record_intervention(
    *, by: User, team: Team, parties: Sequence[Party], **fields: Any
) -> Intervention:
    """Enter an intervention that took place into the register of the area: all or nothing.

    Raises ValidationError, by field.
    """
    team = policy.lock(by, "rj.record", team)
    entry = begin_intervention(by, team, **fields)
    entry.registered_at = timezone.now()
    check_complete(entry, parties)
    save_intervention(entry, by)
    for party in parties:
        write_party(party, entry, by)
    record(
        verb=Verb.RECORDED,
        operation=Event.COLLECTION,
        actor=by,
        target=entry,
        history=entry.history.first(),
    )
    return entry


def begin_intervention(by: User, team: Team, **fields: Any) -> Intervention:
    """A new intervention of this team, with its reference; not saved."""
    fields.setdefault("officer_name", by.name)
    return Intervention(
        reference=next_reference(kind=Intervention.LETTER, agency=team.agency),
        area=force_of(team),
        team=team,
        recorded_by=by,
        recorded_by_name=by.name,
        **fields,
    )


def save_intervention(entry: Intervention, by: User) -> None:
    """Save it as it is now, and what it is found by. Raises ValidationError."""
    entry.clean()
    index_intervention(entry)
    save(entry, by)


def check_complete(entry: Intervention, parties: Iterable[Party]) -> None:
    """What an intervention that took place cannot lack. Raises ValidationError, by field."""
    problems = {}
    if entry.admission != Intervention.Admission.ADMITTED:
        problems["admission"] = (
            "Restorative justice needs a person who admits responsibility. "
            "Record another disposal if they do not"
        )
    sides = {party.role.side for party in parties}
    if Side.RESPONSIBLE not in sides:
        problems["surname"] = "Enter who is responsible"
    if problems:
        raise ValidationError(problems)


def write_party(party: Party, entry: Intervention, by: User) -> Party:
    """Save somebody who takes part. Of a record, one that the writer can see."""
    party.intervention = entry
    if party.profile_id is not None:
        seen = policy.accessible(by, "profile.view", Profile)
        if not seen.filter(pk=party.profile_id).exists():
            raise ValidationError({"person": "Choose a person whose record you can see"})
    check_sides(party, entry.parties.exclude(pk=party.pk).select_related("role"))
    index_party(party)
    party.validate_constraints()
    save(party, by)
    return party


def check_sides(party: Party, others: Iterable[Party]) -> None:
    """Nobody is responsible for an incident and harmed by it. Raises ValidationError."""
    index_party(party)
    for other in others:
        if not is_same_person(party, other):
            continue
        if {party.role.side, other.role.side} == {Side.RESPONSIBLE, Side.HARMED}:
            raise ValidationError(
                {
                    "role": f"{party.name} is named as responsible and as harmed in one incident. "
                    "Record an intervention for each incident. If they are two people, enter "
                    "both dates of birth"
                }
            )


def is_same_person(one: Party, other: Party) -> bool:
    """The same record; or the same name, and no date of birth that says otherwise."""
    if one.profile_id and other.profile_id:
        return one.profile_id == other.profile_id
    differ = one.born_on and other.born_on and one.born_on != other.born_on
    return one.sort_name == other.sort_name and not differ


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
    if party.consented_on is None:
        raise ValidationError({"consented_on": "They agreed, and withdrew later. Enter the day"})
    if party.consented_on >= party.withdrew_on:
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
