"""What is written while somebody is missing: risk, information, sightings, hypotheses, facts."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.services import save_entry, write_entry
from agencies.models import User
from audit.models import Event
from cases.services import take_lead
from core import policy
from core.dates import format_when
from core.stale import Opened, merge
from core.wording import lowered
from missing import clocks
from missing.models import (
    Episode,
    Hypothesis,
    Information,
    MissingRisk,
    Reliability,
    RiskAssessment,
    Sighting,
)
from missing.moments import NOT_YET, check_moment, require_missing
from missing.one_episode import latest_assessment
from missing.saving import record_on_case, save_episode
from missing.verbs import Verb

# What the unit alone corrects: by these a report joins the episode.
WHO = ("name", "born_on")
# How it ended, which the unit alone corrects, once they were found.
WHERE = ("located_place", "company", "keeps_whereabouts")
# Letters of a colleague's rationale.
SHOWN = 300


@transaction.atomic
def assess_risk(
    *, episode: Episode, by: User, risk: MissingRisk, rationale: str, seen: str | None = None
) -> RiskAssessment:
    """Say how high the risk is now, and why; the next review is due from now.

    Where nobody leads the case yet, the assessor does, until it is handed over. `seen` is the
    uuid of the assessment that the assessor read before, or empty: a colleague's that came in
    between is shown first. Raises ValidationError.
    """
    episode = policy.lock(by, "missing.assess", episode)
    require_missing(episode)
    _check_seen(episode, seen)
    if not rationale.strip():
        raise ValidationError({"rationale": "Enter why the risk is at this level"})
    before = episode.risk
    assessment = RiskAssessment(
        episode=episode,
        risk=risk,
        rationale=rationale,
        is_raised=before is not None and risk.position < before.position,
    )
    detail = {"risk": risk.code, "raised": assessment.is_raised}
    write_entry(entry=assessment, by=by, verb=Verb.ASSESSED, detail=detail)
    episode.risk, episode.risk_at = risk, timezone.now()
    save_episode(episode, by)
    clocks.after_assessment(episode)
    if episode.case.lead_id is None:
        take_lead(case=episode.case, by=by)
    return assessment


def _check_seen(episode: Episode, seen: str | None) -> None:
    latest = latest_assessment(episode)
    if seen is None or latest is None or seen == str(latest.uuid):
        return
    when = format_when(latest.written_at)
    raise ValidationError(
        f"The risk was assessed as {lowered(latest.risk.name)} on {when}, after you opened this "
        f"page: “{latest.rationale[:SHOWN]}” Read it, then save again if you still assess it so."
    )


@transaction.atomic
def add_information(
    *,
    episode: Episode,
    by: User,
    text: str,
    obtained_at: datetime.datetime,
    supplier: str = "",
    supplier_contact: str = "",
) -> Information:
    """Write down what somebody told: who, how they are reached, and when."""
    episode = policy.lock(by, "missing.add", episode)
    if obtained_at > timezone.now():
        raise ValidationError({"obtained_at": NOT_YET})
    information = Information(
        episode=episode,
        text=text,
        obtained_at=obtained_at,
        supplier=supplier,
        supplier_contact=supplier_contact,
    )
    return write_entry(entry=information, by=by, verb=Verb.INFORMATION_ADDED)


@transaction.atomic
def add_sighting(
    *,
    episode: Episode,
    by: User,
    seen_at: datetime.datetime,
    place: str,
    reliability: Reliability,
    obtained_at: datetime.datetime | None = None,
    **words: str,
) -> Sighting:
    """Write down that they were seen: after they went missing, and before they were found."""
    episode = policy.lock(by, "missing.add", episode)
    check_moment(episode, seen_at=seen_at)
    if episode.located_at is not None and seen_at > episode.located_at:
        when = format_when(episode.located_at)
        raise ValidationError({"seen_at": f"They were found on {when}. Enter an earlier time."})
    if obtained_at is not None and not seen_at <= obtained_at <= timezone.now():
        raise ValidationError(
            {"obtained_at": "Enter a time after they were seen, and not in the future"}
        )
    sighting = Sighting(
        episode=episode,
        seen_at=seen_at,
        obtained_at=obtained_at or timezone.now(),
        place=place,
        reliability=reliability,
        **words,
    )
    detail = {"reliability": reliability.code}
    return write_entry(entry=sighting, by=by, verb=Verb.SIGHTED, detail=detail)


@transaction.atomic
def add_hypothesis(*, episode: Episode, by: User, text: str) -> Hypothesis:
    """Write down what may have happened, apart from facts, until it is settled."""
    episode = policy.lock(by, "missing.add", episode)
    hypothesis = Hypothesis(episode=episode, text=text)
    return write_entry(entry=hypothesis, by=by, verb=Verb.HYPOTHESIS_ADDED)


@transaction.atomic
def settle_hypothesis(*, hypothesis: Hypothesis, by: User, state: str, why: str) -> Hypothesis:
    """Say once that it was confirmed or ruled out, and why."""
    hypothesis = policy.lock(by, "missing.add", hypothesis)
    if hypothesis.settled_at is not None:
        when = format_when(hypothesis.settled_at)
        settled = hypothesis.get_state_display().lower()
        raise ValidationError(f"This was {settled} on {when}: {hypothesis.why}")
    if state not in (Hypothesis.State.CONFIRMED, Hypothesis.State.RULED_OUT):
        raise ValidationError({"state": "Choose whether it is confirmed or ruled out"})
    if not why.strip():
        raise ValidationError({"why": "Enter why"})
    hypothesis.state, hypothesis.why = state, why
    hypothesis.settled_at, hypothesis.settled_by_name = timezone.now(), by.name
    detail = {"state": str(state)}
    return save_entry(entry=hypothesis, by=by, verb=Verb.HYPOTHESIS_SETTLED, detail=detail)


@transaction.atomic
def edit_episode(
    *, episode: Episode, by: User, opened: Opened | None = None, **fields: Any
) -> Episode:
    """Correct or add to what is said of the person; the name and birth date by the unit alone.

    By the unit too, once they were found: where they were, with whom, and whether that is told.
    Raises StaleEditError for what somebody else changed too.
    """
    episode = policy.lock(by, "missing.add", episode)
    fields = merge(episode, fields, opened)
    changed = {name: value for name, value in fields.items() if getattr(episode, name) != value}
    if changed.keys() & {*WHO, *WHERE}:
        policy.require(by, "missing.assess", episode)
    _check_last_seen(episode, changed.get("last_seen_at"))
    where = {name: changed.pop(name) for name in WHERE if name in changed}
    if where and episode.is_missing:
        raise ValidationError("Nobody has found them yet.")
    # Without its history, as when they were found: it would tell everybody where they were.
    _save_changes(episode, by, where, Verb.WHEREABOUTS_EDITED, history=None)
    _save_changes(episode, by, changed, Verb.DETAILS_EDITED)
    return episode


def _save_changes(
    episode: Episode, by: User, changes: dict[str, Any], verb: str, **event: Any
) -> None:
    if not changes:
        return
    for name, value in changes.items():
        setattr(episode, name, value)
    save_episode(episode, by)
    record_on_case(verb, episode, by, operation=Event.ALTERATION, **event)


def _check_last_seen(episode: Episode, at: datetime.datetime | None) -> None:
    if at is None:
        return
    if at > timezone.now():
        raise ValidationError({"last_seen_at": NOT_YET})
    if episode.located_at is not None and at > episode.located_at:
        when = format_when(episode.located_at)
        raise ValidationError(
            {"last_seen_at": f"They were found on {when}. Enter an earlier time."}
        )
