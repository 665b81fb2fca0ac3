"""The agreement of an intervention that came about without a referral: terms, consent, its end.

Of a referral, its own services do this (`referrals.services.running`): it has states and tasks.
"""

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import User
from core import policy
from core.dates import format_day
from referrals.entries import save_intervention
from referrals.models import Intervention, Party, PartyRole, Satisfaction, Term
from referrals.services.steps import write_change
from referrals.states import save
from referrals.tasks_sent import end_reminder, end_tasks, remind_of_entry_terms
from referrals.terms import (
    NEEDED,
    check_all_agree,
    check_consent,
    check_kept,
    settle,
    write_terms,
)
from referrals.verbs import Verb

Agreement, Side = Intervention.Agreement, PartyRole.Side


@transaction.atomic
def agree_terms(
    *, intervention: Intervention, by: User, agreed_on: datetime.date, terms: Sequence[Term]
) -> Intervention:
    """Record what was agreed: the first terms, or more of them. Raises ValidationError."""
    entry = policy.lock(by, "rj.edit", intervention)
    _require_no_referral(entry)
    _require_not_over(entry)
    if not terms:
        raise ValidationError({"text_1": "Enter at least one thing that was agreed"})
    check_all_agree(entry.parties.with_words(), dict.fromkeys(NEEDED, "agreed_on"))
    is_first = entry.agreed_on is None
    if is_first:
        entry.agreed_on = agreed_on
    entry.agreement = Agreement.ACTIVE
    save_intervention(entry, by)
    write_terms(entry, terms, by)
    remind_of_entry_terms(entry, by, terms)
    write_change(entry, by, Verb.TERMS_AGREED, of=None if is_first else terms[-1])
    return entry


@transaction.atomic
def settle_entry_term(
    *,
    term: Term,
    by: User,
    state: str,
    settled_on: datetime.date,
    evidence: str = "",
    victim_told_on: datetime.date | None = None,
) -> Term:
    """Record that a term was kept, or was not, how that is known, and whether the victim knows."""
    entry = policy.lock(by, "rj.edit", term.intervention)
    _require_no_referral(entry)
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    settle(
        term,
        entry,
        by,
        state=state,
        settled_on=settled_on,
        evidence=evidence,
        victim_told_on=victim_told_on,
    )
    words = f"{term.get_state_display()}: {term.text}"
    end_reminder(entry, by, term.due_on, term.text, words)
    write_change(entry, by, Verb.ENTRY_TERM_SETTLED, of=term, term=term.pk)
    return term


@transaction.atomic
def end_agreement(
    *,
    intervention: Intervention,
    by: User,
    agreement: str,
    ended_on: datetime.date,
    words: str = "",
    satisfaction: Mapping[Party, Satisfaction] | None = None,
) -> Intervention:
    """Record that what was agreed was kept, or broken, or that somebody withdrew.

    It is kept if every term is done. Raises ValidationError, by field.
    """
    entry = policy.lock(by, "rj.edit", intervention)
    _require_no_referral(entry)
    _require_not_over(entry)
    if agreement != Agreement.WITHDRAWN and entry.agreed_on is None:
        check_all_agree(entry.parties.with_words(), dict.fromkeys(NEEDED, "agreement"))
    check_kept(entry, agreement)
    entry.agreement, entry.ended_on, entry.outcome = agreement, ended_on, words
    if agreement != Agreement.WITHDRAWN and entry.agreed_on is None:
        entry.agreed_on = ended_on
    save_intervention(entry, by)
    for one, said in (satisfaction or {}).items():
        party = entry.parties.select_for_update(of=("self",)).get(pk=one.pk)
        party.satisfaction = said
        save(party, by)
    end_tasks(entry, by, words or entry.get_agreement_display())
    write_change(entry, by, Verb.AGREEMENT_ENDED, agreement=agreement)
    return entry


@transaction.atomic
def withdraw_consent(
    *, party: Party, by: User, withdrew_on: datetime.date, because: str = ""
) -> Party:
    """Record that somebody takes part no longer. Without both sides there is no agreement."""
    entry = policy.lock(by, "rj.edit", party.intervention)
    _require_no_referral(entry)
    party = Party.objects.select_for_update(of=("self",)).select_related("role").get(pk=party.pk)
    if not party.consents:
        raise ValidationError(f"{party.name} has not agreed to take part, or has withdrawn.")
    party.intervention = entry
    party.withdrew_on, party.withdrew_because = withdrew_on, because
    check_consent(party)
    save(party, by)
    if party.role.side != Side.BESIDE and entry.agreement == Agreement.NONE:
        entry.agreement, entry.ended_on = Agreement.WITHDRAWN, withdrew_on
        entry.outcome = f"{party.role} withdrew."
        save_intervention(entry, by)
    write_change(entry, by, Verb.ENTRY_CONSENT_WITHDRAWN, of=party, party=party.pk)
    return party


def _require_no_referral(entry: Intervention) -> None:
    referral = getattr(entry, "referral", None)
    if referral is not None:
        raise ValidationError(
            f"Record this in referral {referral.reference}: it came about there."
        )


def _require_not_over(entry: Intervention) -> None:
    if entry.agreement in Intervention.OVER:
        day = format_day(entry.ended_on or entry.happened_on)
        said = entry.get_agreement_display().lower()
        raise ValidationError(
            f"This agreement has already ended: {said} on {day}. Nothing was changed."
        )
