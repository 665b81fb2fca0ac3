"""After a referral is accepted: panels, the agreement and its terms, consent, and the end."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from cases.models import CaseOutcome
from cases.services import close_case
from core import policy
from core.dates import format_day
from core.wording import lowered
from referrals.entries import save_intervention
from referrals.models import (
    Intervention,
    Panel,
    PanelOutcome,
    Party,
    Referral,
    Satisfaction,
    Term,
)
from referrals.services.steps import What, write_step
from referrals.states import State, locked_entry, require_state, save
from referrals.tasks_sent import end_reminder, end_tasks, remind_of_term, tell_of_broken
from referrals.terms import NEEDED, check_all_agree, settle, write_terms
from referrals.verbs import Verb

Agreement = Intervention.Agreement


@transaction.atomic
def plan_panel(*, referral: Referral, by: User, **fields: Any) -> Panel:
    """Plan a panel, once both sides have agreed to take part. Raises ValidationError.

    One that was held already is entered by its own day, and then recorded.
    """
    referral = policy.lock(by, "referral.run", referral)
    require_state(referral, by, State.PREPARATION, State.PANEL)
    _require_consent(referral)
    if referral.panels.planned().exists():
        raise ValidationError("A panel is planned already. Record what came of it first.")
    panel = Panel(referral=referral, **fields)
    earliest, why = _earliest_panel(referral)
    if panel.held_on < earliest:
        since = f"{why} on {format_day(earliest)}"
        raise ValidationError({"held_on": f"{since}. Enter that day or a later one"})
    save(panel, by)
    day = format_day(panel.held_on)
    write_step(referral, by, What.PLANNED, Verb.PANEL_PLANNED, f"{day}, {panel.venue}")
    return panel


def _earliest_panel(referral: Referral) -> tuple[datetime.date, str]:
    """The day from which a panel could be held, and what happened on it."""
    agreed = [
        (party.consented_on, f"The {lowered(str(party.role))} agreed to take part")
        for party in referral.intervention.parties.all()
        if party.role.side in NEEDED and party.consented_on
    ]
    return max([(_accepted_on(referral), "This referral was accepted"), *agreed])


def _accepted_on(referral: Referral) -> datetime.date:
    steps = referral.steps.filter(what=What.ACCEPTED).order_by("written_at")
    accepted_at = steps.values_list("written_at", flat=True).last()
    return timezone.localdate(accepted_at or referral.started_at)


def _require_consent(referral: Referral) -> None:
    parties = referral.intervention.parties.with_words()
    if not {*NEEDED} <= {party.role.side for party in parties}:
        raise ValidationError(
            "Name the person responsible and the person harmed: without them the panel cannot "
            "go ahead."
        )
    for party in parties:
        if party.role.side in NEEDED and not party.consents:
            raise ValidationError(
                f"The {lowered(str(party.role))} has not agreed to take part, or has withdrawn: "
                "the panel cannot go ahead."
            )


@transaction.atomic
def record_panel(
    *,
    panel: Panel,
    by: User,
    outcome: PanelOutcome,
    came: Sequence[Party] = (),
    others_came: str = "",
    words: str = "",
) -> Panel:
    """Record what came of a panel on its day or later: who came, and what was decided."""
    referral = policy.lock(by, "referral.run", panel.referral)
    require_state(referral, by, State.PREPARATION, State.PANEL)
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if not panel.is_planned:
        raise ValidationError("Somebody has recorded this panel already.")
    if outcome.took_place and panel.held_on > timezone.localdate():
        day = format_day(panel.held_on)
        raise ValidationError({"outcome": f"This panel is on {day}. Record it then"})
    if outcome.took_place:
        _require_consent(referral)
    if outcome.took_place and not came:
        raise ValidationError({"came": "Choose who came"})
    panel.outcome, panel.others_came, panel.words = outcome, others_came, words
    save(panel, by)
    panel.came.set(referral.intervention.parties.filter(pk__in=[party.pk for party in came]))
    state = State.PANEL if outcome.took_place else State.PREPARATION
    write_step(referral, by, What.HELD, Verb.PANEL_HELD, str(outcome), state=state)
    return panel


@transaction.atomic
def record_agreement(
    *, referral: Referral, by: User, agreed_on: datetime.date, terms: Sequence[Term]
) -> Referral:
    """Record what was agreed, term by term; the coordinator is reminded of each on its day."""
    referral = policy.lock(by, "referral.run", referral)
    require_state(referral, by, State.PANEL, State.AGREEMENT)
    if not terms:
        raise ValidationError({"text_1": "Enter at least one thing that was agreed"})
    entry = locked_entry(referral)
    check_all_agree(entry.parties.with_words(), dict.fromkeys(NEEDED, "agreed_on"))
    if entry.agreed_on is None:
        entry.agreed_on = agreed_on
    entry.agreement = Agreement.ACTIVE
    save_intervention(entry, by)
    write_terms(entry, terms, by)
    said = "\n".join(f"{term.text}, by {format_day(term.due_on)}" for term in terms)
    write_step(referral, by, What.AGREED, Verb.AGREED, said, state=State.AGREEMENT)
    for term in terms:
        remind_of_term(referral, by, term.due_on, term.text)
    return referral


@transaction.atomic
def settle_term(
    *,
    term: Term,
    by: User,
    state: str,
    settled_on: datetime.date,
    evidence: str = "",
    victim_told_on: datetime.date | None = None,
) -> Term:
    """Record that a term was kept, or was not, how that is known, and whether the victim knows."""
    referral = policy.lock(by, "referral.run", term.intervention.referral)
    require_state(referral, by, State.AGREEMENT)
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    settle(
        term,
        referral.intervention,
        by,
        state=state,
        settled_on=settled_on,
        evidence=evidence,
        victim_told_on=victim_told_on,
    )
    words = f"{term.get_state_display()}: {term.text}"
    write_step(referral, by, What.TERM, Verb.TERM_SETTLED, words, term=term.pk)
    end_reminder(referral, by, term.due_on, term.text, words)
    return term


@transaction.atomic
def end_consent(
    *, party: Party, by: User, withdrew_on: datetime.date, because: str = ""
) -> Referral:
    """Somebody will take part no longer. Without both sides no panel can go on.

    Before an agreement the referral is withdrawn with it; the case stays open for what follows.
    """
    referral = policy.lock(by, "referral.end_consent", party.intervention.referral)
    require_state(referral, by, State.DRAFT, *Referral.UNDECIDED, *Referral.UNDER_WAY)
    locked_entry(referral)
    party = Party.objects.select_for_update(of=("self",)).select_related("role").get(pk=party.pk)
    given = party.consented_on
    if given is None or not party.consents:
        raise ValidationError("They have not agreed to take part, or have withdrawn already.")
    if not given <= withdrew_on <= timezone.localdate():
        day = format_day(given)
        raise ValidationError({"withdrew_on": f"Enter a day from {day} to today"})
    party.withdrew_on, party.withdrew_because = withdrew_on, because
    save(party, by)
    write_step(referral, by, What.CONSENT_WITHDRAWN, Verb.CONSENT_WITHDRAWN, str(party.role))
    goes_on = party.role.side not in NEEDED or referral.state in (State.DRAFT, State.AGREEMENT)
    if not goes_on:
        _withdraw(referral, by, f"{party.role} withdrew.")
    return referral


def _withdraw(referral: Referral, by: User, words: str) -> None:
    for panel in referral.panels.planned():
        panel.cancelled_because = words
        save(panel, by)
    _end_agreement(referral, by, Agreement.WITHDRAWN, words)
    write_step(referral, by, What.WITHDRAWN, Verb.WITHDRAWN, words, state=State.WITHDRAWN)
    end_tasks(referral, by, words)


def _end_agreement(referral: Referral, by: User, agreement: str, words: str) -> None:
    entry = locked_entry(referral)
    entry.agreement, entry.ended_on = agreement, timezone.localdate()
    entry.outcome = words[: Intervention._meta.get_field("outcome").max_length]
    save_intervention(entry, by)


@transaction.atomic
def withdraw_accepted(*, referral: Referral, by: User, reason: str) -> Referral:
    """End a referral that is under way without an agreement that was kept or broken."""
    referral = policy.lock(by, "referral.run", referral)
    require_state(referral, by, *Referral.UNDER_WAY)
    _withdraw(referral, by, reason)
    return referral


@transaction.atomic
def complete_agreement(
    *, referral: Referral, by: User, words: str = "", satisfaction: dict[Party, Satisfaction]
) -> Referral:
    """Record that the agreement was kept, and how content each side is. Every term is done."""
    referral = policy.lock(by, "referral.run", referral)
    require_state(referral, by, State.AGREEMENT)
    terms = referral.intervention.terms.all()
    if any(term.state != Term.State.DONE for term in terms):
        raise ValidationError("Record every term first. If one was not kept, it is broken.")
    _ask_how_content(referral, satisfaction, by)
    _end_agreement(referral, by, Agreement.KEPT, words)
    write_step(referral, by, What.COMPLETED, Verb.COMPLETED, words, state=State.COMPLETED)
    end_tasks(referral, by, "The agreement was kept.")
    return referral


@transaction.atomic
def break_agreement(
    *, referral: Referral, by: User, words: str, satisfaction: dict[Party, Satisfaction]
) -> Referral:
    """Record that the agreement was broken: it goes back to the officer, who decides."""
    referral = policy.lock(by, "referral.run", referral)
    require_state(referral, by, State.AGREEMENT)
    _ask_how_content(referral, satisfaction, by)
    _end_agreement(referral, by, Agreement.BROKEN, words)
    write_step(referral, by, What.BROKEN, Verb.BROKEN, words, state=State.BROKEN)
    end_tasks(referral, by, words)
    tell_of_broken(referral, by, words)
    return referral


def _ask_how_content(
    referral: Referral, satisfaction: dict[Party, Satisfaction], by: User
) -> None:
    entry = locked_entry(referral)
    for one, said in satisfaction.items():
        party = entry.parties.select_for_update(of=("self",)).get(pk=one.pk)
        party.satisfaction = said
        save(party, by)


@transaction.atomic
def close_referral(
    *, referral: Referral, by: User, closes_case: bool, words: str = ""
) -> Referral:
    """Close a referral that has come to its end, and its case if nothing else is done in it."""
    referral = policy.lock(by, "referral.close", referral)
    require_state(referral, by, *Referral.ENDED)
    write_step(referral, by, What.CLOSED, Verb.CLOSED, words, state=State.CLOSED)
    end_tasks(referral, by, words or "Closed.")
    case = referral.intervention.case
    if closes_case and case is not None and case.is_open:
        outcome = CaseOutcome.objects.get(code="resolved")
        close_case(case=case, by=by, outcome=outcome, words=words or "Referral closed.")
    return referral
