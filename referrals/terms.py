"""The terms of an agreement and who consents to it: what can be so, and how a term is saved.

Called by services that have asked and locked the intervention.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import User
from core.dates import format_day
from core.wording import lowered
from referrals.models import Intervention, Party, PartyRole, Term
from referrals.states import save

Side = PartyRole.Side
# Without them there is neither a panel nor an agreement.
NEEDED = (Side.RESPONSIBLE, Side.HARMED)


def write_terms(entry: Intervention, terms: Sequence[Term], by: User) -> None:
    """Save what was agreed. Nothing is due before it was. Raises ValidationError, by field."""
    for number, term in enumerate(terms, 1):
        if entry.agreed_on and term.due_on < entry.agreed_on:
            day = format_day(entry.agreed_on)
            raise ValidationError(
                {f"due_on_{number}": f"Enter {day}, the day of the agreement, or a later day"}
            )
        term.intervention = entry
        save(term, by)


def settle(
    term: Term,
    entry: Intervention,
    by: User,
    *,
    state: str,
    settled_on: datetime.date,
    evidence: str,
    victim_told_on: datetime.date | None,
) -> None:
    """Save what came of a locked term. Raises ValidationError, by field."""
    if not term.is_open:
        raise ValidationError(f"This term was settled on {format_day(term.settled_on)} already.")
    # An agreement that was corrected to none may have no day.
    begun, today = entry.agreed_on or entry.happened_on, timezone.localdate()
    for name, day in (("settled_on", settled_on), ("victim_told_on", victim_told_on)):
        if day is not None and not begun <= day <= today:
            raise ValidationError({name: f"Enter a day from {format_day(begun)} to today"})
    term.state, term.settled_on, term.evidence = state, settled_on, evidence
    term.victim_told_on = victim_told_on
    save(term, by)


def check_kept(entry: Intervention, agreement: str) -> None:
    """An agreement is kept once every term is done. Raises ValidationError, by field."""
    if agreement != Intervention.Agreement.KEPT:
        return
    if entry.terms.exclude(state=Term.State.DONE).exists():
        raise ValidationError(
            {"agreement": "Record every term first. If one was not kept, the agreement is broken"}
        )


def check_all_agree(parties: Iterable[Party], fields: Mapping[str, str]) -> None:
    """Nobody is in an agreement who does not take part in it of their own will.

    `fields` has the field for each side. Raises ValidationError, by field.
    """
    problems = {
        fields[party.role.side]: f"The {lowered(str(party.role))} has not agreed to take part, or "
        "has withdrawn: there is no agreement with them"
        for party in parties
        if party.role.side in NEEDED and not party.consents
    }
    if problems:
        raise ValidationError(problems)


def check_joins(party: Party, entry: Intervention) -> None:
    """Nobody comes into an agreement who has not agreed to take part.

    Who did and withdrew stays in what was agreed before. Raises ValidationError, by field.
    """
    was_agreed = entry.agreement in Intervention.AGREED
    if was_agreed and party.role.side in NEEDED and party.consented_on is None:
        raise ValidationError(
            {"consented_on": "There is an agreement. Enter the day on which they agreed to it"}
        )


def check_days(entry: Intervention, parties: Iterable[Party]) -> None:
    """A corrected day is not after what followed it. Raises ValidationError, by field."""
    problems = {}
    agreed = [party.consented_on for party in parties if party.consented_on]
    if agreed and min(agreed) < entry.happened_on:
        day = format_day(min(agreed))
        problems["happened_on"] = f"Enter {day}, when somebody agreed to take part, or earlier"
    first = entry.terms.order_by("due_on").values_list("due_on", flat=True).first()
    if first and entry.agreed_on and first < entry.agreed_on:
        day = format_day(first)
        problems["agreed_on"] = f"Enter {day}, when the first term is due, or earlier"
    if problems:
        raise ValidationError(problems)


def check_consent(party: Party) -> None:
    """Nobody agrees before it happened or tomorrow, or withdraws what they never gave.

    Raises ValidationError, by field.
    """
    begun, today, problems = party.intervention.happened_on, timezone.localdate(), {}
    given, withdrawn = party.consented_on, party.withdrew_on
    if given and party.consent_method is None:
        problems["consent_method"] = "Choose how they agreed"
    if party.consent_method and not given:
        problems["consented_on"] = "Enter the day on which they agreed"
    if given and not begun <= given <= today:
        problems["consented_on"] = f"Enter a day from {format_day(begun)} to today"
    if withdrawn and not given:
        problems["withdrew_on"] = "Enter first when they agreed to take part"
    elif withdrawn and not given <= withdrawn <= today:
        problems["withdrew_on"] = f"Enter a day from {format_day(given)} to today"
    if problems:
        raise ValidationError(problems)
