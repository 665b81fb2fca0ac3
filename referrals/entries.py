"""What services of the register share: how an intervention and its parties are written.

For services, which have asked and record the event.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from access.checks import require_lasting_access
from agencies.models import Area, Team, User
from core import policy
from profiles.models import Phone, Profile
from profiles.models.details import SAFE, Reach
from records.services import next_reference
from referrals.indexing import index_intervention, index_party
from referrals.models import Intervention, Party, PartyRole
from referrals.states import save
from referrals.suitability import RESPONSIBLE_FROM, is_too_young
from referrals.terms import check_consent, check_joins

Side = PartyRole.Side


def force_of(team: Team) -> Area:
    """The police force area in whose register a team records. Raises ValidationError."""
    area: Area | None = team.areas.order_by("pk").select_related("parent").first()
    if area is None:
        raise ValidationError("Your team works in no area. Ask your administrator.")
    return area.parent or area


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


def check_ages(entry: Intervention, parties: Iterable[Party], field: str = "born_on") -> None:
    """Nobody is responsible whom the law cannot hold so. Raises ValidationError, by field."""
    if any(is_too_young(party, entry) for party in parties):
        raise ValidationError(
            {
                field: f"They were under {RESPONSIBLE_FROM} and cannot be held responsible. "
                "Check the date of birth, or ask children’s services."
            }
        )


def write_party(
    party: Party, entry: Intervention, by: User, *, linked_to: int | None = None
) -> Party:
    """Save somebody who takes part. A new link is to a record that the writer can see.

    The link that is kept (`linked_to`) was made by somebody else: the coordinator hardly ever
    sees that record.
    """
    party.intervention = entry
    # A draft of a referral says it too, and is not submitted.
    if entry.registered_at is not None:
        check_ages(entry, [party])
    if party.profile_id not in (None, linked_to):
        seen = policy.accessible(by, "profile.view", Profile)
        if not seen.filter(pk=party.profile_id).exists():
            raise ValidationError({"person": "Choose a person whose record you can see"})
        require_lasting_access(by, party.profile, "person")
    check_consent(party)
    check_joins(party, entry)
    check_sides(party, entry.parties.exclude(pk=party.pk).select_related("role"))
    index_party(party)
    _take_safety(party, by)
    party.validate_constraints()
    save(party, by)
    return party


def _take_safety(party: Party, by: User) -> None:
    """What the record says of this number, where the writer holds that and answered nothing."""
    unanswered = [name for name in SAFE if not getattr(party, name)]
    if not (unanswered and party.profile_id and party.digits):
        return
    held = policy.accessible(by, "profile.view_contact_details", Phone)
    same = held.filter(profile=party.profile_id, digits=party.digits).current()
    answers = list(same.values(*SAFE))
    for name in unanswered:
        said = {answer[name] for answer in answers}
        # Of two answers the careful one.
        setattr(party, name, next((a for a in (Reach.Safe.NO, Reach.Safe.YES) if a in said), ""))


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
